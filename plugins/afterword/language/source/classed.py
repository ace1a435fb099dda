"""The classes of every word that is known, before it is seen how it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any, Final

from afterword.language.classes import AFTER_HEAD
from afterword.language.source.vocabulary import Known
from afterword.language.words import shape

_NOTHING: Final[frozenset[str]] = frozenset()
_ENDINGS: Final = {"": "x", "<ed>": "xxed", "<ly>": "xxxly", "<ing>": "xxing", "<number>": "1"}
"""Each class that an ending shows, with a word that has it."""


class Classed:
    """The classes of words. Only classes that some phrase has ``asked`` for are kept."""

    def __init__(self, known: Known, asked: AbstractSet[str]) -> None:
        self.known = known
        self.compounds = sorted({parts for compounds in known.compounds.values() for parts in compounds})
        self._asked = asked | known.heads | set(map(" ".join, self.compounds)) | {AFTER_HEAD}

    def kinds(self, word: str) -> frozenset[str]:
        """The classes of a word or a compound."""
        kinds = {*self.known.classes.get(word, _NOTHING), shape(word)}
        if not kinds.isdisjoint(self.known.after_head):
            kinds.add(AFTER_HEAD)
        return frozenset(kinds & self._asked)

    def told(self) -> dict[str, Any]:
        """The vocabulary: words that have the same classes come together."""
        listed = self.known.classes.keys()
        asked = self._asked | frozenset(chain.from_iterable(self.compounds))
        others = {word for word in asked if not word.startswith("<")} - listed
        alike: dict[frozenset[str], list[str]] = defaultdict(list)
        for word in sorted(listed | others):
            alike[self.kinds(word)].append(word)
        return {
            "words": [[sorted(kinds), "\t".join(words)] for kinds, words in alike.items()],
            "unlisted": "\t".join(sorted(others)),
            "endings": {ending: sorted(self.kinds(word)) for ending, word in _ENDINGS.items()},
            "compounds": "\t".join(" ".join(parts) for parts in sorted(self.compounds, key=len, reverse=True)),
            "heads": sorted(self.known.heads),
            "after_head": sorted(self.known.after_head),
        }
