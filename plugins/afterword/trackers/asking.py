"""A request to a tracker, answered with a JSON object or an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from afterword.http import Answer, Bounds, NoAnswer, Server
from afterword.http import ask as ask_server
from afterword.trackers.access import Access
from afterword.trackers.ticket import unexpected

_LOGIN: Final = re.compile(r"/(?:log-?in|sign[_-]?in|sso)[^/]*/?", re.IGNORECASE)
"""The end of the path of a page that asks for a password."""

__all__ = ["Bounds", "ask"]


def ask(url: str, access: Access, bounds: Bounds | None = None, authorities: Path | None = None) -> Mapping[str, Any]:
    """The JSON object at a URL; raises ``NoAnswer`` for everything else."""
    answer = ask_server(Server("the tracker", url, access.headers, authorities, bounds or Bounds()), url)
    if answer.moved and (reason := _lost(answer, access)):
        raise reason
    if answer.status in {401, 403}:
        raise _denied(answer, access)
    if answer.status in {404, 410}:
        reader = f"the token in {access.variable} may read it"
        reader = reader if access.has_token else f"it is public, as {access.variable} is not set"
        raise NoAnswer(f"Ticket not found ({answer.status}); check its URL, and whether {reader}")
    if answer.status != 200:
        broken = answer.status >= 500
        raise NoAnswer(f"The tracker answered with {answer.status}", silent=broken, why="broken" if broken else "")
    data = answer.json("the tracker", "a ticket")
    if not isinstance(data, dict):
        raise unexpected("it is not a JSON object")
    return data


def _lost(answer: Answer, access: Access) -> NoAnswer | None:
    """Why a request that was redirected, and so lost its token, was not answered."""
    path = urlsplit(answer.moved).path
    if _LOGIN.fullmatch(path[path.rstrip("/").rfind("/") :]):
        return _no_entry(f"The tracker wants a login: {access.advice}", everywhere=access.has_token)
    if answer.status in {401, 403, 404, 410}:
        return NoAnswer("The repository was renamed or the ticket was moved; set `tracker` to its new URL")
    return None


def _denied(answer: Answer, access: Access) -> NoAnswer:
    """Why access is denied: with a token that is not valid, every other ticket is denied too."""
    advice = access.advice
    if "x-github-sso" in answer.headers:
        advice = f"authorize the token in {access.variable} for the single sign-on of the organization"
    said = f"Access denied ({answer.status}): {advice}"
    return _no_entry(said, everywhere=answer.status == 401 and access.has_token)


def _no_entry(message: str, *, everywhere: bool) -> NoAnswer:
    return NoAnswer(message, silent=everywhere, why="" if everywhere else "denied")
