"""A file from elsewhere as text: decoded, without front matter of other tools, and without comments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import yaml

from afterword.reading.narrative import prose
from afterword.reading.source import hidden_in
from afterword.text.edits import Edit, apply

_FRONT: Final = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_UNENDED: Final = re.compile(r"^ {0,3}<!--.*", re.DOTALL | re.MULTILINE)
_QUICK_ACTION: Final = re.compile(
    r"^/(?:(?:un|re)?(?:label|assign)|(?:remove_)?(?:due(?:_date)?|milestone|epic|iteration|parent)|(?:un)?relate|zoom|link"
    r"|confidential|cc|close|reopen|severity|weight|estimate|spend|todo|done|title|type|subscribe|promote)(?: .*)?$\n?",
    re.MULTILINE,
)
_SURELY_ACTION: Final = re.compile(r"^/(?:label|assign|confidential|cc|due)\b", re.MULTILINE)
_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class Taken(NamedTuple):
    """The text of a file, the front matter of another tool as plain data, and what was done to it."""

    text: str
    front: Mapping[str, Any]
    notes: tuple[str, ...] = ()


def take(raw: bytes) -> Taken:
    """The text of a file with Unix line ends; whatever was left out or changed has a note."""
    notes: list[str] = []
    text = _decoded(raw, notes).replace("\r\n", "\n").replace("\r", "\n")
    front: Mapping[str, Any] = {}
    if match := _FRONT.match(text):
        front = _front(match[1], match[2])
        if front:
            text = text[match.end() :]
            notes.append(f"the front matter of another tool ({', '.join(front)[:80]}) was read and left out")
    text, comments = _without(text, _comments(prose(text)))
    masked = prose(text)
    text, commands = _without(text, _QUICK_ACTION.finditer(masked) if _SURELY_ACTION.search(masked) else ())
    for number, what in ((comments, "HTML comment"), (commands, "GitLab quick action")):
        if number:
            notes.append(f"{number} {what}{'s were' if number > 1 else ' was'} left out")
    if hidden := hidden_in(text):
        for at in reversed(hidden):
            text = text[:at] + text[at + 1 :]
        notes.append(f"{len(hidden)} hidden characters were deleted")
    return Taken(text, front, tuple(notes))


def said_in(front: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The single values and the lists of texts of a front matter."""
    for name, value in front.items():
        if isinstance(value, list):
            yield str(name), ", ".join(str(one) for one in value if not isinstance(one, dict | list))
        elif value is not None and not isinstance(value, dict):
            yield str(name), str(value)


def _comments(text: str) -> Iterator[re.Match[str]]:
    end = text.rfind("-->") + 3 if "-->" in text else 0
    yield from _COMMENT.finditer(text, 0, end)
    if unended := _UNENDED.search(text, end):
        yield unended


def _without(text: str, found: Iterable[re.Match[str]]) -> tuple[str, int]:
    """A text without what was found in its prose, and how often that was."""
    edits = [Edit(*match.span(), "") for match in found]
    return apply(text, edits), len(edits)


def _decoded(raw: bytes, notes: list[str]) -> str:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        notes.append("it is not UTF-8, and was read as Windows-1252")
        return raw.decode("cp1252", "replace")


def _front(fence: str, text: str) -> Mapping[str, Any]:
    """The data of a front matter; empty if it is none."""
    try:
        found = tomllib.loads(text) if fence == "+++" else yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # it makes only texts
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
