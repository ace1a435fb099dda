"""A request to a tracker, answered with a JSON object or an error."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from afterword.http import Bounds, NoAnswer, Server
from afterword.http import ask as ask_server
from afterword.trackers.ticket import unexpected

__all__ = ["Bounds", "ask"]


def ask(
    url: str, headers: Mapping[str, str], bounds: Bounds | None = None, authorities: Path | None = None
) -> Mapping[str, Any]:
    """The JSON object at a URL; raises ``NoAnswer`` for everything else."""
    answer = ask_server(Server("the tracker", url, headers, authorities, bounds or Bounds()), url)
    if answer.status in {401, 403}:
        raise NoAnswer(f"Access denied ({answer.status}): check the token")
    if answer.status in {404, 410}:
        raise NoAnswer(f"Ticket not found ({answer.status}); check its URL, and whether the token may read it")
    if answer.status != 200:
        broken = answer.status >= 500
        raise NoAnswer(f"The tracker answered with {answer.status}", silent=broken, why="broken" if broken else "")
    data = answer.json("the tracker", "a ticket")
    if not isinstance(data, dict):
        raise unexpected("it is not a JSON object")
    return data
