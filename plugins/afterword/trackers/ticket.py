"""What is asked of a tracker, and what it answers: the small interface behind which each kind of tracker stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from afterword.model.moment import FIRST_YEAR, LAST_YEAR

Rows = Sequence[Mapping[str, Any]]
"""Actions as data, one a row."""


class NoAnswer(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """A ticket could not be read; the message says why, as a sentence without its full stop.

    ``silent`` says that the next ticket of the same tracker would fare no better.
    """

    def __init__(self, message: str, *, silent: bool = False) -> None:
        super().__init__(message)
        self.silent = silent


@dataclass(frozen=True)
class Ticket:
    """How far a ticket is, in the words of an action's status, and the day on which it ended, in UTC."""

    state: str  # "open", "in-progress", "done" or "dropped"
    closed: date | None = None


@dataclass(frozen=True)
class Tracker:
    """One kind of tracker.

    ``path`` matches what follows the address of the tracker in the address of a ticket, and its named groups are
    given to ``api``, together with the address of the tracker, for the address of the answer. ``tokens`` are the
    environment variables that may hold a token, the first that is set wins; ``headers`` are those of a request with
    it, or with none. ``ticket`` reads the answer, and raises ``NoAnswer`` where that is not what its documentation
    promises. ``requests`` gives the bodies of the requests that create tickets for actions; the second argument is the
    key of a project, or empty.
    """

    path: re.Pattern[str]
    api: Callable[[str, Mapping[str, str]], str]
    tokens: tuple[str, ...]
    headers: Callable[[str | None], Mapping[str, str]]
    ticket: Callable[[Mapping[str, Any]], Ticket]
    requests: Callable[[Rows, str], Iterator[Mapping[str, Any]]]


def text_at(answer: object, *path: str) -> str | None:
    """A text in an answer, however little of the rest is there."""
    for step in path:
        answer = answer.get(step) if isinstance(answer, Mapping) else None
    return answer if isinstance(answer, str) else None


def day_of(moment: str | None) -> date | None:
    """The day in UTC of a moment as trackers write it; ``None`` where it is none."""
    try:
        day = datetime.fromisoformat(moment or "").astimezone(UTC).date()
    except (ValueError, OverflowError):
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def unexpected(what: str) -> NoAnswer:
    """The answer is not one that the documentation of the tracker knows."""
    return NoAnswer(f"The tracker answers with something that is no ticket: {what}")
