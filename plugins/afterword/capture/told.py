"""What a server says of itself, made safe to repeat: short, printable, and without the token that it was sent."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Final

from afterword.http import Answer, NoAnswer, Server
from afterword.text.printable import printable

_SHORT: Final = 200
_KNOWN: Final = frozenset({"accept", "content-type", "x-mlflow-workspace", "x-scope-orgid"})
"""Headers without a secret; a tenant may well be named as a model is."""

_LEAST: Final = 4
"""The shortest part of a header that can be a secret."""


def told(text: object, server: Server, longest: int = _SHORT) -> str:
    """A text of a server for a message or a file: one line, no full stop, and no part of a header that was sent."""
    said = str(text)
    for secret in sorted(_secrets(server.headers), key=len, reverse=True):
        said = said.replace(secret, "…")
    return printable(" ".join(said.split()), longest).rstrip(".")


def accepted(answer: Answer, server: Server, what: str) -> Answer:
    """The answer if its status is 200; otherwise raises ``NoAnswer`` that says what to look at."""
    if answer.status == 200:
        return answer
    if answer.status in {401, 403}:
        # A token that was refused once is refused for the next question too.
        why = "it needs a token" if not _has_token(server) else "the token is wrong, or may not see this"
        raise NoAnswer(f"{server.subject} refused {what} with {answer.status}: {why}", silent=answer.status == 401)
    raise NoAnswer(f"{server.subject} answered {what} with {answer.status}")


def _has_token(server: Server) -> bool:
    return any(name.lower() in {"authorization", "x-api-key"} for name in server.headers)


def _secrets(headers: Mapping[str, str]) -> Iterator[str]:
    for name, value in headers.items():
        if name.lower() in _KNOWN:
            continue
        for part in (value, *value.split()[1:]):
            yield from (one for one in (part, *_within(part)) if len(one) >= _LEAST)


def _within(part: str) -> Iterator[str]:
    """A part of a header as it is packed on its way, and what is packed in it, such as the password of ``Basic``."""
    yield base64.b64encode(part.encode()).decode("ascii").rstrip("=")
    try:
        opened = base64.b64decode(part, validate=True).decode()
    except (binascii.Error, ValueError):
        return
    yield opened
    yield opened.partition(":")[2]
