"""What the figures of a series say, in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from afterword.diagnostics import counted, listed
from afterword.evidence.figures import is_beyond
from afterword.evidence.gaps import gaps
from afterword.evidence.snapshot import FLAGS, Span
from afterword.model import parse_moment
from afterword.rendering.words import measured, opened, span_of
from afterword.settings.sources import ABOVE, BELOW

if TYPE_CHECKING:
    from afterword.evidence.held import Told

Label = tuple[str, str]
"""The name of a label and its value."""

UNITLESS: Final = frozenset({"", "1", "ratio", "score", "count", "bool", "none"})
"""Units that say nothing behind a number."""

MOST_GAPS: Final = 3
MOST_NAMES: Final = 12
MOST_NOTES: Final = 10
"""The most gaps, names and sentences that are told of one thing; the file has all."""


def valued(number: float, unit: str | None) -> str:
    """A number with its unit: ``0.41``, ``412 ms``, ``5%``."""
    said = measured(number)
    return said if (unit or "").lower() in UNITLESS else f"{said}{'' if unit == '%' else ' '}{unit}"


def clocked(at: datetime, day: date | None = None) -> str:
    """A time in UTC: ``10:35``, and with its day where that is not ``day``."""
    at = at.astimezone(UTC)
    clock = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    if at.date() == day:
        return clock
    moment = parse_moment(at.date().isoformat())  # none for a year that no review could name
    return f"{moment.spoken() if moment else at.date().isoformat()}, {clock}"


def is_low(told: Told) -> bool:
    """Whether low numbers of a series are the bad ones."""
    series, figures = told.series, told.figures
    if series.breach in (ABOVE, BELOW):
        return series.breach == BELOW
    worst = figures.worst.value if figures.worst else None
    return figures.baseline is None or worst is None or worst <= figures.baseline


def figures_said(told: Told) -> Iterator[tuple[str, str]]:
    """Each figure of a series that has numbers, with what it is called."""
    series, figures, day = told.series, told.figures, told.window.incident.start.date()
    unit = series.unit
    unknown = "not known" if series.downsampled else ""
    measured_before = any(point.value is not None and told.window.baseline.holds(point.at) for point in series.points)
    usual = (measured_before and unknown) or "no numbers"
    yield "Baseline", usual if figures.baseline is None else valued(figures.baseline, unit)
    worst = "Worst" if series.breach else "Lowest" if is_low(told) else "Highest"
    if figures.worst and figures.worst.value is not None:
        yield worst, f"{valued(figures.worst.value, unit)} at {clocked(figures.worst.at, day)}"
    else:
        yield worst, "no numbers in the incident"
    for name, clock, value in (
        ("At detection", told.detected, figures.at_detection),
        ("At mitigation", told.mitigated, figures.at_mitigation),
    ):
        if clock:
            yield name, (unknown or "no number") if value is None else valued(value, unit)
    if series.threshold is not None and series.breach and figures.worst:
        beyond = f"{series.breach.capitalize()} {valued(series.threshold, unit)}"
        if figures.crossed is None:
            yield beyond, "never in the incident"
        else:
            # How long a point stands for is not known of a series without a step, nor how many points were left out.
            unsaid = "for how long is not known" if series.downsampled else _points_beyond(told)
            yield beyond, f"for {span_of(figures.beyond)}" if figures.beyond and series.step else unsaid
            yield f"First {series.breach}", clocked(figures.crossed, day)


def _points_beyond(told: Told) -> str:
    inside = [point.value for point in told.series.points if told.window.incident.holds(point.at)]
    values = [value for value in inside if value is not None]
    beyond = sum(is_beyond(told.series, value) for value in values)
    return f"at {beyond:,} of {counted(len(values), 'point')}"


def described(told: Told) -> str:
    """The whole of a drawing in words."""
    figures = "; ".join(f"{name.lower()}: {value}" for name, value in figures_said(told))
    number = sum(point.value is not None for point in told.series.points)
    return f"{opened(figures)}. {counted(number, 'point')}. {gaps_said(told)}".strip()


def gaps_said(told: Told) -> str:
    """The gaps of a series as a sentence; empty where there is none."""
    found = gaps(told.series, told.window)
    if not found:
        return ""
    shown = listed([_span(gap, told.window.incident.start.date()) for gap in found[:MOST_GAPS]])
    more = f", and {len(found) - MOST_GAPS} more" if len(found) > MOST_GAPS else ""
    return f"No numbers {shown}{more}."


def notes_said(told: Told) -> tuple[str, ...]:
    """What a reader must know of a series, as sentences."""
    flags = (FLAGS.get(flag, flag) for flag in told.series.flags)
    return bounded([sentence(said) for said in (*flags, *told.series.notes)])


def bounded(said: Sequence[str]) -> tuple[str, ...]:
    """The first of some sentences, and how many more there are."""
    more = len(said) - MOST_NOTES
    return (
        *said[:MOST_NOTES],
        *((f"{counted(more, 'more note is', 'more notes are')} in the file.",) if more > 0 else ()),
    )


def named(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are; names may have commas."""
    more = f" and {len(names) - MOST_NAMES:,} more" if len(names) > MOST_NAMES else ""
    return f"{'; '.join(names[:MOST_NAMES])}{more}"


def sentence(said: str) -> str:
    """A text that ends as a sentence does."""
    return said if said.rstrip().endswith((".", "!", "?")) else f"{said.rstrip()}."


def labels_said(labels: Iterable[Label]) -> str:
    """Labels as a reader meets them: ``region=eu, tier=gold``."""
    return ", ".join(f"{name}={value}" for name, value in labels)


def shared_labels(every: Sequence[Told]) -> list[Label]:
    """The labels that all slices of one metric have, which are said once; none for a single series."""
    return sorted(set.intersection(*(set(told.series.labels) for told in every))) if len(every) > 1 else []


def slice_said(told: Told, shared: Sequence[Label]) -> str:
    """What tells a slice from the others of its metric."""
    return labels_said(label for label in told.series.labels if label not in shared) or told.slice


def by_flag(told: Mapping[str, Told]) -> Iterator[str]:
    """What a reader must know, once for all series that it is true of."""
    found: dict[str, list[str]] = {}
    for name, one in told.items():
        for said in notes_said(one):
            found.setdefault(said, []).append(name)
    for said, names in found.items():
        where = names[:3] + ([f"{len(names) - 3} more"] if len(names) > 3 else [])
        yield said if len(names) == len(told) else f"{said[:-1]} ({listed(where)})."


def _span(gap: Span, day: date) -> str:
    return f"from {clocked(gap.start, day)} to {clocked(gap.end, gap.start.date())}"
