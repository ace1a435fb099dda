"""The tickets of some actions, each asked about once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from afterword.analysis.actions import Tracked
from afterword.settings import Settings
from afterword.trackers.ticket import NoAnswer, Ticket
from afterword.trackers.ticket_location import TicketLocation, ask_about, locate

Asked = Mapping[str, Ticket | NoAnswer | None]
"""What each ticket answered, by its address; ``None`` where no tracker of the settings has it."""


def ask_all(
    actions: Iterable[Tracked],
    settings: Settings,
    headers: Mapping[str, Mapping[str, str]],
    ask: Callable[[TicketLocation, Mapping[str, str]], Ticket] = ask_about,
) -> Asked:
    """Ask about each ticket once, in order; a tracker that does not answer at all is not asked again."""
    answers: dict[str, Ticket | NoAnswer | None] = {}
    silent: dict[str, NoAnswer] = {}
    for url in dict.fromkeys(one.action.tracker for one in actions if one.action.tracker):
        place = None
        try:
            place = locate(url, settings)
            if place is None:
                answers[url] = None
            elif place.base in silent:
                answers[url] = NoAnswer(f"It was not asked, since its tracker is silent. {silent[place.base]}")
            else:
                answers[url] = ask(place, headers[place.base])
        except NoAnswer as reason:
            answers[url] = reason
            if reason.silent and place is not None:
                silent[place.base] = reason
    return answers
