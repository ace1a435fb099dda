"""Read the tickets of some actions, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from afterword.analysis.actions import Tracked
from afterword.http import NoAnswer
from afterword.migrations.others import others
from afterword.settings import Settings
from afterword.trackers.ticket import Ticket, UnknownReason
from afterword.trackers.ticket_location import TicketLocation, ask_about, locate

Asked = Mapping[str, Ticket | NoAnswer | None]
"""The answer for each ticket, by its URL; ``None`` if its tracker is not in the settings."""


def ask_all(
    actions: Iterable[Tracked],
    settings: Settings,
    headers: Mapping[str, Mapping[str, str]],
    ask: Callable[[TicketLocation, Mapping[str, str]], Ticket] = ask_about,
) -> Asked:
    """Read each ticket once, in order; a tracker that does not answer is not asked again."""
    answers: dict[str, Ticket | NoAnswer | None] = {}
    silent: dict[str, NoAnswer] = {}
    for url in dict.fromkeys(row.action.tracker for row in actions if row.action.tracker):
        place = None
        try:
            place = locate(url, settings)
            if place is None:
                answers[url] = None
            elif place.base in silent:
                answers[url] = NoAnswer(f"Skipped, because its tracker has failed before. {silent[place.base]}")
            else:
                answers[url] = ask(place, headers[place.base])
        except UnknownReason as closed:
            answers[url] = _meant(closed, settings)
        except NoAnswer as reason:
            answers[url] = reason
            if reason.silent and place is not None:
                silent[place.base] = reason
    return answers


def _meant(closed: UnknownReason, settings: Settings) -> Ticket | NoAnswer:
    """What a reason means according to the settings and the names that other tools use."""
    status = others(settings.fields, settings.values).value("actions.*.status", closed.reason)
    return Ticket(status, closed.closed, stated=True) if status in {"done", "dropped"} else closed
