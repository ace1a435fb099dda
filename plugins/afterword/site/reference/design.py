"""The design page: the values of the style sheet, and each badge and drawing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from afterword.analysis.recurrence import Outcome
from afterword.evidence.snapshot import Point, Span, Window
from afterword.graphics.drawings import Clock, Extent, Meter, Panels, Plot, clock_drawing, meter_drawing, plot_drawing
from afterword.graphics.tokens import tokens
from afterword.model import STATES
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.site.actions.rows import state_meaning, state_title
from afterword.site.clocks import LETTERS
from afterword.site.context import Site
from afterword.site.makers import makes_pages
from afterword.site.recurrence.rows import fix_css
from afterword.site.review.drawings import LANE_NAMES, LANES, STRETCHES
from afterword.text.slug import slug

# The vocabularies that are drawn, by the path of their field, and the class that their values share.
_DRAWN = (
    (("severity",), "aw-badge aw-"),
    (("kind",), "aw-badge aw-"),
    (("status",), "aw-badge aw-"),
    (("provenance",), "aw-badge aw-"),
    (("safeguards", "*", "outcome"), "aw-outcome aw-"),
)


class Specimen(NamedTuple):
    """A word with the class that draws it, and what it means."""

    word: str
    css: str
    meaning: str = ""


@makes_pages
def design_page(site: Site) -> Page:
    """The design page, generated from the style sheet and from the vocabularies."""
    found = tokens()
    return site.page(
        addresses.DESIGN,
        "design.html.j2",
        title="Design",
        description="Colours, type, spacing, badges and drawings of the site.",
        parent=addresses.REFERENCE,
        hide=(),
        colours=found.colours,
        spaces=[(name, value) for name, value in found.plain.items() if name.startswith("space-")],
        sizes=[(name, found.plain[name]) for name in ("small", "note", "text", "prose", "title")],
        marks=list(_marks(site)),
        lanes=[(name, LANE_NAMES[name], [_kind(site, kind) for kind in kinds]) for name, kinds in LANES.items()],
        clocks=clock_drawing("Five clocks on a time line", _clocks(site)),
        plot=plot_drawing(_plot()),
        meter=meter_drawing(Meter("meter", "A value above its threshold", 0.31, 0.2)),
    )


def _marks(site: Site) -> Iterator[tuple[str, list[Specimen]]]:
    for path, css in _DRAWN:
        field = site.fields.at(*path)
        title = field.title if len(path) == 1 else f"{site.fields.at(path[0]).title}: {field.title.lower()}"
        terms = field.terms.items()
        yield title, [Specimen(term.title, f"{css}{slug(value)}", term.description) for value, term in terms]
    states = [(f"aw-state aw-state-{slug(state)}", state) for state in STATES]
    yield (
        "State of an action",
        [Specimen(state_title(site, state), css, state_meaning(site, state)) for css, state in states],
    )
    yield "Recurrence", [Specimen(outcome.label, fix_css(outcome), outcome.meaning) for outcome in Outcome]


def _kind(site: Site, kind: str) -> str:
    return site.fields.at("timeline", "*", "kind").label(kind)


def _clocks(site: Site) -> list[Clock]:
    """An incident that began some time within an hour, and went undetected for hours."""
    first = datetime(2025, 1, 1, 8, tzinfo=UTC)
    moments = zip(LETTERS.items(), (0.5, 2, 5, 8, 11), ("", "", "5 h", "3 h", "3 h"), strict=True)
    return [
        Clock(
            letter,
            site.fields.children[name].title,
            Extent(
                first + timedelta(hours=hours - (0.5 if name == "onset" else 0)),
                first + timedelta(hours=hours + (0.5 if name == "onset" else 0)),
            ),
            name if name in STRETCHES else "",
            after,
        )
        for (name, letter), hours, after in moments
    ]


def _plot() -> Plot:
    """A metric that falls below its threshold, and for a while is not measured."""
    first, hour = datetime(2025, 1, 1, tzinfo=UTC), timedelta(hours=1)
    falling = (0.94, 0.94, 0.93, 0.8, 0.61, 0.5)
    before = tuple(Point(first + at * hour, 0.94 + 0.01 * (at % 3 - 1)) for at in range(25))
    during = tuple(Point(first + (25 + at) * hour, value) for at, value in enumerate(falling))
    after = tuple(Point(first + (33 + at) * hour, value) for at, value in enumerate((0.44, 0.41, 0.6, 0.93, 0.94)))
    window = Window(Span(first, first + 24 * hour), Span(first + 24 * hour, first + 37 * hour))
    clocks = zip("ODM", (27, 31, 36), strict=True)
    return Plot(
        "plot",
        "A metric below its threshold",
        "Baseline 0.94, worst 0.41, threshold 0.9. Nothing was measured for three hours.",
        Panels.beside(window),
        (),
        (before + during, after),
        (Span(during[-1].at, after[0].at),),
        (0.41, 0.95),
        0.9,
        0.94,
        window.baseline,
        Span(first + 27 * hour, first + 36 * hour),
        tuple((letter, Extent(first + at * hour, first + at * hour)) for letter, at in clocks),
        after[1],
        worst_is_low=True,
    )
