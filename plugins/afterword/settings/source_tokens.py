"""Where the token of a source comes from. A token that stands in the settings is refused, and never repeated."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Any, Final

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,99}|[a-z_]{1,40}", re.ASCII)
_LIKE_A_KEY = re.compile(r"(?=.*[0-9])[A-Z0-9]{16,}", re.ASCII)
_NAMES_OF_TOKENS = re.compile(r"(?:.*_)?(?:token|password|passwd|secret|api_?key|key|bearer|authorization)", re.ASCII)
_PRINTS_ITSELF: Final = frozenset({"echo", "printf", "print"})


def expect_no_token(row: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """No setting is meant for a token itself; ``known`` are those that there are."""
    for name in row:
        if name not in known and _NAMES_OF_TOKENS.fullmatch(name.lower()[:60]):
            raise ValueError(
                f"{where} has no setting `{name[:60]}`: a token is never written into the settings. Put it into an "
                'environment variable and name that, such as token_env = "PROM_TOKEN"'
            )


def token_variable(row: Mapping[str, Any], where: str) -> str | None:
    """The name of the environment variable that holds the token."""
    name = row.get("token_env")
    if name is None:
        return None
    if not isinstance(name, str) or not _VARIABLE.fullmatch(name) or _LIKE_A_KEY.fullmatch(name):
        raise ValueError(
            f"{where} `token_env` is not the name of an environment variable. Write the name of one, such as "
            "PROM_TOKEN, and never the token; if it was the token, replace it, because files are kept in the history"
        )
    return name


def token_command(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """The command that prints the token, in its parts."""
    command = row.get("token_command", [])
    if not isinstance(command, list) or not all(isinstance(part, str) and part for part in command):
        raise ValueError(f'{where} `token_command` must be a list such as ["pass", "show", "prom"]')
    if command and PurePath(command[0]).name in _PRINTS_ITSELF:
        raise ValueError(
            f"{where} `token_command` only prints what stands in the settings, and a token must not stand there; "
            'name a command that knows it, such as ["pass", "show", "prom"]'
        )
    return tuple(command)
