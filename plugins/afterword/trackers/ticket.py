"""The interface of each kind of tracker: its requests and its answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from afterword.http import NoAnswer
from afterword.model.moment import FIRST_YEAR, LAST_YEAR
from afterword.text.printable import printable

Rows = Sequence[Mapping[str, Any]]
"""Actions as data, one a row."""


class Ticket(NamedTuple):
    """The state of a ticket, as the status of an action, and the day on which it was closed, in UTC.

    ``stated`` means that the tracker says that the work was done, and not only that the ticket is closed.
    """

    state: str  # "open", "in-progress", "done" or "dropped"
    closed: date | None = None
    stated: bool = False


class UnknownReason(NoAnswer):
    """A ticket is closed, and its kind does not know what the reason means; the settings may say it."""

    def __init__(self, reason: str, closed: date | None) -> None:
        super().__init__(
            f"The ticket was closed for a reason that is not known here: {printable(reason, 40)}; say in the settings "
            'what it means, under [tool.afterword.values."actions.*.status"]'
        )
        self.reason = reason
        self.closed = closed


class Tracker(NamedTuple):
    """One kind of tracker.

    ``path`` matches the URL of a ticket after the address of the tracker, and ``example`` shows its form in messages.
    The named groups of ``path`` and that address are passed to ``api``, which returns the URL to request. ``tokens``
    are the environment variables that may have a token; the first that is set wins. ``headers`` returns the headers of
    a request, with or without a token. ``ticket`` reads the answer; it raises ``NoAnswer`` if that is not as
    documented, and ``UnknownReason``. ``requests`` returns the bodies of requests that create tickets for actions; its
    second argument is the key of a project, or empty.
    """

    path: re.Pattern[str]
    example: str
    api: Callable[[str, Mapping[str, str]], str]
    tokens: tuple[str, ...]
    headers: Callable[[str | None], Mapping[str, str]]
    ticket: Callable[[Mapping[str, Any]], Ticket]
    requests: Callable[[Rows, str], Iterator[Mapping[str, Any]]]


def text_at(answer: object, *path: str) -> str | None:
    """The text at a path of an answer; ``None`` if there is none."""
    for step in path:
        answer = answer.get(step) if isinstance(answer, Mapping) else None
    return answer if isinstance(answer, str) else None


def day_of(moment: str | None) -> date | None:
    """The day in UTC of a time as trackers write it; ``None`` if it is not a time."""
    try:
        day = datetime.fromisoformat(moment or "").astimezone(UTC).date()
    except (ValueError, OverflowError):
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def unexpected(what: str) -> NoAnswer:
    """The answer is not as the tracker documents it."""
    return NoAnswer(f"The answer of the tracker is not a ticket: {what}")
