"""Signs that a text must have to be worth a closer look, searched for in one fast pass.

The regular expressions of jsonschema_rs look for many words at once, at several bytes for each one that Python's look
at, and take linear time. They have no look-around, so they only say where nothing can be found.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final

from afterword.text.expression import expression

FEW: Final = 4
"""Fewer texts are looked at closely in less time than it takes to prepare a short pattern."""

MANY: Final = 300
"""The same for a pattern with many parts."""

_PIECE: Final = expression(r"\\.|\[(?:\\.|[^\]\\])+\]|\(\?<?[=!]|.", re.DOTALL)
_LOOSER: Final = {r"\b": "", r"\w": "[^ ]", r"\d": "[^ ]", r"\s": "[^!-~]"}


class Signs:
    r"""A regular expression of JSON Schema: ``\d`` and ``\w`` are ASCII, and ``\s`` is not quite that of Python.

    The first ``few`` texts are never ruled out.
    """

    def __init__(self, pattern: str, few: int = FEW) -> None:
        self.pattern, self._left = pattern, few

    @classmethod
    def of(cls, *patterns: str) -> Signs:
        """What a text has if it has a match of one of these patterns of Python; also if it is one of several lines.

        Look-around and borders of words are left out, so more texts have the signs. Raises ``ValueError`` for a
        pattern with anything that could not be found then.
        """
        # To compile the patterns for a closer look would take longer.
        return cls("(?m)" + "|".join("".join(_looser(pattern)) for pattern in patterns), few=0)

    def may_be_in(self, text: str) -> bool:
        """Whether a closer look may find something; always true before the schema was needed, and for a few texts."""
        if self._left or "jsonschema_rs" not in sys.modules:
            self._left -= self._left > 0
            return True
        found_in = self._found_in  # a pattern that the library refuses raises here, and is not taken for an odd text
        try:
            return found_in(text)
        except ValueError:  # half a surrogate pair
            return True

    @cached_property
    def _found_in(self) -> Callable[[str], bool]:
        import jsonschema_rs  # noqa: PLC0415 - loaded already

        found: Callable[[str], bool] = jsonschema_rs.Draft202012Validator(
            {"pattern": self.pattern}, pattern_options=jsonschema_rs.RegexOptions()
        ).is_valid
        return found


def _looser(pattern: str) -> Iterator[str]:
    depth, left_out = 0, 0
    for piece in _PIECE.findall(pattern):
        if piece[0] == "(":
            depth += 1
            left_out = left_out or (depth if len(piece) > 1 else 0)
        if not left_out:
            yield _loosened(piece)
        if piece == ")":
            left_out = 0 if left_out == depth else left_out
            depth -= 1


def _loosened(piece: str) -> str:
    if piece[0] == "[" and r"\w" in piece and piece[1] != "^":
        return "[^ ]"
    if piece[0] in "\\[" and re.search(r"\\[ABDSWZ]|\\[dsw].*\]", piece):
        raise ValueError(f"{piece} cannot be a sign")
    return _LOOSER.get(piece, piece)
