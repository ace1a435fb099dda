"""Where a cursor is in a value in brackets that may be unfinished."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

QUOTED: Final = re.compile(r"'(?:[^']|'')*+'|\"(?:[^\"\\]|\\.)*+\"", re.DOTALL)
"""A value in quotes, from its first quote to its last."""

_OPEN, _CLOSE, _QUOTES = "[{", "]}", "'\""


@dataclass
class Bracket:
    """An open bracket: its character, the key whose value is being typed, and the keys so far."""

    mark: str
    key: str | None = None
    taken: set[str] = field(default_factory=set)


class Flow(NamedTuple):
    """The open brackets from the outermost to the innermost, and where in the text the word at the cursor begins."""

    brackets: tuple[Bracket, ...]
    start: int

    @property
    def path(self) -> tuple[str, ...]:
        """The path from the value to the word: ``*`` for a list, the key for a group."""
        steps = ("*" if bracket.mark == "[" else bracket.key for bracket in self.brackets)
        return tuple(step for step in steps if step is not None)


def flow_at_end(text: str) -> Flow | None:
    """The brackets that are open at the end of a text that begins with a value; ``None`` if there are none."""
    brackets: list[Bracket] = []
    start = at = len(text) - len(text.lstrip())
    if text[at : at + 1] not in {"[", "{"}:
        return None
    while at < len(text):
        char = text[at]
        if char in _QUOTES and not text[start:at].strip():
            quoted = QUOTED.match(text, at)
            if quoted is None:
                break
            at = quoted.end() - 1
        elif char in _OPEN:
            brackets.append(Bracket(char))
            start = at + 1
        elif char in _CLOSE:
            brackets.pop()
            start = at + 1
        elif char == ",":
            brackets[-1].key = None
            start = at + 1
        elif char == ":" and brackets[-1].mark == "{" and text[at + 1 : at + 2] in {"", " ", "\n"}:
            brackets[-1].key = text[start:at].strip().strip(_QUOTES)
            brackets[-1].taken.add(brackets[-1].key)
            start = at + 1
        elif char == "#" and text[at - 1 : at].isspace():
            at = text.find("\n", at)
            if at < 0:
                return None  # no completions in a comment
        if not brackets:
            return None
        at += 1
    return Flow(tuple(brackets), start + len(text[start:]) - len(text[start:].lstrip()))
