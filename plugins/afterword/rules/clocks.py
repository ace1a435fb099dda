"""Rules of time: an incident runs forward, and a review says when as exactly as it knows and no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from afterword.diagnostics import Diagnostic, Path, Problem, Severity
from afterword.model import CLOCKS, Moment, parse_moment
from afterword.rules.registry import FileContext, file_rule

if TYPE_CHECKING:
    from afterword.rules.repair import Left, Repair

_RUNNING = CLOCKS[:-1]
# A public report may appear while the incident still goes on, so `reviewed` is held against the onset alone.
_PAIRS = (*combinations(_RUNNING, 2), (CLOCKS[0], CLOCKS[-1]))
_CLOCK_SKEW = timedelta(hours=24)
_FINENESS = ("decade", "gradual", "year", "month", "week", "day", "hour", "minute")
_WRITTEN = {"second": "minute", "minute": "minute", "day": "day", "month": "month", "year": "year"}


@file_rule("AW201", "clock-order")
def clock_order(file: FileContext) -> Iterator[Problem]:
    """The clocks of an incident run forward: onset, first signal, detected, mitigated, resolved.

    ## Why
    Time to detection and time to mitigation are computed from these clocks, and a clock that runs backwards makes
    every figure that rests on it wrong.
    Moments are compared in UTC and only as far as they are known: a day is not before an hour that lies in it.

    ## Bad
    ```yaml
    onset: 2025-01-01T10:00:00+01:00
    detected: 2025-01-01T08:30:00Z
    ```

    ## Good
    ```yaml
    onset: 2025-01-01T10:00:00+01:00
    detected: 2025-01-01T09:30:00Z
    ```
    """
    told: set[str] = set()
    clocks = {name: file.review.clock(name) for name in CLOCKS}
    for first, then in _PAIRS:
        earlier, later = clocks[first], clocks[then]
        if earlier and later and then not in told and earlier.surely_after(later):
            told.add(then)
            line = file.span(first).line
            yield file.problem(
                f"`{then}` is {later.text}, which is before `{first}` on line {line}, {earlier.text}",
                (then,),
                f"In UTC these are {_utc(later)} and {_utc(earlier)}. Correct one of the two; mind the zones.",
            )


@file_rule("AW202", "future-moment", lasting=False)
def future_moment(file: FileContext) -> Iterator[Problem]:
    """What a review says has happened lies in the past.

    ## Why
    A moment in the future is a slip, most often in the year, and it would stand at the top of every list.
    A day of grace allows for zones and for clocks that are wrong.

    ## Bad
    ```yaml
    onset: 2025-01-01
    detected: 2199-01-01
    ```

    ## Good
    ```yaml
    onset: 2025-01-01
    detected: 2025-01-02
    ```
    """
    this_year = f"{file.as_of.year:04}"
    limit = datetime(file.as_of.year, file.as_of.month, file.as_of.day, tzinfo=UTC) + 2 * _CLOCK_SKEW
    for path, text in _moments(file):
        # Hardly any is of this year or later, and only those need be read.
        if str(text)[:4] >= this_year and (moment := parse_moment(text)) and moment.earliest > limit:
            yield file.problem(
                f"`{path[-1]}` is {moment.text}, which is after {file.as_of}",
                path,
                "Correct it; when a later day is meant to be today, pass it with --as-of.",
            )


def _move_entries(file: FileContext, _: Diagnostic) -> Repair | Left:
    """Move the entry, unless it is so far from its neighbours that its date may be the slip."""
    from afterword.rules.fixes.order import timeline_in_order

    return timeline_in_order(file)


@file_rule("AW203", "timeline-order", severity=Severity.WARNING, fix=_move_entries)
def timeline_order(file: FileContext) -> Iterator[Problem]:
    """The timeline is in order.

    ## Why
    Readers follow a timeline from the top.
    An entry out of order is either misplaced or misdated.

    ## Bad
    ```yaml
    timeline:
      - {at: 2025-01-01T11:00Z, event: The first alert is raised.}
      - {at: 2025-01-01T10:00Z, event: The change is deployed.}
    ```

    ## Good
    ```yaml
    timeline:
      - {at: 2025-01-01T10:00Z, event: The change is deployed.}
      - {at: 2025-01-01T11:00Z, event: The first alert is raised.}
    ```
    """
    latest: Moment | None = None
    for position, entry in enumerate(file.review.data.get("timeline", ())):
        moment = parse_moment(entry["at"])
        if moment is None:
            continue
        if latest is not None and latest.surely_after(moment):
            yield file.problem(
                f"The entry of {moment.text} stands after the entry of {latest.text}",
                ("timeline", position, "at"),
                "Move it up, or correct its time.",
            )
        else:
            latest = moment


@file_rule("AW204", "false-precision", severity=Severity.WARNING)
def false_precision(file: FileContext) -> Iterator[Problem]:
    """The onset is not said to be known more closely than it is written.

    ## Why
    Somebody who reads "known to the minute" next to a bare day will look for the minute, or make one up.

    ## Bad
    ```yaml
    onset: 2025-01-01
    onset_precision: minute
    ```

    ## Good
    ```yaml
    onset: 2025-01-01
    onset_precision: day
    ```
    """
    said = file.review.data.get("onset_precision")
    onset = file.review.onset
    if onset is None or said not in _FINENESS:
        return
    written = _WRITTEN[onset.precision]
    if _FINENESS.index(said) > _FINENESS.index(written):
        yield file.problem(
            f"`onset_precision` is {said}, but the onset is written to the {written}: {onset.text}",
            ("onset_precision",),
            f"Write `onset_precision: {written}`, or write the onset more exactly.",
        )


def _moments(file: FileContext) -> Iterator[tuple[Path, str]]:
    data = file.review.data
    for name in CLOCKS:
        yield (name,), data.get(name, "")
    for position, entry in enumerate(data.get("timeline", ())):
        yield ("timeline", position, "at"), entry["at"]
    for position, model in enumerate(data.get("models", ())):
        yield ("models", position, "trained_at"), model.get("trained_at", "")


def _utc(moment: Moment) -> str:
    return f"{moment.earliest:%Y-%m-%d %H:%M}" if moment.exact else moment.spoken()
