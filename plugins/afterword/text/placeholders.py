"""Words that stand in place of an answer, such as "TBD"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

PLACEHOLDERS: Final = frozenset(
    (
        *("tbd", "tba", "tbc", "todo", "to do", "fixme", "wip", "xxx", "asdf", "qwerty", "foo", "foo bar", "bar"),
        *("test", "testing", "placeholder", "fill in", "fill this in", "fill me in", "to be done", "to be filled in"),
        *("to be filled", "to be filled out", "to be determined", "to be decided", "to be defined", "to be added"),
        *("to be continued", "to be confirmed", "to be announced", "to be discussed", "coming soon", "pending"),
        *("see above", "same as above", "insert text here", "your text here", "some text", "text here", "blah", "bla"),
    )
)
_MOST: Final = max(len(written.split()) for written in PLACEHOLDERS)
# What cannot be a placeholder, as nearly every text: it begins with more words than any, of which two are not the same.
_PROSE: Final = re.compile(
    rf"(?!lorem |tb[acd] )([a-z0-9]+) (?!\1 )(?:[a-z0-9]+ ){{{_MOST - 1}}}[a-z0-9]", re.ASCII | re.IGNORECASE
)
MARKED: Final = re.compile(
    r"(?:TB[ACD]|TODO|FIXME)\s*[:(]|TB[ACD] (?:by|with|after|once|until|pending) "
    r"|<(?!(?:https?:|mailto:))[^<>\n@]{1,40}>$"
)
"""How a text begins that says who has to write it, and a text that is only a word, no address, in angle brackets."""

REAL_NAMES: Final = frozenset({"test", "testing"})
"""Placeholders that are also names, as of a safeguard."""

_SIGNS: Final = re.compile(r"[\s.…\-\u2013\u2014_?!*#:()\[\]<>/]+")


def is_placeholder(text: str) -> bool:
    """Whether a text stands in place of an answer."""
    if _PROSE.match(text):
        return False
    said = _plain(text)
    words = said.split(" ")
    return (
        not said
        or said in PLACEHOLDERS
        or said.startswith("lorem ipsum")
        or MARKED.match(text) is not None
        or (len(words) > 1 and len(set(words)) == 1 and words[0].isalpha())
        or (len(words) == 1 and len(said) > 2 and len(set(said)) == 1 and said.isalpha())
    )


@lru_cache(maxsize=1024)
def names_nothing(text: str) -> bool:
    """Whether a name is a placeholder; cached, because all reviews use the same ones."""
    return is_placeholder(text) and _plain(text) not in REAL_NAMES


def _plain(text: str) -> str:
    """The words of a text in lower case, without the signs around them."""
    return " ".join(_SIGNS.sub(" ", text.casefold()).split())
