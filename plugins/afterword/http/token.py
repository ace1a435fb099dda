"""A token, from the environment or from a command, and the header in which it is sent."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from afterword.http.answer import NoAnswer

_PATIENCE: Final = 30.0
_LONGEST: Final = 16_384


def token_of(variable: str | None, command: Sequence[str] = (), folder: Path | None = None) -> str | None:
    """The token in an environment variable, or what a command prints; ``None`` if neither is named.

    The command is run in a folder, that of the settings that name it, so that its paths lead nowhere else.
    Raises ``NoAnswer`` if there is none where one is named. The message repeats nothing of a token.
    """
    if variable:
        found = os.environ.get(variable, "")
        if not found.strip():
            raise NoAnswer(f"The environment variable {variable} is not set; set it to the token", silent=True)
        return _clean(found, f"The environment variable {variable}")
    return _clean(_printed(command, folder), f"The command `{command[0]}`") if command else None


def authorization(token: str | None, user: str | None = None) -> dict[str, str]:
    """The header that most servers want: ``Basic`` with a user, otherwise ``Bearer``; none without a token."""
    if token is None:
        return {}
    if user is None:
        return {"Authorization": f"Bearer {token}"}
    return {"Authorization": f"Basic {base64.b64encode(f'{user}:{token}'.encode()).decode('ascii')}"}


def _printed(command: Sequence[str], folder: Path | None) -> str:
    name = f"The command `{command[0]}`, which prints the token,"
    try:
        done = subprocess.run(  # noqa: S603  # the settings name it, without a shell
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_PATIENCE, cwd=folder
        )
    except subprocess.TimeoutExpired:
        raise NoAnswer(f"{name} did not end within {_PATIENCE:g} seconds", silent=True) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or type(error).__name__
        raise NoAnswer(f"{name} cannot be run: {str(said).lower()}", silent=True) from None
    if done.returncode:
        raise NoAnswer(f"{name} ended with {done.returncode}", silent=True)
    return done.stdout.decode("utf-8", "replace")


def _clean(text: str, where: str) -> str:
    token = text.strip()
    if not token or len(token) > _LONGEST or not token.isprintable() or not token.isascii():
        raise NoAnswer(f"{where} holds no token: a token is one line of ASCII without control characters", silent=True)
    return token
