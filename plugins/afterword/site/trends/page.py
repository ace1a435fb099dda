"""The trends: how failures, what catches them and what is done about them change over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.graphics.charts import Chart, data_page, figure
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.site.context import Site
from afterword.site.makers import makes_pages
from afterword.site.trends.charts import (
    detection_chart,
    duration_charts,
    fix_chart,
    layer_charts,
    share_charts,
)
from afterword.site.trends.cost_charts import cost_charts
from afterword.site.trends.near_misses import caught_chart


class Section(NamedTuple):
    """A question, and the charts that answer it."""

    name: str
    title: str
    charts: tuple[Chart, ...]


@makes_pages
def trend_pages(site: Site) -> Iterator[Page]:
    """The page of the trends, and the numbers of each of its charts as a file."""
    sections = _sections(site)
    yield site.page(
        addresses.TRENDS,
        "trends.html.j2",
        title="Trends",
        description="How failures change over time, what catches them, and what is done about them.",
        hide=("navigation", "toc"),
        draws=True,
        make=lambda to: {
            "total": len(site.corpus.counted),
            "invented": len(site.corpus.reviews) - len(site.corpus.counted),
            "sections": [(section, [(chart, figure(chart, to)) for chart in section.charts]) for section in sections],
        },
    )
    for section in sections:
        for chart in section.charts:
            if not chart.empty:
                yield data_page(chart, addresses.TRENDS)


def _sections(site: Site) -> list[Section]:
    shares = share_charts(site)
    to_detection, to_mitigation = duration_charts(site)
    return [
        Section("where", "Where failures occur", tuple(layer_charts(site))),
        Section("noticed", "How they are detected", (detection_chart(site), to_detection)),
        Section("ended", "How they end", (to_mitigation, shares["closure"])),
        Section("in-time", "Near misses", (shares["ratio"], caught_chart(site))),
        Section("again", "Recurrence", (shares["recurrence"], fix_chart(site))),
        Section("costs", "Cost", tuple(cost_charts(site))),
    ]
