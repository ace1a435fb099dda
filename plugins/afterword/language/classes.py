"""The words between two spaces of a text, each with its classes: from lists, from its ending and from its spelling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from afterword.language.names import written_as
from afterword.language.words import lowered, shape, split

BEGIN: Final = "^"
"""What stands before the first word of a sentence."""
STOP: Final = "<stop>"
"""The class of marks and of the two ends of a sentence."""
AFTER_HEAD: Final = "<follows>"
"""The class of words that may follow a role which is meant itself."""

Kinds = frozenset[str]
"""The classes of a word, and the word itself where a phrase asks for it."""

_CLAUSE: Final = frozenset("][,;:.!?(){}—–|")
_MARK: Final = frozenset({STOP})
_NOTHING: Final[Kinds] = frozenset()
_OPEN: Final = frozenset({STOP, "<open>"})

# How many pieces of text are remembered: a hostile text may have any number.
MOST: Final = 50_000


class Vocabulary(NamedTuple):
    """What is known of words: the sets of ``classes``, and by word which of them it has.

    ``unlisted`` are the words that are on no list and only asked for; ``endings`` has the classes of what is neither.
    ``names`` are the lists of names by word, ``compounds`` the words that are one together, by the first two of them.
    ``heads`` are the classes of words that count only before an end, or before a word of one of ``after_head``.
    """

    classes: Sequence[Kinds]
    words: Mapping[str, int]
    unlisted: Kinds
    endings: Mapping[str, Kinds]
    names: Mapping[str, Kinds]
    compounds: Mapping[tuple[str, str], Sequence[list[str]]]
    heads: Kinds
    after_head: Kinds


class Word(NamedTuple):
    """A word or a mark in lower case, and its classes; a ``special`` one may begin a compound or be a head."""

    word: str
    kinds: Kinds
    special: bool


class Words(dict[str, tuple[Word, ...]]):
    """For every piece that was asked for, the text between two spaces, its words and marks."""

    def __init__(self, known: Vocabulary) -> None:
        super().__init__()
        self.known = known
        self._first = frozenset(first for first, _ in known.compounds)
        self._words: dict[str, Word] = {}
        self._lent: dict[Kinds, Kinds] = {}

    def __missing__(self, piece: str) -> tuple[Word, ...]:
        if len(self) > MOST:
            self.clear()
            self._words.clear()
        words = self[piece] = tuple(map(self.word, split(piece)))
        return words

    def word(self, written: str) -> Word:
        """What a word or a mark is, as it is written; or a compound."""
        if written not in self._words:
            word = lowered(written)
            kinds = self.of_word(word) | self.spelled(written, word)
            special = word in self._first or not kinds.isdisjoint(self.known.heads)
            self._words[written] = Word(word, kinds, special)
        return self._words[written]

    def lent(self, kinds: Kinds) -> Kinds:
        """The classes of a head that is part of a name."""
        if kinds not in self._lent:
            heads = self.known.heads
            self._lent[kinds] = kinds if heads.isdisjoint(kinds) else kinds - heads | {"<part>"}
        return self._lent[kinds]

    def of_word(self, word: str) -> Kinds:
        """The classes of a word by itself; it is in lower case, and may be a compound."""
        number = self.known.words.get(word)
        return self.known.endings[shape(word)] if number is None else self.known.classes[number] | {word}

    def spelled(self, written: str, word: str) -> Kinds:
        """The classes that the spelling of a word or a mark adds; ``word`` is the same in lower case."""
        if written.isalpha() and written.islower():
            return _NOTHING
        known = self.known
        if word in _CLAUSE:
            kinds = _OPEN if word in "([" else _MARK
        else:
            kinds = written_as(written, word, known.names, common=word in known.words and word not in known.unlisted)
        return kinds if word[0].isalnum() and kinds.isdisjoint(known.after_head) else kinds | {AFTER_HEAD}
