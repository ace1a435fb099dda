"""The words and marks of a text, and their offsets."""

from __future__ import annotations

import re
from typing import Final

# Every word and every mark of a clause: "didn't" is two words, "engineer's" a word and its mark; a hyphen, a dot and an
# at sign within a word belong to it. Quotation marks, bullets and emphasis are left out: they cannot matter.
_NOT = r"[Nn][’'][Tt](?!\w)"
_WORD: Final = re.compile(
    r"[A-Za-z]?[a-z]++(?![\w’'_@-]|\.\w)|[][,;:.!?(){}—–|/]"  # most of what there is, at little cost
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\w)"  # a time
    r"|(?<!\w)[A-Z]\.(?=[A-Z]|$)"  # an initial
    r"|(?<![\w.@-])[a-z]\w{2,}+@(?![\w.@-])"  # somebody, as in an address that is cut short: "mwelk@ rolled it back"
    rf"|{_NOT}|[’'](?:ve|re|ll|d|m|s|VE|RE|LL|S)(?!\w)|(?<=s)[’'](?!\w)"
    rf"|(?:(?<!\w)@)?[^\W_]+?(?={_NOT})|(?:(?<!\w)@)?[^\W_]+(?:[._@-]+[^\W_]+)*"
)
_PIECE = re.compile(r"\S+")
_SHORT: Final = {"n't": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "am", "'": "'s"}
_CUT: Final = {"ca": "can", "Ca": "can", "wo": "will", "Wo": "will"}
"""What is left of a word before "n't"."""


def split(piece: str) -> list[str]:
    """The words and marks of the text between two spaces; most pieces need no regular expression."""
    if piece.isalpha() and piece.islower():
        return [piece]
    if piece[-1] in ".,;:" and piece[:-1].isalpha() and piece[:-1].islower():
        return [piece[:-1], piece[-1]]
    return _WORD.findall(piece)


def word_spans(text: str) -> list[tuple[int, int]]:
    """The offsets of the words and marks of a sentence."""
    return [
        (piece.start() + match.start(), piece.start() + match.end())
        for piece in _PIECE.finditer(text)
        for match in _WORD.finditer(piece[0])
    ]


def lowered(written: str) -> str:
    """A word in lower case, a short form written out: "can't" is "can" and "not"."""
    word = written.lower().replace("’", "'")
    return _SHORT.get(word) or _CUT.get(written, word)


def shape(word: str) -> str:
    """The class that the ending of a word shows, or an empty text."""
    if word.endswith("ly") and len(word) > 4:
        return "<ly>"
    if word.endswith("ed") and len(word) > 3:
        return "<ed>"
    if word.endswith("ing") and len(word) > 4:
        return "<ing>"
    return "<number>" if word[0].isdigit() else ""
