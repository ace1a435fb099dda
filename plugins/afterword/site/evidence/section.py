"""The numbers of a review as a section of its page: drawings, tables, and what could not be had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from afterword.diagnostics import counted
from afterword.model import Review
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.site.clocks import LETTERS
from afterword.site.context import Site
from afterword.site.evidence.card import Card, card
from afterword.site.evidence.drawn import drawing, limits_of
from afterword.site.evidence.said import notes_said
from afterword.site.evidence.table import table
from afterword.text.slug import slugs

if TYPE_CHECKING:
    from afterword.evidence.held import Held, Told

MOST_SLICES: Final = 8
MOST_DRAWINGS: Final = 24
"""The most slices of one metric that are drawn, and the most drawings of a page."""

MOST_NAMES: Final = 12


@dataclass(frozen=True)
class Metric:
    """One metric of one source: its drawings, its series without a number, and the names of what is not drawn."""

    title: str
    unit: str
    anchor: str
    drawings: tuple[Markup, ...]
    silent: tuple[tuple[str, tuple[str, ...]], ...]
    rest: str
    table: Markup


@dataclass(frozen=True)
class Numbers:
    """All that a page shows of evidence."""

    card: Card
    letters: tuple[tuple[str, str], ...]
    narrow: bool
    metrics: tuple[Metric, ...]


def numbers(site: Site, to: Linker, review: Review) -> Numbers | None:
    """The numbers of a review; ``None`` where it holds no evidence."""
    held = site.evidence.get(review.id)
    if held is None or not (held.newest or held.unusable):
        return None
    return Numbers(
        card(to, held),
        tuple((letter, site.fields.children[name].title) for name, letter in LETTERS.items() if review.clock(name)),
        any(
            one.window.baseline.end - one.window.baseline.start > one.window.incident.end - one.window.incident.start
            for one in held.told
        ),
        tuple(_metrics(to, review, held)),
    )


def _metrics(to: Linker, review: Review, held: Held) -> Iterator[Metric]:
    found: dict[tuple[str, str], list[Told]] = {}
    for told in held.told:
        found.setdefault((told.path, told.series.metric), []).append(told)
    several = len({path for path, _ in found}) > 1
    titles = {key: f"{key[1]} ({found[key][0].snapshot.source.name})" if several else key[1] for key in found}
    anchors = slugs(titles.values())
    numbered, left = count(1), MOST_DRAWINGS
    for key, every in found.items():
        measured = [told for told in every if told.measured]
        shown = _most_telling(measured, min(MOST_SLICES, left))
        left -= len(shown)
        limits = limits_of(shown) if shown else (0.0, 0.0)
        rest = [told.slice or told.series.metric for told in measured if told not in shown]
        yield Metric(
            titles[key],
            every[0].series.unit or "",
            f"metric-{anchors[titles[key]]}",
            tuple(drawing(review, told, f"plot-{next(numbered)}", limits) for told in shown),
            tuple((told.slice, notes_said(told)) for told in every if told not in measured),
            _named(rest),
            table(shown, to, len(rest)),
        )


def _most_telling(measured: Sequence[Told], most: int) -> list[Told]:
    """Where there are too many slices, those that were beyond the threshold the longest, in their own order."""
    if len(measured) <= most:
        return list(measured)
    longest = sorted(measured, key=lambda told: told.harm, reverse=True)[:most]
    return [told for told in measured if told in longest]


def _named(rest: Sequence[str]) -> str:
    if not rest:
        return ""
    more = f" and {len(rest) - MOST_NAMES:,} more" if len(rest) > MOST_NAMES else ""
    return f"{counted(len(rest), 'more slice')}, not drawn: {'; '.join(rest[:MOST_NAMES])}{more}."
