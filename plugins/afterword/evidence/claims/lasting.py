"""When, and for how long, a sentence says that a metric was beyond its threshold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from afterword.evidence.claims.measured import Measured, clock_text
from afterword.evidence.claims.numbers import numbers
from afterword.evidence.claims.runs import Run, is_measured, lag_of, runs_of
from afterword.evidence.claims.said import is_meant, without_name
from afterword.evidence.claims.times import CLOCK, length_at, moments_of
from afterword.evidence.figures import time_beyond
from afterword.text.expression import expression

_BEYOND: Final = expression(
    r"\s+(?:was|were|stayed|remained|lay|had been|has been|kept)\s+(?P<side>below|under|above|over|beyond)\s+"
    r"(?P<limit>(?:its|the|their|our)\s+(?:alert(?:ing)?\s+)?(?:threshold|limit)|\S+(?:\s?(?:%|ms|s)\b)?)"
    r"(?:\s+of\s+\S+)?\s+for\s+(?P<about>(?:about|around|nearly|almost|some|roughly|over|more than|less than)\s+)?",
    re.IGNORECASE,
)
_CROSSED: Final = expression(
    r"\s+(?:first\s+|had\s+)?(?:crossed|breached|exceeded|passed|(?:fell|dropped|sank|went|rose|climbed)\s+(?:below|under|above"
    r"|over))\s+(?P<limit>(?:its|the|their|our)\s+(?:alert(?:ing)?\s+)?(?:threshold|limit)|\S+(?:\s?(?:%|ms|s)\b)?)"
    r"(?:\s+of\s+\S+)?\s+(?:at|from)\s+(?:about\s+)?",
    re.IGNORECASE,
)
_BACK: Final = expression(
    r"\s+(?:had\s+)?(?:recovered|was back|came back|returned|was normal again|was fine again)"
    r"(?:\s+(?:to|above|below|under|over|within)\s+(?:normal|its\s+\w+|the\s+\w+|\S+))?\s+(?:at|by)\s+(?:about\s+)?",
    re.IGNORECASE,
)
_ROUGH: Final = 0.2

Told = tuple[int, int, str]
"""Where in a sentence a time stands, and the message."""


def time_said(sentence: str, at: re.Match[str], meant: Sequence[Measured]) -> Told | None:
    """The time that is said of a metric and contradicted by all series that it may mean, or ``None``."""
    sentence = without_name(sentence, at)
    held = [one for one in meant if one.series.threshold is not None and one.sure]
    if not held or len(held) < len(meant):
        return None
    for pattern, judged in ((_BEYOND, _length), (_CROSSED, _crossing), (_BACK, _return)):
        if says := pattern.match(sentence, at.end()):
            days = is_meant(sentence, at.start(), says.start(), held)
            found = [judged(sentence, says, one, days) for one in held]
            return found[0] if days and all(found) else None
    return None


def _length(sentence: str, says: re.Match[str], one: Measured, days: Sequence[date]) -> Told | None:
    del days  # a length is that of the whole incident
    limited, found = _limited(says["limit"], one), length_at(sentence, says.end())
    if limited is None or found is None or limited.series.downsampled:
        return None
    length, end = found
    if not is_measured(limited, *limited.span):
        return None
    held = runs_of(limited)
    total = time_beyond(limited.series, limited.snapshot.window.incident) or timedelta()
    longest = max((_lasted(run, limited) for run in held), default=timedelta())
    slack = max(2 * one.step, _ROUGH * length)
    about = (says["about"] or "").strip().lower()
    if about in {"over", "more than"}:
        fits = total >= length - slack
    elif about == "less than":
        fits = longest <= length + slack
    else:
        fits = any(abs(length - known) <= slack for known in (total, longest))
    if fits:
        return None
    text = sentence[says.end() : end]
    lasted = _spoken(total)
    return says.end(), end, f"“{text}”, but in {one.path} {one.name} was beyond {_limit(limited)} for {lasted}"


def _crossing(sentence: str, says: re.Match[str], one: Measured, days: Sequence[date]) -> Told | None:
    limited, clock = _limited(says["limit"], one), CLOCK.match(sentence, says.end())
    runs = runs_of(limited) if limited else []
    if limited is None or clock is None or not runs:
        return None
    moments = _measured(clock, one, days)
    close = one.reach + lag_of(one)
    if not moments or any(abs(run.points[0].at - at) <= close for run in runs for at in moments):
        return None
    begun = clock_text(runs[0].points[0].at)
    return (
        clock.start(),
        clock.end(),
        f"“{clock[0]}”, but in {one.path} {one.name} was first beyond {_limit(limited)} at {begun}",
    )


def _return(sentence: str, says: re.Match[str], one: Measured, days: Sequence[date]) -> Told | None:
    clock, runs = CLOCK.match(sentence, says.end()), runs_of(one)
    if clock is None or not runs:
        return None
    moments = _measured(clock, one, days)
    close = one.reach + lag_of(one)
    still = [run for run in runs if any(run.points[0].at <= at and at + close < run.points[-1].at for at in moments)]
    if not moments or not still:
        return None
    back = f"back at {clock_text(still[0].back.at)}" if still[0].back else "not back before the evidence ends"
    return (
        clock.start(),
        clock.end(),
        f"“{clock[0]}”, but in {one.path} {one.name} was beyond {_limit(one)} then, and {back}",
    )


def _measured(clock: re.Match[str], one: Measured, days: Sequence[date]) -> list[datetime]:
    """The times at which a clock showed that on some days, without those in a gap."""
    return [at for at in moments_of(clock.groups(), days) if is_measured(one, at, at)]


def _limited(limit: str, one: Measured) -> Measured | None:
    """The series with the limit that a sentence names; ``None`` where it names none that can be understood."""
    if re.search(r"threshold|limit", limit, re.IGNORECASE):
        return one
    written = next(numbers(limit), None)
    values = one.meant(written) if written else ()
    if not values or one.series.threshold is None:
        return None
    near = min((value for value, _ in values), key=lambda value: abs(value - (one.series.threshold or 0.0)))
    return replace(one, series=one.series._replace(threshold=near))


def _lasted(run: Run, one: Measured) -> timedelta:
    return run.points[-1].at - run.points[0].at + one.step


def _limit(one: Measured) -> str:
    return one.shown(one.series.threshold or 0.0)


def _spoken(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"
