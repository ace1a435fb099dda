"""What a series says of a number in a text: whether it measured it, as exactly as it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from afterword.evidence.claims.numbers import Written
from afterword.evidence.claims.units import COUNTED, SHARE, Unit, converted, unit_of
from afterword.evidence.figures import bad_side, is_beyond, middle, step_of, value_at
from afterword.evidence.snapshot import Point, Series, Snapshot
from afterword.model import Moment, Review
from afterword.settings.sources import ABOVE

_UNSURE: Final = frozenset({"sampled", "truncated", "partial", "retention", "empty"})
"""With one of these, what a review says may be in what the source did not give."""

_ENOUGH: Final = 0.1
"""The part of the points of an incident that must be near a number for it to be one of its levels."""

_FEW: Final = 4
_CLOSE: Final = timedelta(minutes=10)
_ROUGH: Final = 0.1
_EXACT: Final = 1e-9


class Contradiction(NamedTuple):
    """A claim that the evidence contradicts: the field, the message, what to do, and its place in a text."""

    field: tuple[str | int, ...]
    message: str
    advice: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, eq=False)
class Measured:
    """A series with the file that it comes from and the review whose clocks it is looked at with."""

    series: Series
    snapshot: Snapshot
    path: str
    review: Review

    @property
    def sure(self) -> bool:
        """Whether all that the source had is here, so that a number can be missing from it."""
        return _UNSURE.isdisjoint(self.series.flags) and bool(self.during)

    @cached_property
    def unit(self) -> Unit | None:
        return unit_of(self.series.unit)

    @cached_property
    def step(self) -> timedelta:
        return step_of(self.series)

    @cached_property
    def reach(self) -> timedelta:
        """How far a time that is said may be from the one that was measured."""
        return max(2 * self.step, _CLOSE)

    @cached_property
    def during(self) -> tuple[Point, ...]:
        """The points with a number from the onset until it was over; those of the whole window where these are none."""
        begun, over = self.review.clock("onset"), self._over
        start = begun.earliest - self.step if begun else self.snapshot.window.incident.start
        end = over.latest + self.step if over else self.snapshot.window.incident.end
        incident = [point for point in self.numbers if self.snapshot.window.incident.holds(point.at)]
        within = tuple(point for point in incident if start <= point.at <= end)
        return within or tuple(incident) or self.numbers

    @cached_property
    def days(self) -> frozenset[date]:
        """The days of all points with a number."""
        return frozenset(point.at.date() for point in self.numbers)

    @cached_property
    def days_during(self) -> frozenset[date]:
        """The days of the points of the incident."""
        return frozenset(point.at.date() for point in self.during)

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """From the onset until it was over, as far as was asked; until the last number where it is not known."""
        begun, over, asked = self.review.clock("onset"), self._over, self.snapshot.window.incident
        start = max(begun.earliest, asked.start) if begun else asked.start
        return start, min(over.latest, asked.end) if over else self.during[-1].at

    @cached_property
    def numbers(self) -> tuple[Point, ...]:
        """All points with a number."""
        return tuple(point for point in self.series.points if point.value is not None)

    @cached_property
    def worst(self) -> Point | None:
        """The point of the incident that is farthest on the bad side."""
        choose = max if self.bad == ABOVE else min
        return choose(self.during, key=lambda point: point.value or 0.0) if self.during else None

    @cached_property
    def bad(self) -> str:
        """The bad side; without a threshold the one to which the series went farther from its baseline."""
        return bad_side(self.series, values_of(self.before), self.during)

    @cached_property
    def before(self) -> tuple[Point, ...]:
        """The points of the baseline."""
        return tuple(point for point in self.numbers if self.snapshot.window.baseline.holds(point.at))

    @cached_property
    def figures(self) -> tuple[float, ...]:
        """What a reader of the series would call its value during the incident: extremes, levels and clocks."""
        values = values_of(self.during)
        beyond = [value for value in values if is_beyond(self.series, value)]
        clocks = [self.review.clock(name) for name in ("onset", "first_signal", "detected", "mitigated", "resolved")]
        at_clocks = [value_at(self.series, clock.earliest) for clock in clocks if clock and clock.exact]
        found = [min(values), max(values), *(value for value in at_clocks if value is not None)]
        # When it was over is not known without a clock, and then a mean is that of any time.
        levels = values if not beyond or self._over else beyond
        for some in filter(None, (levels, beyond)):
            found += [sum(value / len(some) for value in some), middle(some), some[0], some[-1]]
        return tuple(found)

    @property
    def _over(self) -> Moment | None:
        return self.review.clock("resolved") or self.review.clock("mitigated")

    def has(self, written: Written, values: Iterable[float] | None = None) -> bool | None:
        """Whether a number is one of these values, or of the incident; ``None`` if that cannot be said."""
        meant = self.meant(written)
        if not meant or not self.sure:
            return None
        if written.bound:
            return any(self._bounded(written, value) for value, _ in meant)
        during = values_of(self.during) if values is None else list(values)
        if self.series.downsampled and during:  # what lies between the extremes may have been left out
            return any(min(during) - last <= value <= max(during) + last for value, last in meant)
        if values is not None:
            return any(near(value, last, written, one) for value, last in meant for one in during)
        return any(
            any(near(value, last, written, one) for one in self.figures)
            or sum(near(value, last, written, one) for one in during) >= _enough(len(during))
            for value, last in meant
        )

    def meant(self, written: Written) -> tuple[tuple[float, float], ...]:
        """What a written number may be in the unit of the series, each with the size of its last digit there."""
        unit = written.unit
        found = list(
            zip(converted(written.value, unit, self.unit), converted(written.last, unit, self.unit), strict=True)
        )
        if written.whole and (self.unit is None or self.unit.family == SHARE):
            factor = self.unit.factor if self.unit else 1.0
            share = written.value / written.whole / factor
            found.append((share, max(written.last / written.whole / factor, 0.01 * share)))
            found += [(100 * share, share)] if self.unit is None else []
        return tuple(found)

    def _bounded(self, written: Written, value: float) -> bool:
        values, slack = values_of(self.during), (_ROUGH if written.approximate else _EXACT) * abs(value)
        return max(values) >= value - slack if written.bound == "over" else min(values) <= value + slack

    def shown(self, value: float, like: Written | None = None) -> str:
        """A number of the series as a person writes it, in the unit of the text where there is one."""
        unit = like.unit if like else None
        if unit is not None and unit.family != COUNTED and self.unit and unit.family == self.unit.family:
            suffix = (like.text if like else "").lstrip("+-\u22120123456789.,eE").strip()
            return f"{plain(value * self.unit.factor / unit.factor)} {suffix}".rstrip()
        name = self.series.unit or ""
        return f"{plain(value)} {name}".rstrip() if name and self.unit != unit_of("ratio") else plain(value)

    def course(self, like: Written) -> str:
        """How the series went during the incident, for a message, in the unit of a number of the text."""
        values, worst = values_of(self.during), self.worst
        least, most = self.shown(min(values), like), self.shown(max(values), like)
        if worst is None or least == most:
            return f"in {self.path} {self.name} was {least} throughout the incident"
        at = f"at its worst {self.shown(worst.value or 0.0, like)} at {clock_text(worst.at)}"
        return f"in {self.path} {self.name} was between {least} and {most} during the incident, {at}"

    @property
    def name(self) -> str:
        """The metric with its slice, for a message."""
        labels = self.series.slice[:80]
        metric = self.series.metric[:60].replace("`", "'")
        return f"`{metric}`{f' ({labels})' if labels else ''}"


def _enough(points: int) -> float:
    """How many points must be near a number for it to be a level; of few points each is one."""
    return max(2.0, _ENOUGH * points) if points > _FEW else 1.0


def near(value: float, last: float, written: Written, measured: float) -> bool:
    """Whether a measured number may be written as that one: rounded, or cut off, at its last digit."""
    off = abs(measured) - abs(value)
    if measured * value >= 0 and -_EXACT <= off < last * (1 - _EXACT):
        return True
    slack = _ROUGH * abs(value) if written.approximate else 0.0
    return abs(measured - value) <= max(0.5 * last, slack) * (1 + 1e-6) + _EXACT * abs(value)


def plain(value: float) -> str:
    """A number with four digits at most."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def clock_text(at: datetime) -> str:
    """A time for a message: ``2026-03-01 10:05 UTC``."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def values_of(points: Iterable[Point]) -> list[float]:
    """The numbers of some points, without those that have none."""
    return [point.value for point in points if point.value is not None]
