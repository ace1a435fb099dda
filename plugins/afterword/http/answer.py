"""What a server answered, and why there is no answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class NoAnswer(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """Something could not be had; the message says why, as a sentence without a full stop.

    ``silent`` means that other requests to the same server would fail too. ``why`` is a word for callers that can
    do something about it: ``large``, ``limited``, ``broken`` or ``slow``; the last two may be so for one request alone.
    ``answer`` is the last answer of a server that was busy or broken to the end, since some say in it why.
    """

    def __init__(self, message: str, *, silent: bool = False, why: str = "", answer: Answer | None = None) -> None:
        super().__init__(message)
        self.silent = silent
        self.why = why
        self.answer = answer


class Answer(NamedTuple):
    """The answer of a server: ``body`` is decompressed, and names of ``headers`` are in lower case.

    ``moved`` is the address to which the request was redirected, without its token; empty if it was not.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str = ""

    def json(self, who: str, what: str = "what was asked for", *, constants: bool = False) -> Any:
        """The body as JSON; raises ``NoAnswer`` in the name of a server, without its content.

        Constants that JSON does not have, such as ``NaN``, come as text where they are allowed.
        """
        try:
            return json.loads(self.body.decode("utf-8"), parse_constant=str if constants else _no_constant)
        except (ValueError, RecursionError):
            raise NoAnswer(f"The answer of {who} is not {what}: it is not JSON") from None


def _no_constant(name: str) -> float:
    raise ValueError(name)
