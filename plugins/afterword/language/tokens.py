"""Sentences split into words with their classes: a role, a verb for a slip, an adverb, a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from itertools import chain, pairwise
from operator import or_
from typing import Final, TypeVar

from afterword.language.names import written_as
from afterword.language.vocabulary import Vocabulary, shape
from afterword.language.words import lowered, split

STOP: Final = "<stop>"
"""The class of marks and of the two ends of a sentence."""
ANY: Final = "<any>"
"""The class of every word, mark and end."""

_CLAUSE: Final = frozenset("][,;:.!?(){}—–|")
# The class of words that may follow a role which is meant itself (see ``_lend``).
_FOLLOWS: Final = "<follows>"
# How many pieces of text are remembered: a hostile text may have any number.
_MOST: Final = 50_000
_NONE: Final[Mapping[str, int]] = {}
_NOTHING: Final[frozenset[str]] = frozenset()
_T = TypeVar("_T")

Places = Mapping[str, int]
"""By class, the places of its words in a sentence, one bit a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark with its classes; ``met`` are the needs of phrases that it meets, one bit each.

    ``begins`` has the needs that it meets as a compound, by the word that must follow; a ``telling`` word is the longer
    of such two. ``special`` words have classes that depend on their neighbours.
    """

    word: str
    kinds: frozenset[str]
    met: int
    begins: Mapping[str, int]
    telling: bool
    special: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """The text between two spaces: its words and marks, and what they meet together."""

    words: tuple[Word, ...]
    met: int
    begins: Mapping[str, int]
    telling: bool
    special: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence: ``places`` has a bit for each word of a class, ``sizes`` the parts of each word.

    The first and the last are the ends of the sentence, which a pattern can match like words.
    """

    places: Places
    sizes: tuple[int, ...]

    def span(self, parts: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
        """The offsets of the words from ``start`` to ``end``; ``parts`` are those of all words."""
        return parts[sum(self.sizes[:start])][0], parts[sum(self.sizes[:end]) - 1][1]


class _Memory(dict[str, _T]):
    """A cache of what a function returns for a text, for a limited number of texts."""

    def __init__(self, tell: Callable[[str], _T]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, written: str) -> _T:
        if len(self) > _MOST:
            self.clear()
        self[written] = told = self._tell(written)
        return told


class Splitter:
    """Splits sentences with one vocabulary; only classes that some phrase has ``asked`` for are kept.

    ``hints`` are the needs of phrases that a word or a class meets, one bit each.
    """

    def __init__(self, known: Vocabulary, asked: AbstractSet[str], hints: Mapping[str, int]) -> None:
        joined = {parts for compounds in known.compounds.values() for parts in compounds}
        self.vocabulary, self.asked = known, asked | known.heads | set(map(" ".join, joined)) | {_FOLLOWS}
        self._needs = hints
        self._ends = self._met(("^", "$", STOP))
        # The longer of the first two words of a compound is usually the rarer: compounds are looked for only beside it.
        self._telling = frozenset(max(parts[:2], key=len) for parts in joined)
        self._own = self.asked | known.classes.keys() | set(chain.from_iterable(joined))
        self._others = {ending: self._other(ending) for ending in ("", "<ed>", "<ly>", "<ing>")}
        self._words, self._pieces = _Memory(self._word), _Memory(self._piece)

    def hints(self, pieces: Iterable[str]) -> int:
        """The needs that a sentence meets, as bits; ``pieces`` are the sentence split at its spaces."""
        read = [*map(self._pieces.__getitem__, pieces)]
        found = reduce(or_, [piece.met for piece in read], self._ends)
        for place in [place for place, piece in enumerate(read) if piece.telling]:
            for piece, following in pairwise(read[max(place - 1, 0) : place + 2]):
                if piece.begins and following.words:
                    found |= piece.begins.get(following.words[0].word, 0)
        return found

    def hints_in_order(self, pieces: Iterable[str]) -> list[int]:
        """The needs that each piece of a sentence meets, and its two ends."""
        read = [*map(self._pieces.__getitem__, pieces)]
        found = [self._ends, *[piece.met for piece in read], self._ends]
        for place, piece in enumerate(read[:-1], 1):
            if piece.begins and (following := read[place].words):
                found[place] |= piece.begins.get(following[0].word, 0)
        return found

    def split(self, pieces: Iterable[str]) -> Sentence:
        """The words of a sentence by class and place."""
        words: list[Word] = []
        special = False
        for piece in map(self._pieces.__getitem__, pieces):
            words += piece.words
            special = special or piece.special
        kinds = [word.kinds for word in words]
        sizes = [1] * len(words)
        if special:
            self._join([word.word for word in words], kinds, sizes)
            self._lend(kinds)
        last = 1 << len(kinds) + 1
        places = {ANY: 2 * last - 1, "^": 1, "$": last, STOP: 1 | last}
        place = 1
        for kind in kinds:
            place <<= 1
            for key in kind:
                places[key] = places.get(key, 0) | place
        return Sentence(places, (0, *sizes, 0))

    def _met(self, keys: Iterable[str]) -> int:
        """The needs that words and classes meet."""
        return reduce(or_, (self._needs.get(key, 0) for key in keys), 0)

    def _piece(self, written: str) -> Piece:
        words = tuple(map(self._words.__getitem__, split(written)))
        if len(words) == 1:
            word = words[0]
            return Piece(words, word.met, word.begins, word.telling, word.special)
        met = reduce(or_, (word.met for word in words), 0)
        for word, following in pairwise(words):
            met |= word.begins.get(following.word, 0)
        telling, special = any(word.telling for word in words), any(word.special for word in words)
        return Piece(words, met, words[-1].begins if words else _NONE, telling, special)

    def _word(self, written: str) -> Word:
        word = lowered(written)
        if word not in self._own and written == word and word.isalpha():
            # Words that no phrase asks for differ only by their ending.
            return self._others[shape(word)]
        kinds, begins = self._kinds(written, word), _NONE
        for compound in self.vocabulary.compounds.get(word, ()):
            whole = self._met(self._kinds(" ".join(compound), " ".join(compound)))
            begins = {**begins, compound[1]: begins.get(compound[1], 0) | whole}
        special = bool(begins) or not kinds.isdisjoint(self.vocabulary.heads)
        return Word(word, kinds, self._met(kinds), begins, word in self._telling, special)

    def _other(self, ending: str) -> Word:
        """A word known only by its ending; a past form or an adverb may follow a role."""
        kinds = self.asked & {ending, *([_FOLLOWS] if ending in {"<ed>", "<ly>"} else [])}
        return Word("", frozenset(kinds), self._met(kinds), _NONE, telling=False, special=False)

    def _kinds(self, written: str, word: str) -> frozenset[str]:
        known = self.vocabulary.classes.get(word, _NOTHING)
        plain = written.isalpha() and written.islower()
        kinds = {word, *known, shape(word)}
        if word in _CLAUSE:
            kinds |= {STOP, "<open>"} if word in "([" else {STOP}
        elif not plain:
            kinds |= written_as(written, word, self.vocabulary.names, common=bool(known))
        if not kinds.isdisjoint(self.vocabulary.after_head) or not word[0].isalnum():
            kinds.add(_FOLLOWS)
        return frozenset(kinds & self.asked)

    def _join(self, words: list[str], kinds: list[frozenset[str]], sizes: list[int]) -> None:
        """Join compounds to one word: "no one" is a person, a "package manager" is not."""
        compounds = self.vocabulary.compounds
        for place in reversed([place for place, word in enumerate(words) if word in compounds]):
            for parts in compounds[words[place]]:
                end = place + len(parts)
                if tuple(words[place:end]) == parts:
                    whole = " ".join(parts)
                    words[place:end] = [whole]
                    sizes[place:end] = [sum(sizes[place:end])]
                    kinds[place:end] = [self._kinds(whole, whole)]
                    break

    def _lend(self, kinds: list[frozenset[str]]) -> None:
        """A role before a noun is part of a name: "the owner field" is not a person."""
        heads = self.vocabulary.heads
        for place in [place for place, kind in enumerate(kinds[:-1]) if not heads.isdisjoint(kind)]:
            if _FOLLOWS not in kinds[place + 1]:
                kinds[place] = kinds[place] - heads | {"<part>"}
