"""Why a server has no number for a time that is asked for: its retention, or samples between the steps."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from afterword.capture.gathered import aligned
from afterword.capture.kinds.prometheus.asked import Talk
from afterword.capture.kinds.prometheus.matrix import read_matrix
from afterword.capture.kinds.prometheus.times import duration, fields_of, longest_range, seconds_of
from afterword.capture.numbers import whole
from afterword.diagnostics import counted
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Span, Window
from afterword.http import NoAnswer

_SELECTOR = re.compile(r"[a-zA-Z_:][\w:]*(?:\{[^{}]*\})?|\{[^{}]*\}", re.ASCII)
_EVERYTHING: Final = "count(up)"
"""What every server that scrapes has had since it began."""

_LOOKS: Final = 200


class Absence(NamedTuple):
    """What is to be said where numbers are missing."""

    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def kept_since(talk: Talk, now: datetime) -> tuple[datetime, str] | None:
    """Since when a server keeps numbers, with its retention as it says it; ``None`` if it does not say."""
    try:
        said = talk.get("status/runtimeinfo")["data"]["storageRetention"]
        written = str(said).split()[0]
        length = seconds_of(written)
        return (now - timedelta(seconds=length), written) if length else None
    except (NoAnswer, KeyError, TypeError, IndexError, OverflowError):
        return None


def shortened(kept: tuple[datetime, str] | None, window: Window, first: datetime | None, step: int) -> Absence:
    """Whether the retention took the beginning of a window, of which ``first`` is the first number."""
    if kept is None or kept[0] <= window.start or (first and first <= window.start + timedelta(seconds=2 * step)):
        return Absence()
    since, written = kept
    return Absence(("retention",), (f"The source keeps {written}, so it had nothing from before {_day(since)}.",))


def unexplained(talk: Talk, query: str, window: Window, step: int, now: datetime) -> Absence:
    """Why an answer without a series was given by a server whose retention is not known or is long enough."""
    notes: list[str] = []
    flags: list[str] = []
    if between := _samples(talk, query, window):
        notes.append(
            f"The source has {counted(between, 'sample')} in this time, but none shortly before a step; "
            f"ask for `last_over_time({query}[{duration(step)}])`, or make `step` shorter."
        )
    elif later := _first(talk, query, Span(window.end, now), step):
        notes.append(f"The first number that the source has of it is that of {_day(later)}, after this time.")
        oldest = _first(talk, _EVERYTHING, Span(window.start, now), step)
        if oldest and oldest > window.end:
            flags.append("retention")
            notes.append(f"The oldest number that it has of anything it watches is that of {_day(oldest)}.")
    if length := longest_range(query):
        notes.append(
            f"Since Prometheus 3 a range leaves out its beginning; make [{length[0]}] at least twice as long as the "
            "time between two samples."
        )
    return Absence(tuple(flags), tuple(notes))


def _samples(talk: Talk, query: str, window: Window) -> int:
    """How many samples a plain selector has in a window, at whatever times."""
    if not _SELECTOR.fullmatch(query.strip()):
        return 0
    length = int((window.end - window.start).total_seconds())
    fields = {"query": f"sum(count_over_time({query.strip()}[{length}s]))", "time": int(window.end.timestamp())}
    try:
        found = talk.post("query", fields)["data"]["result"]
        return whole(found[0]["value"][1]) or 0
    except (NoAnswer, KeyError, TypeError, IndexError):
        return 0


def _first(talk: Talk, query: str, span: Span, step: int) -> datetime | None:
    """The first number in a span: looked for at some times of it, then ever closer before the one that was found."""
    size = max(step, -(-int((span.end - span.start).total_seconds()) // _LOOKS))
    found = _first_of(talk, query, span, size)
    if found is None or size <= step:
        return found
    before = Span(max(span.start, found - timedelta(seconds=size)), found)
    return _first(talk, query, before, step) or found


def _first_of(talk: Talk, query: str, span: Span, size: int) -> datetime | None:
    """The first number in a span at multiples of a size in seconds."""
    grid = aligned(Window(span, span), size)
    if grid.end <= grid.start:
        return None
    try:
        rows = read_matrix(talk.post("query_range", {"query": query, **fields_of(grid, size)}), talk.server).rows
    except NoAnswer:
        return None
    return min((at for row in rows for at, _ in row.values if span.start <= at <= span.end), default=None)


def _day(at: datetime) -> str:
    return written_moment(at.replace(microsecond=0))
