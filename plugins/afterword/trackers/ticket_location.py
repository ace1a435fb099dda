"""The tracker of a ticket, from the settings only, and its token, from the environment only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from afterword.http import NoAnswer
from afterword.settings import Settings, SettingsError
from afterword.trackers.asking import ask
from afterword.trackers.kinds import KINDS
from afterword.trackers.ticket import Ticket, Tracker

_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,4096}")


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
                raise NoAnswer(f"The URL is not that of a {name} ticket")
            return TicketLocation(base, kind, kind.api(base, match.groupdict()), settings.authorities)
    return None


def ask_about(place: TicketLocation, headers: Mapping[str, str]) -> Ticket:
    """The state of a ticket; raises ``NoAnswer``."""
    return place.kind.ticket(ask(place.address, headers, authorities=place.authorities))


def headers_for(settings: Settings, environment: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """The headers for each tracker of the settings, by its address.

    If the settings list several trackers of a kind, each needs its own variable and the shared ones are ignored, so
    that no tracker gets the token of another. Raises ``SettingsError`` for an invalid token.
    """
    kinds = [name for _, name in settings.trackers]
    headers = {}
    for base, name in settings.trackers:
        shared = KINDS[name].tokens if kinds.count(name) == 1 else ()
        variable = next((name for name in (own_variable(base), *shared) if environment.get(name, "").strip()), "")
        token = environment.get(variable, "").strip() or None
        if token and not _TOKEN.fullmatch(token):
            raise SettingsError(f"The token in {variable} has spaces or other invalid characters.")
        headers[base] = KINDS[name].headers(token)
    return headers


def own_variable(base: str) -> str:
    """The environment variable for the token of one tracker: ``AFTERWORD_TOKEN_TRACKER_EXAMPLE_ORG``."""
    return "AFTERWORD_TOKEN_" + re.sub(r"[^A-Z0-9]+", "_", base.partition("://")[2].upper())
