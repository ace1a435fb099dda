"""Rules for times: events are in order, none is in the future, and none is more precise than it is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from afterword.diagnostics import Diagnostic, Path, Problem, Severity
from afterword.model import CLOCKS, Moment, parse_moment
from afterword.rules.registry import FileContext, file_rule
from afterword.rules.wording import named

if TYPE_CHECKING:
    from afterword.rules.on_demand.repair import Left, Repair

_RUNNING = CLOCKS[:-1]
_ONSET, _REVIEWED = CLOCKS[0], CLOCKS[-1]
_HELD = ("review", "held")
# A public report may appear while the incident is still going on, so `reviewed` is only compared with the onset.
_PAIRS = (
    *(((first,), (then,)) for first, then in combinations(_RUNNING, 2)),
    ((_ONSET,), (_REVIEWED,)),
    ((_ONSET,), _HELD),
)
_CLOCK_SKEW = timedelta(hours=24)
_FINENESS = ("decade", "gradual", "year", "month", "week", "day", "hour", "minute")
_WRITTEN = {"second": "minute", "minute": "minute", "day": "day", "month": "month", "year": "year"}


@file_rule("AW201", "clock-order")
def clock_order(file: FileContext) -> Iterator[Problem]:
    """The times of an incident are in order: onset, first signal, detected, mitigated, resolved.

    ## Why
    Time to detection and time to mitigation are computed from these times, so one in the wrong order makes them wrong.
    Times are compared in UTC, and only to the precision that is known: a day is not before an hour of that day.
    `reviewed` and `review.held` are only compared with the onset.

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
    reported: set[Path] = set()
    clocks: dict[Path, Moment | None] = {(name,): file.review.clock(name) for name in CLOCKS}
    clocks[_HELD] = parse_moment(file.review.data.get("review", {}).get("held"))
    for first, then in _PAIRS:
        earlier, later = clocks[first], clocks[then]
        if earlier and later and then not in reported and earlier.surely_after(later):
            reported.add(then)
            line = file.span(*first).line
            yield file.problem(
                f"{named(then)} ({later.text}) is before {named(first)} ({earlier.text}, line {line})",
                then,
                f"In UTC these are {_utc(later)} and {_utc(earlier)}. Correct one of them, and check the time zones.",
            )


@file_rule("AW202", "future-moment", with_time="goes")
def future_moment(file: FileContext) -> Iterator[Problem]:
    """No time in a review is in the future.

    ## Why
    A time in the future is a typing error, usually in the year, and it would put the review at the top of every list.
    One day of tolerance allows for time zones and for clocks that are wrong.
    The review meeting may still be ahead until the review is published.

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
        # Hardly any is from this year or later, and only those need to be parsed.
        if str(text)[:4] >= this_year and (moment := parse_moment(text)) and moment.earliest > limit:
            yield file.problem(
                f"`{path[-1]}` is {moment.text}, which is after the check date {file.as_of}",
                path,
                "Correct it; if the clock is wrong, `afterword check --as-of DATE` checks as of another day.",
            )


def _move_entries(file: FileContext, _: Diagnostic) -> Repair | Left:
    """Move the entry, unless it is so far from its neighbours that its date may be the slip."""
    from afterword.rules.fixes.order import timeline_in_order

    return timeline_in_order(file)


@file_rule("AW203", "timeline-order", severity=Severity.WARNING, fix=_move_entries)
def timeline_order(file: FileContext) -> Iterator[Problem]:
    """The timeline is in chronological order.

    ## Why
    Readers follow a timeline from the top.
    An event out of order is either in the wrong place or has the wrong time.

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
                f"The event at {moment.text} comes after the event at {latest.text}",
                ("timeline", position, "at"),
                "Move it up, or correct its time.",
            )
        else:
            latest = moment


@file_rule("AW204", "false-precision", severity=Severity.WARNING)
def false_precision(file: FileContext) -> Iterator[Problem]:
    """The onset precision is not finer than the onset itself.

    ## Why
    A reader who sees "known to the minute" next to a day without a time will look for the minute, or make one up.

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
            f"`onset_precision` is {said}, but `onset` is only given to the {written}: {onset.text}",
            ("onset_precision",),
            f"Write `onset_precision: {written}`, or give a more precise onset.",
        )


def _moments(file: FileContext) -> Iterator[tuple[Path, str]]:
    data = file.review.data
    for name in CLOCKS:
        yield (name,), data.get(name, "")
    for position, entry in enumerate(data.get("timeline", ())):
        yield ("timeline", position, "at"), entry["at"]
    for position, model in enumerate(data.get("models", ())):
        yield ("models", position, "trained_at"), model.get("trained_at", "")
    if file.review.published:
        yield _HELD, data.get("review", {}).get("held", "")
    for position, check in enumerate(data.get("adopted", ())):
        yield ("adopted", position, "since"), check["since"]
    for position, source in enumerate(data.get("sources", ())):
        yield ("sources", position, "published"), source.get("published", "")


def _utc(moment: Moment) -> str:
    return f"{moment.earliest:%Y-%m-%d %H:%M}" if moment.exact else moment.spoken()
