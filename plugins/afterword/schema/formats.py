"""The formats of the schema, really asserted: the one place that says what a moment, a date and an address are.

JSON Schema checks no format unless it is told to, and then accepts any text for ``date-time`` and ``uri`` unless
extra packages are there. These functions serve both validators, so that the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from afterword.model import UNKNOWN, Moment, parse_moment

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*", re.ASCII)
_FORBIDDEN = re.compile(r"[\s<>\"{}|\\^`\x00-\x20]")


def reason_against_moment(text: str) -> str:
    """Why a text is not a moment; empty when it is one."""
    if text == UNKNOWN or parse_moment(text) is not None:  # which the rules will ask for again
        return ""
    try:
        Moment.parse(text)
    except ValueError as error:
        return str(error)
    return ""


def reason_against_date(text: str) -> str:
    """Why a text is not a calendar date; empty when it is one."""
    try:
        precision = Moment.parse(text).precision
    except ValueError as error:
        return str(error)
    return "" if precision == "day" else "it must be a whole date"


def reason_against_uri(text: str) -> str:
    """Why a text is not an http or https address; empty when it is one."""
    if _FORBIDDEN.search(text):
        return "it holds a character that an address cannot hold"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return "it is not an address"
    if parts.scheme not in {"http", "https"}:
        return f"its scheme is {parts.scheme!r}" if parts.scheme else "it has no scheme"
    if "@" in parts.netloc:
        return "it carries a user name or a password"
    return "" if _HOST.fullmatch(parts.hostname or "") else "it has no valid host"


REASONS: Final[Mapping[str, Callable[[str], str]]] = {
    "moment": reason_against_moment,
    "date": reason_against_date,
    "uri": reason_against_uri,
}
"""By the name of each format, the function that says why a text is refused."""


def accepts(name: str, value: object) -> bool:
    """Tell whether a value is in a format; values that are not text are left to ``type``."""
    return not isinstance(value, str) or not REASONS[name](value)
