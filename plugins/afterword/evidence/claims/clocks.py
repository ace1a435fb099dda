"""The clocks of a review, held against when the series crossed their thresholds and came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from afterword.evidence.cited import Cited, newest
from afterword.evidence.claims.measured import Contradiction, Measured, clock_text
from afterword.evidence.claims.names import words_of
from afterword.evidence.claims.rows import every_series
from afterword.evidence.claims.runs import Run, is_measured, lag_of, runs_of
from afterword.evidence.figures import baseline_of, is_beyond
from afterword.evidence.snapshot import Point
from afterword.model import Moment, Review, parse_moment
from afterword.settings.sources import BELOW

_COARSE: Final = frozenset({"day", "week", "month", "year", "decade", "gradual"})
_SIGNAL: Final = "Correct the time; if nobody could have seen the crossing, say so in the narrative."
_OVER: Final = "Correct the time; if the harm stopped by other means, say in the narrative how."
_MONITORED: Final = (
    "Name who really noticed it, or capture the metric whose alert fired: `afterword capture` with its name."
)


def late_signals(review: Review, found: Sequence[Cited]) -> Iterator[Contradiction]:
    """``first_signal`` and ``onset`` that are later than the first crossing, and signals before it without a reason."""
    yield from _early_alerts(review, found)
    watched = _watched(review, found)
    crossed = [(run.points[0], one) for one in watched if (run := _first(one, review))]
    if not crossed:
        return
    point, one = min(crossed, key=lambda each: each[0].at)
    signal, onset = review.clock("first_signal"), _exact_onset(review)
    for name, clock in (("onset", onset), ("first_signal", signal)):
        if clock is not None and clock.earliest > point.at + 2 * one.step:
            yield Contradiction((name,), f"`{name}` is {clock.text}, but {_beyond('already', point, one)}", _SIGNAL)
    if (
        signal is not None
        and signal.latest < point.at - 2 * one.step - lag_of(one)
        and not _explained(signal, one, review)
    ):
        start = signal.earliest
        if all(each.sure and is_measured(each, start, point.at) for each in watched):
            yield Contradiction(
                ("first_signal",),
                f"`first_signal` is {signal.text}, but {_beyond('first', point, one)}",
                "Correct the time, or add to the timeline what the first sign was.",
            )


def _early_alerts(review: Review, found: Sequence[Cited]) -> Iterator[Contradiction]:
    """Alerts of the timeline that name a metric before it first crossed its threshold."""
    for position, event in enumerate(review.data.get("timeline", ())):
        at = parse_moment(event["at"]) if event.get("kind") == "alert" else None
        for one in _watched(review, found) if at is not None else ():
            runs = runs_of(one)
            named = words_of(one.series.metric) <= words_of(event["event"])
            if at and named and one.sure and runs and at.latest < (first := runs[0].points[0]).at - 2 * one.step:
                if is_measured(one, at.earliest, first.at):
                    message = f"The alert is at {at.text}, but {_beyond('first', first, one)}"
                    yield Contradiction(("timeline", position, "at"), message, _SIGNAL)
                break


def early_ends(review: Review, found: Sequence[Cited]) -> Iterator[Contradiction]:
    """``mitigated`` and ``resolved`` that are earlier than the series came back to their good side.

    Harm may end while its cause lasts, so for ``mitigated`` every series that was bad must still be so.
    """
    # A report of one or two points says nothing of an end.
    bad = [one for one in _watched(review, found) if len(one.numbers) > 2 and runs_of(one)]
    for name in ("mitigated", "resolved"):
        clock = review.clock(name)
        judged = [(one, _still(one, clock, for_good=name == "resolved")) for one in bad] if clock else []
        lasting = [(one, still) for one, still in judged if still]
        if clock and lasting and (name == "resolved" or len(lasting) == len(judged)):
            one, (at, back) = lasting[0]
            ended = f"and back at {clock_text(back.at)}" if back else "and not back before the evidence ends"
            first = at == runs_of(one)[0].points[0] and is_measured(one, clock.latest, at.at)
            word = "first" if first else "still"
            yield Contradiction((name,), f"`{name}` is {clock.text}, but {_beyond(word, at, one)}, {ended}", _OVER)
            return


def unalerted(review: Review, found: Sequence[Cited]) -> Iterator[Contradiction]:
    """``detection.by: monitoring`` although no threshold was crossed, or none by then."""
    watched = _watched(review, found)
    if review.data.get("detection", {}).get("by") != "monitoring" or not watched:
        return
    detected = review.clock("detected")
    if not all(one.sure and _seen_until(one, detected) for one in watched):
        return
    runs = [(runs[0].points[0], one) for one in watched if (runs := runs_of(one))]
    field = ("detection", "by")
    if not runs:
        one = watched[0]
        worst = one.worst
        limit = one.shown(one.series.threshold or 0.0)
        at = f": at its worst it was {one.shown(worst.value or 0.0)}, at {clock_text(worst.at)}" if worst else ""
        yield Contradiction(
            field,
            f"`by` is monitoring, but in {one.path} {one.name} never crossed its threshold of {limit}{at}",
            _MONITORED,
        )
        return
    point, one = min(runs, key=lambda each: each[0].at)
    if detected is not None and detected.latest < point.at - 2 * one.step:
        yield Contradiction(
            field,
            f"`by` is monitoring and `detected` is {detected.text}, but {_beyond('first', point, one)}",
            _MONITORED,
        )


def _watched(review: Review, found: Sequence[Cited]) -> list[Measured]:
    """The series with a threshold that was kept in the baseline; one that is always broken tells nothing."""
    every = [one for one in every_series(newest(found), review) if one.series.threshold is not None and one.numbers]
    return [one for one in every if not is_beyond(one.series, baseline_of(one.series, one.snapshot.window))]


def _first(one: Measured, review: Review) -> Run | None:
    """The first run that reaches into the incident: an earlier one that ended is something else."""
    onset = _exact_onset(review)
    since = onset.earliest - 2 * one.step if onset else one.snapshot.window.incident.start
    return next((run for run in runs_of(one) if run.points[-1].at >= since), None)


def _seen_until(one: Measured, detected: Moment | None) -> bool:
    """Whether the series was measured all the time in which an alert may have fired before it was detected."""
    start, end = one.span
    return is_measured(one, start, min(detected.latest, end) if detected else end)


def _exact_onset(review: Review) -> Moment | None:
    onset = review.onset
    return onset if onset and onset.exact and review.data.get("onset_precision") not in {*_COARSE, "hour"} else None


def _still(one: Measured, clock: Moment, *, for_good: bool) -> tuple[Point, Point | None] | None:
    """A point beyond the threshold after a clock, and when it was back; ``None`` where it was back by then."""
    begun = clock.latest + one.step + lag_of(one)
    runs = runs_of(one, begun)
    after = next((point for point in one.numbers if point.at >= begun), None)
    if not runs or len(runs[0].points) < 2:
        return None
    earlier = any(run.points[0].at < begun for run in runs_of(one))
    if not for_good and ((earlier and runs[0].points[0] != after) or not is_measured(one, begun, runs[0].points[0].at)):
        return None  # it was back, or may have been, and went away again
    return runs[0].points[0], runs[0].back


def _explained(signal: Moment, one: Measured, review: Review) -> bool:
    """Whether the review names another sign at that time."""
    if review.data.get("detection", {}).get("missed_signals"):
        return True
    metric = words_of(one.series.metric)
    for event in review.data.get("timeline", ()):
        at = parse_moment(event["at"])
        close = at is not None and at.earliest <= signal.latest + one.step and at.latest >= signal.earliest - one.step
        if close and not metric <= words_of(event["event"]):
            return True
    return False


def _beyond(word: str, point: Point, one: Measured) -> str:
    value, limit = one.shown(point.value or 0.0), one.shown(one.series.threshold or 0.0)
    side = one.series.breach or BELOW
    return f"in {one.path} {one.name} was {word} {side} {limit} at {clock_text(point.at)} ({value})"
