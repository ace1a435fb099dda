"""What was captured of one model: each metric that several reviews measured, by incident, from the onset of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from afterword.corpus.facets import Group
from afterword.diagnostics import counted
from afterword.evidence.snapshot import Span
from afterword.graphics.drawings import Panels, Tick, plot_drawing, since_ticks
from afterword.model import Review
from afterword.pages import addresses
from afterword.rendering import Markup
from afterword.rendering.html import joined, quiet
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.evidence.drawn import MOST_TICKS, limits_of, plot_of
from afterword.site.lists.cards import filed_under
from afterword.text.same_name import same_name
from afterword.text.slug import slugs

if TYPE_CHECKING:
    from afterword.evidence.held import Told

MOST_METRICS: Final = 6
MOST_INCIDENTS: Final = 6
"""The most metrics of a model, and the newest incidents of each that are drawn."""

NAMED: Final = frozenset({"model", "model_name", "model_id", "gen_ai_request_model", "gen_ai.request.model"})
"""The labels by which a source names the model of a slice."""


class Compared(NamedTuple):
    """One metric of a model: its drawings by incident, newest first, and what is not drawn."""

    title: str
    unit: str
    anchor: str
    drawings: tuple[Markup, ...]
    rest: str


def side_by_side(site: Site, to: Linker, group: Group) -> list[Compared]:
    """The metrics that were captured of a model in more than one incident first, then the others."""
    found: dict[tuple[str, str], list[tuple[Review, Told]]] = {}
    for review in group.reviews if site.evidence else ():
        for key, told in _of_model(site, review, group).items():
            found.setdefault(key, []).append((review, told))
    keys = sorted(found, key=lambda key: -len(found[key]))[:MOST_METRICS]
    anchors, numbered = slugs({metric for metric, _ in keys}), count(1)
    return [
        Compared(
            metric,
            unit,
            f"metric-{anchors[metric]}{f'-{at}' if _repeated(keys, at) else ''}",
            tuple(_drawings(to, found[metric, unit][:MOST_INCIDENTS], numbered)),
            _rest(found[metric, unit]),
        )
        for at, (metric, unit) in enumerate(keys)
    ]


def _of_model(site: Site, review: Review, group: Group) -> dict[tuple[str, str], Told]:
    """By metric and unit, the most telling slice of a review that is not of another of its models."""
    kept: dict[tuple[str, str], Told] = {}
    others = set(map(same_name, review.models)) - {same_name(group.value)}
    for told in site.evidence[review.id].told if review.id in site.evidence else ():
        if told.measured and not any(
            name in NAMED and same_name(value) in others for name, value in told.series.labels
        ):
            key = (told.series.metric, told.series.unit or "")
            if key not in kept or told.harm > kept[key].harm:
                kept[key] = told
    return kept


def _drawings(to: Linker, shown: Sequence[tuple[Review, Told]], numbered: count[int]) -> Iterator[Markup]:
    """The incidents of one metric on one scale: as long before and after the onset, and as high."""
    starts = [_onset(review, told) for review, told in shown]
    before = max(start - told.window.incident.start for start, (_, told) in zip(starts, shown, strict=True))
    after = max(told.window.incident.end - start for start, (_, told) in zip(starts, shown, strict=True))
    limits = limits_of([told for _, told in shown])
    for start, (review, told) in zip(starts, shown, strict=True):
        panels = Panels.one(Span(start - before, start + max(after, timedelta(minutes=1))))
        marks = (
            Tick((time + before) / (after + before), label) for time, label in since_ticks(-before, after, MOST_TICKS)
        )
        title = f"{told.series.metric}: {review.title}"
        plot = plot_of(review, told, f"compared-{next(numbered)}", title, panels, marks, limits)
        named = to.to(addresses.review(review.id), review.title)
        slice_ = f", {told.slice}" if told.slice else ""
        yield plot_drawing(plot, joined((named, quiet(f"{filed_under(review)}{slice_}")), " "))


def _onset(review: Review, told: Told) -> datetime:
    """The onset, or the next clock that is known to the minute; else where the incident was looked for."""
    known = (review.clock(name) for name in ("onset", "first_signal", "detected"))
    exact = next((moment.earliest for moment in known if moment and moment.exact), told.window.incident.start)
    span = told.window.incident
    return min(max(exact, span.start), span.end)


def _repeated(keys: Sequence[tuple[str, str]], at: int) -> bool:
    """Whether a metric has been met before, in another unit."""
    return any(metric == keys[at][0] for metric, _ in keys[:at])


def _rest(found: Sequence[tuple[Review, Told]]) -> str:
    more = len(found) - MOST_INCIDENTS
    return f"{counted(more, 'earlier incident')} with this metric: see the reviews." if more > 0 else ""
