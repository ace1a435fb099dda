"""Read the tickets of some actions, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from afterword.analysis.actions import Tracked
from afterword.http import NoAnswer
from afterword.migrations.others import others
from afterword.settings import Settings
from afterword.trackers.ticket import Ticket, UnknownReason
from afterword.trackers.ticket_location import TicketLocation, ask_about, locate

_PATIENCE: Final = 3
"""How many tickets in a row may break a tracker, or take too long, before it is not asked again."""
_OF_ONE: Final = frozenset({"broken", "slow"})
"""What may be the fault of one ticket."""

Asked = Mapping[str, Ticket | NoAnswer | None]
"""The answer for each ticket, by its URL; ``None`` if its tracker is not in the settings."""


def ask_all(
    actions: Iterable[Tracked],
    settings: Settings,
    headers: Mapping[str, Mapping[str, str]],
    ask: Callable[[TicketLocation, Mapping[str, str]], Ticket] = ask_about,
) -> Asked:
    """Read each ticket once, in order; a tracker that does not answer is not asked again.

    One that answers with an error or too slowly is asked about a few more tickets, as the fault may be of one alone.
    """
    answers: dict[str, Ticket | NoAnswer | None] = {}
    silence = _Silence()
    for url in dict.fromkeys(row.action.tracker for row in actions if row.action.tracker):
        try:
            if (place := locate(url, settings)) is None:
                answers[url] = None
                continue
        except NoAnswer as reason:
            answers[url] = reason
            continue
        answer: Ticket | NoAnswer
        if before := silence.reason(place):
            answer = NoAnswer(f"Skipped, because its tracker has failed before. {before}")
        else:
            try:
                answer = ask(place, headers[place.base])
            except UnknownReason as closed:
                answer = _meant(closed, settings)
            except NoAnswer as reason:
                answer = reason
            silence.heed(place, answer)
        answers[url] = answer
    return answers


class _Silence:
    """Which trackers are not asked again, and why."""

    def __init__(self) -> None:
        self._reasons: dict[str, NoAnswer] = {}
        self._failed: Counter[str] = Counter()

    def reason(self, place: TicketLocation) -> NoAnswer | None:
        return self._reasons.get(place.base)

    def heed(self, place: TicketLocation, answer: Ticket | NoAnswer) -> None:
        if not isinstance(answer, NoAnswer) or not answer.silent:
            self._failed[place.base] = 0
            return
        self._failed[place.base] += 1
        if answer.why not in _OF_ONE or self._failed[place.base] == _PATIENCE:
            self._reasons[place.base] = answer


def _meant(closed: UnknownReason, settings: Settings) -> Ticket | NoAnswer:
    """What a reason means according to the settings and the names that other tools use."""
    status = others(settings.fields, settings.values).value("actions.*.status", closed.reason)
    return Ticket(status, closed.closed, stated=True) if status in {"done", "dropped"} else closed
