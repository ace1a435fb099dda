"""The token of each tracker, from the environment only, and the headers in which it is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from afterword.settings import Settings, SettingsError
from afterword.trackers.kinds import KINDS

_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,4096}")


@dataclass(frozen=True)
class Access:
    """How one tracker is asked: the headers, and the environment variable that has the token, or could have it."""

    headers: Mapping[str, str] = field(repr=False)
    variable: str
    has_token: bool

    @property
    def advice(self) -> str:
        """What to do where access is denied."""
        return f"check the token in {self.variable}" if self.has_token else f"no token is set; set {self.variable}"


def access_for(settings: Settings, environment: Mapping[str, str]) -> Mapping[str, Access]:
    """The access to each tracker of the settings, by its address.

    If the settings list several trackers of a kind, each needs its own variable and the shared ones are ignored, so
    that no tracker gets the token of another. Raises ``SettingsError`` for an invalid token.
    """
    kinds = [name for _, name in settings.trackers]
    found = {}
    for base, name in settings.trackers:
        shared = KINDS[name].tokens if kinds.count(name) == 1 else ()
        own = own_variable(base)
        variable = next((name for name in (own, *shared) if environment.get(name, "").strip()), "")
        token = environment.get(variable, "").strip() or None
        if token and not _TOKEN.fullmatch(token):
            raise SettingsError(f"The token in {variable} has spaces or other invalid characters.")
        found[base] = Access(KINDS[name].headers(token), variable or (*shared, own)[0], token is not None)
    return found


def own_variable(base: str) -> str:
    """The environment variable for the token of one tracker: ``AFTERWORD_TOKEN_TRACKER_EXAMPLE_ORG``."""
    return "AFTERWORD_TOKEN_" + re.sub(r"[^A-Z0-9]+", "_", base.partition("://")[2].upper())
