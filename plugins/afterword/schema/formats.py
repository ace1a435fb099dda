"""The formats of the schema, which are always enforced: moment, date and URL.

By default JSON Schema does not check formats, and validators accept any text for ``date-time`` and ``uri`` unless
extra packages are installed. Both validators use these functions, so that they cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from afterword.model import UNKNOWN, parse_day, parse_moment

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*", re.ASCII)
# What nearly every URL looks like, and what the functions below accept without exception.
_PLAIN = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?:[/?#][!#-;=?-\[\]_a-z~]*)?", re.ASCII)
_DAY: Final = "(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
PLAIN: Final[Mapping[str, str]] = {
    "moment": f"^{_DAY}(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?Z)?$",
    "date": f"^{_DAY}$",
}
"""For each format, what nearly every text of it looks like, and what the functions below accept without exception."""

_FORBIDDEN = re.compile(r"[\s<>\"{}|\\^`\x00-\x20]")


def is_moment(text: str) -> bool:
    """Whether a text is a moment, or says that nobody knows it."""
    return text == UNKNOWN or parse_moment(text) is not None  # the cached result is used again by the rules


def is_date(text: str) -> bool:
    """Whether a text is a calendar date."""
    return parse_day(text) is not None


def is_uri(text: str) -> bool:
    """Whether a text is an http or https URL."""
    return not reason_against_uri(text)


def reason_against_moment(text: str) -> str:
    """Why a text is not a moment; empty when it is one."""
    return "" if is_moment(text) else _reason(text)


def reason_against_date(text: str) -> str:
    """Why a text is not a calendar date; empty when it is one."""
    return "" if is_date(text) else _reason(text, day=True)


def reason_against_uri(text: str) -> str:
    """Why a text is not an http or https URL; empty when it is one."""
    if _PLAIN.fullmatch(text):
        return ""
    if _FORBIDDEN.search(text):
        return "it has a character that is not allowed in a URL"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return "it is not a valid URL"
    if parts.scheme not in {"http", "https"}:
        return f"its scheme is {parts.scheme!r}, not http or https" if parts.scheme else "it has no scheme"
    if "@" in parts.netloc:
        return "it has a user name or a password"
    return _reason_against_host(parts.hostname or "")


def _reason_against_host(host: str) -> str:
    if not host.isascii():
        return "its host has letters that are not ASCII; write it in the form that begins with `xn--`"
    return "" if _HOST.fullmatch(host) else "it has no valid host"


def _reason(text: str, *, day: bool = False) -> str:
    """What is wrong with a moment or a day: its form alone, or more."""
    from afterword.model.written_moment import rewritten_day, rewritten_moment  # time zones are slow to import

    rewritten = rewritten_day if day else rewritten_moment
    try:
        return f"`afterword fix` writes it as `{rewritten(text)}`"
    except ValueError as error:
        return str(error)


REASONS: Final[Mapping[str, Callable[[str], str]]] = {
    "moment": reason_against_moment,
    "date": reason_against_date,
    "uri": reason_against_uri,
}
"""For each format, the function that says why a text is rejected."""

FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {"moment": is_moment, "date": is_date, "uri": is_uri}
"""For each format, the function that says whether a text has it."""


def accepts(name: str, value: object) -> bool:
    """Whether a value has a format; values that are not text are left to ``type``."""
    return not isinstance(value, str) or FORMATS[name](value)
