"""The tracker of a ticket, from the settings only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from afterword.http import NoAnswer
from afterword.settings import Settings
from afterword.trackers.access import Access
from afterword.trackers.asking import ask
from afterword.trackers.kinds import KINDS
from afterword.trackers.ticket import Ticket, Tracker


class TicketLocation(NamedTuple):
    """A ticket of a tracker that the settings allow, the URL to request, and the authorities that vouch for it."""

    base: str
    kind: Tracker
    address: str
    authorities: Path | None = None


def locate(url: str, settings: Settings) -> TicketLocation | None:
    """The location of a ticket; ``None`` if the settings list no tracker for it.

    Raises ``NoAnswer`` if it is on a listed tracker but its URL is not that of a ticket.
    """
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    normal = f"{scheme.lower()}://{host.lower()}{slash}{path}"
    for base, name in settings.trackers:
        if normal == base or normal.startswith(f"{base}/"):
            kind = KINDS[name]
            below = re.split(r"[?#]", normal[len(base) :], maxsplit=1)[0]
            match = kind.path.fullmatch(below)
            if match is None or any(part in {".", ".."} for part in below.split("/")):
                raise NoAnswer(f"The URL is not that of a {name} ticket; write it like {base}{kind.example}")
            return TicketLocation(base, kind, kind.api(base, match.groupdict()), settings.authorities)
    return None


def ask_about(place: TicketLocation, access: Access) -> Ticket:
    """The state of a ticket; raises ``NoAnswer``."""
    return place.kind.ticket(ask(place.address, access, authorities=place.authorities))
