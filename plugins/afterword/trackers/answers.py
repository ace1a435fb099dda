"""Read the tickets of some actions, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from afterword.analysis.actions import Tracked
from afterword.http import NoAnswer
from afterword.migrations.others import others
from afterword.settings import Settings
from afterword.trackers.access import Access
from afterword.trackers.ticket import Ticket, UnknownReason
from afterword.trackers.ticket_location import TicketLocation, ask_about, locate

_PATIENCE: Final = 3
"""How many tickets in a row may break a tracker, or take too long, before it is not asked again."""

_OF_ONE: Final = frozenset({"broken", "slow", "denied"})
"""What may be the fault of one ticket."""


class Skipped(NoAnswer):
    """A ticket was not asked about, because of the reason for which others had no answer."""

    def __init__(self, tracker: str, reason: NoAnswer) -> None:
        super().__init__(f"Skipped, because {tracker} has failed before. {reason}")
        self.tracker = tracker
        self.reason = reason


Asked = Mapping[str, Ticket | NoAnswer | None]
"""The answer for each ticket, by its URL; ``None`` if its tracker is not in the settings."""


def ask_all(
    actions: Iterable[Tracked],
    settings: Settings,
    access: Mapping[str, Access],
    ask: Callable[[TicketLocation, Access], Ticket] = ask_about,
) -> Asked:
    """Read each ticket once, in order; a tracker that does not answer is not asked again.

    One that answers with an error or too slowly, or denies access to a project, is asked about a few more tickets, as
    the fault may be of one alone.
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
        if before := silence.reason(place.base, _project(url)):
            answer = Skipped(place.base, before)
        else:
            try:
                answer = ask(place, access[place.base])
            except UnknownReason as closed:
                answer = _meant(closed, settings)
            except NoAnswer as reason:
                answer = reason
            silence.heed(place.base, _project(url), answer)
        answers[url] = answer
    return answers


class _Silence:
    """Which trackers, and which projects of them, are not asked again, and why."""

    def __init__(self) -> None:
        self._reasons: dict[str, NoAnswer] = {}
        self._failed: Counter[str] = Counter()

    def reason(self, tracker: str, project: str) -> NoAnswer | None:
        return self._reasons.get(tracker) or self._reasons.get(project)

    def heed(self, tracker: str, project: str, answer: Ticket | NoAnswer) -> None:
        if isinstance(answer, NoAnswer) and answer.silent:
            self._count(tracker, answer)
            return
        self._failed[tracker] = 0
        # A token may read one project and not another.
        if isinstance(answer, NoAnswer) and answer.why == "denied":
            self._count(project, answer)
        else:
            self._failed[project] = 0

    def _count(self, place: str, reason: NoAnswer) -> None:
        self._failed[place] += 1
        if reason.why not in _OF_ONE or self._failed[place] == _PATIENCE:
            self._reasons[place] = reason


def _project(url: str) -> str:
    """Where a ticket is among others: whoever may not read three of them may read none."""
    return url.rstrip("/").rpartition("/")[0]


def _meant(closed: UnknownReason, settings: Settings) -> Ticket | NoAnswer:
    """What a reason means according to the settings and the names that other tools use."""
    status = others(settings.fields, settings.values).value("actions.*.status", closed.reason)
    return Ticket(status, closed.closed, stated=True) if status in {"done", "dropped"} else closed
