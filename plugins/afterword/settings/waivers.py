"""Waivers: overdue actions that do not block a release, each with a reason and a last day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from afterword.diagnostics import listed
from afterword.text.nearest import suggest

_KEYS: Final = ("action", "reason", "until")
_TARGET = re.compile(r"(?P<review>[a-z0-9-]+)#(?P<action>[A-Z]{1,4}[0-9]{1,4})")


class Waiver(NamedTuple):
    """An action of a review that does not block a release up to and including the day ``until``."""

    review_id: str
    action_id: str
    reason: str
    until: date

    @property
    def action(self) -> str:
        """The name of the action: ``REVIEW-ID#ACTION-ID``."""
        return f"{self.review_id}#{self.action_id}"

    def counts(self, as_of: date) -> bool:
        """Whether its last day has not passed."""
        return as_of <= self.until


def waiver(action: str, reason: str, until: date) -> Waiver:
    """A waiver from its parts; raises ``ValueError`` with what is wrong and what is allowed."""
    match = _TARGET.fullmatch(action)
    if match is None:
        raise ValueError(f"names the action {action!r}; write REVIEW-ID#ACTION-ID, such as 2025-01-01-example#A1")
    if not reason.strip():
        raise ValueError(f"for {action} has no reason; say why the release may go out anyway")
    return Waiver(match["review"], match["action"], " ".join(reason.split()), until)


def read_waivers(rows: Any) -> tuple[Waiver, ...]:
    """The waivers of the settings; raises ``ValueError`` if a name is unknown or missing, or a value invalid."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("are not a list of tables; begin each with [[tool.afterword.waivers]]")
    return tuple(_read(row) for row in rows)


def _read(row: Mapping[str, Any]) -> Waiver:
    for name in row:
        if name not in _KEYS:
            raise ValueError(f"have no `{name}`.{suggest(name, _KEYS)} Each has {listed(_KEYS)}")
    for name in _KEYS:
        if name not in row:
            raise ValueError(f"must each have `{name}`; one does not")
    if not all(isinstance(row[name], str) for name in ("action", "reason")):
        raise ValueError("must give `action` and `reason` as text")
    # A TOML date-time is also a `date` in Python.
    if type(row["until"]) is not date:
        wanted = "a date without quotation marks, such as 2026-01-31"
        raise ValueError(f"must give `until` as {wanted}, not {row['until']!r}")
    return waiver(row["action"], row["reason"], row["until"])
