"""The series of one query that are kept, as the slices of a metric, where they are more than a reader can look at."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.capture.gathered import MOST_SLICES
from afterword.capture.kinds.prometheus.matrix import Row
from afterword.capture.numbers import judged
from afterword.evidence.snapshot import Span
from afterword.settings.sources import ABOVE


def kept(rows: Sequence[Row], incident: Span, breach: str | None) -> tuple[list[Row], tuple[str, ...]]:
    """The rows to keep in their order, and a note if others are left out.

    Those that went farthest to the bad side in the incident are kept; where no side is bad, the first by their labels.
    """
    if len(rows) <= MOST_SLICES:
        return list(rows), ()
    chosen, which = set(range(MOST_SLICES)), "the first by their labels"
    if breach:
        worst = sorted(range(len(rows)), key=lambda number: (_badness(rows[number], incident, breach), number))
        chosen, which = set(worst[:MOST_SLICES]), "those that went farthest to the bad side"
    note = (
        f"The query gave {len(rows):,} series, of which {MOST_SLICES} are kept: {which}. Ask for fewer by labels, or "
        "put them together, such as with `avg by (…)`."
    )
    return [row for number, row in enumerate(rows) if number in chosen], (note,)


def _badness(row: Row, incident: Span, breach: str) -> float:
    """The worst number of a row in the incident, as one that is the smaller the worse it is."""
    numbers = [number for at, value in row.values if incident.holds(at) and (number := judged(value)[0]) is not None]
    if not numbers:
        return float("inf")
    return -max(numbers) if breach == ABOVE else min(numbers)
