"""What the modules of sources have in common: a series with what the settings say of it, and times in steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from afterword.capture.interface import Asking, Fetched
from afterword.capture.numbers import judged, notes_on
from afterword.evidence.snapshot import Point, Registered, Series, Span, Window
from afterword.http import NoAnswer
from afterword.settings.sources import Metric

Labels = tuple[tuple[str, str], ...]

_NOTHING: Final = "Nothing was asked, since the settings name no metric of it; add one with its `query`"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MOST_SLICES: Final = 20
"""How many series one metric can have; more would be no picture."""


def series_of(
    metric: Metric,
    values: Iterable[tuple[datetime, object]],
    labels: Iterable[tuple[str, str]] = (),
    *,
    query: str | None = None,
    step: int | None = None,
    flags: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Series:
    """The series of a metric: its points in order, each time once, and the settings' unit, threshold and labels.

    What is no number stands as ``None``, with a note on how many there are and why; a later value of one time wins.
    """
    by_time, reasons = {}, {}
    for at, value in values:
        by_time[at], reasons[at] = judged(value)
    named = (("model", metric.model), ("slice", metric.slice))
    known = {**{name: value for name, value in named if value}, **dict(labels)}
    return Series(
        metric=metric.name,
        query=query or metric.query,
        labels=tuple(sorted(known.items())),
        unit=metric.unit,
        threshold=metric.threshold,
        threshold_from=None if metric.threshold is None else "settings",
        breach=None if metric.threshold is None else metric.breach,
        step=step or metric.step,
        points=tuple(Point(at, by_time[at]) for at in sorted(by_time)),
        flags=tuple(dict.fromkeys([*flags, *([] if by_time else ["empty"])])),
        notes=(*notes, *notes_on(reasons.values())),
    )


def each_asked(
    asking: Asking, read: Callable[[Metric], Iterable[Series]]
) -> tuple[list[Series], list[tuple[str, str]], bool]:
    """The series of the metrics, those that could not be had with their reasons, and whether the server is down.

    A server that is down is not asked for the others.
    """
    series: list[Series] = []
    missing: list[tuple[str, str]] = []
    down: NoAnswer | None = None
    for metric in asking.metrics:
        asking.tell(metric.name)
        try:
            if down:
                raise down
            series += read(metric)
        except NoAnswer as error:
            missing.append((metric.name, str(error)))
            down = error if error.silent else None
    return series, missing, down is not None


def fetched(
    series: Iterable[Series],
    missing: Iterable[tuple[str, str]],
    *,
    registry: tuple[Registered, ...] = (),
    server_version: str | None = None,
    requests: int = 0,
) -> Fetched:
    """What was had; raises ``NoAnswer`` if nothing was asked, or all of it is missing for one and the same reason."""
    had, lost = tuple(series), tuple(missing)
    reasons = {why for _, why in lost} or {_NOTHING}
    if not had and not registry and len(reasons) == 1:
        raise NoAnswer(reasons.pop())
    return Fetched(had, registry, lost, server_version, requests)


def told_apart(labels: Sequence[Labels]) -> list[Labels]:
    """The labels of series, with a number where two are the same: as they are shown, long ones may be cut."""
    seen: Counter[Labels] = Counter()
    found = []
    for one in labels:
        seen[one] += 1
        found.append((*one, ("series", str(seen[one]))) if labels.count(one) > 1 else one)
    return found


def aligned(window: Window, step: int) -> Span:
    """The first and the last beginning of a step within a window; steps are counted from 1970 in UTC.

    A window that is shorter than a step may hold none: then the end is before the start.
    """
    size = timedelta(seconds=step)
    return Span(EPOCH - (EPOCH - window.start) // size * size, step_of(window.end, size))


def step_of(moment: datetime, size: timedelta) -> datetime:
    """The beginning of the step in which a time lies."""
    return EPOCH + (moment - EPOCH) // size * size


def usual_step(times: Iterable[datetime]) -> int | None:
    """The usual distance of times in seconds, one at least; ``None`` for fewer than two."""
    distances = [(later - earlier).total_seconds() for earlier, later in pairwise(sorted({*times}))]
    return max(1, round(median(distances))) if distances else None


def steps_within(window: Window, step: int) -> Span:
    """The same; raises ``NoAnswer`` if there is none."""
    span = aligned(window, step)
    if span.end < span.start:
        raise NoAnswer(f"The window is shorter than a step of {step:,} s; set a shorter `step`, or capture more time")
    return span


def is_late(span: Span, step: int, now: datetime) -> bool:
    """Whether the last step of a span was not over when it was asked for."""
    return span.end + timedelta(seconds=step) > now


LATE_NOTE: Final = "The last step was not over when it was captured, so its number may still change."
"""The note beside the flag ``late``."""
