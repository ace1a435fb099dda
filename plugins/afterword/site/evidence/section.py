"""The numbers of a review as a section of its page: drawings, tables, and what could not be had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from afterword.diagnostics import counted
from afterword.graphics.drawings import Panels
from afterword.model import Review
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.site.clocks import LETTERS
from afterword.site.context import Site
from afterword.site.evidence.card import Card, card
from afterword.site.evidence.drawn import clocks, drawing, limits_of, shaded
from afterword.site.evidence.said import labels_said, named, notes_said, shared_labels, slice_said
from afterword.site.evidence.table import table
from afterword.text.slug import slugs

if TYPE_CHECKING:
    from afterword.evidence.held import Held, Told

MOST_SLICES: Final = 8
MOST_DRAWINGS: Final = 24
"""The most slices of one metric that are drawn, and the most drawings of a page."""

MOST_METRICS: Final = 30
"""The most metrics that have a heading."""


class Metric(NamedTuple):
    """One metric of one source: its drawings, its series without a number, and the names of what is not drawn."""

    title: str
    about: str
    anchor: str
    drawings: tuple[Markup, ...]
    silent: tuple[str, ...]
    rest: str
    table: Markup


class Numbers(NamedTuple):
    """All that a page shows of evidence."""

    card: Card
    legend: str
    metrics: tuple[Metric, ...]
    rest: str


def numbers(site: Site, to: Linker, review: Review) -> Numbers | None:
    """The numbers of a review; ``None`` where it holds no evidence."""
    held = site.evidence.get(review.id)
    if held is None or not (held.newest or held.unusable):
        return None
    found = _grouped(held)
    shown, rest = dict(islice(found.items(), MOST_METRICS)), list(found)[MOST_METRICS:]
    return Numbers(
        card(to, held),
        _legend(site, review, held),
        tuple(_metrics(to, review, shown)),
        f"{counted(len(rest), 'more metric')}, not shown: {named(rest)}." if rest else "",
    )


def _legend(site: Site, review: Review, held: Held) -> str:
    """How to read the drawings, as sentences."""
    names = {letter: site.fields.children[name].title.lower() for name, letter in LETTERS.items()}
    known = "; ".join(f"{letter}: {names[letter]}" for letter, _ in clocks(review))
    ends = shaded(review)
    panels = [Panels.beside(told.window) for told in held.told]
    said = [
        "Captured from monitoring, in UTC",
        known,
        f"Shaded: from {names[ends[0]]} until {names[ends[1]]}" if ends else "",
        "Dashed: the threshold" if any(told.series.threshold is not None for told in held.told) else "",
        "Dotted: the median of the baseline" if any(told.figures.baseline is not None for told in held.told) else "",
        "The baseline is on the left" if any(len(one.panels) > 1 for one in panels) else "",
        "It is drawn narrower than the incident" if any(not one.true for one in panels) else "",
        "Where nothing was measured, no line is drawn",
    ]
    return f"{'. '.join(filter(None, said))}."


def _grouped(held: Held) -> dict[str, list[Told]]:
    """The series of each metric of a source, by its title."""
    sources = Counter(snapshot.source.name for _, snapshot in held.newest)
    found: dict[str, list[Told]] = {}
    for told in held.told:
        source = told.snapshot.source.name
        # Of two files of one source, the name of the file tells which is meant.
        origin = source if sources[source] == 1 else told.snapshot.id.rpartition("/")[2]
        title = f"{told.series.metric} ({origin})" if len(held.newest) > 1 else told.series.metric
        found.setdefault(title, []).append(told)
    return found


def _metrics(to: Linker, review: Review, found: Mapping[str, Sequence[Told]]) -> Iterator[Metric]:
    anchors, numbered, left = slugs(found), count(1), MOST_DRAWINGS
    for title, every in found.items():
        measured = [told for told in every if told.measured]
        shown, rest = _most_telling(measured, min(MOST_SLICES, left))
        left -= len(shown)
        limits = limits_of(shown) if shown else (0.0, 0.0)
        shared = shared_labels(every)
        yield Metric(
            title,
            ". ".join(filter(None, (_unit(every[0]), f"All of {labels_said(shared)}" if shared else ""))),
            f"metric-{anchors[title]}",
            tuple(drawing(review, told, f"plot-{next(numbered)}", slice_said(told, shared), limits) for told in shown),
            tuple(_silent(told for told in every if not told.measured)),
            f"{counted(len(rest), 'more slice')}, not drawn: {named(rest)}." if rest else "",
            table(shown or measured[:1], to, shared, len(rest)),
        )


def _unit(told: Told) -> str:
    return f"Unit: {told.series.unit}" if told.series.unit else ""


def _silent(series: Iterable[Told]) -> Iterator[str]:
    """The series without a number, as sentences, each with the reason that some of them share."""
    found: dict[tuple[str, ...], list[str]] = {}
    for told in series:
        found.setdefault(notes_said(told), []).append(told.slice)
    for notes, slices in found.items():
        told_apart = [slice_ for slice_ in slices if slice_]
        yield " ".join((f"No numbers of {named(told_apart)}." if told_apart else "No numbers.", *notes))


def _most_telling(measured: Sequence[Told], most: int) -> tuple[list[Told], list[str]]:
    """The slices to draw, and the names of the others: those beyond the threshold the longest are drawn."""
    longest = sorted(range(len(measured)), key=lambda at: measured[at].harm, reverse=True)[: max(most, 0)]
    rest = [told.slice or told.series.metric for at, told in enumerate(measured) if at not in longest]
    return [measured[at] for at in sorted(longest)], rest
