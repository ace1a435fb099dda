"""A sentence, split once into words with what they are: a role, a verb of slipping, an adverb, a mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import Final

from afterword.language.names import written_as
from afterword.language.vocabulary import Vocabulary, shape
from afterword.language.words import lowered, split

STOP: Final = "<stop>"
"""What a mark and the two ends of a sentence are."""
ANY: Final = "<any>"
"""What every word, mark and end is."""

_CLAUSE: Final = frozenset("][,;:.!?(){}—–|")
# What may follow a role or a thing that is spoken of itself.
_FOLLOWS: Final = "<follows>"
# Of how many pieces of text it is remembered what they are: a hostile text may hold any number.
_MOST: Final = 50_000
_NONE: Final[Mapping[str, int]] = {}
_NOTHING: Final[frozenset[str]] = frozenset()
# What the ending of a word says, as one may follow a role.
_SHAPES: Final = {"": _NOTHING} | {ending: frozenset({ending, _FOLLOWS}) for ending in ("<ed>", "<ly>")}
_SHAPES["<ing>"] = frozenset({"<ing>"})


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two spaces: its words and marks with what each is.

    ``hints`` are all that they may be, as bits; ``begins`` adds what the last is together with a word that follows.
    ``special`` says that what the words really are is to be seen from their neighbours.
    """

    words: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]
    hints: int
    special: bool
    begins: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence: ``places`` has a bit for each word of a kind; ``sizes`` says of how many parts each is.

    The first and the last are its ends, so that a phrase can ask for them like for words.
    """

    places: Mapping[str, int]
    sizes: tuple[int, ...]

    def span(self, parts: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
        """Where the words from ``start`` to ``end`` stand, its ends left out; ``parts`` are the spans of all words."""
        return parts[sum(self.sizes[:start])][0], parts[sum(self.sizes[:end]) - 1][1]


class Splitter:
    """Splits sentences with one vocabulary; of what a word is, only what is ``asked`` for by a phrase is kept."""

    def __init__(self, known: Vocabulary, asked: AbstractSet[str]) -> None:
        joined = {" ".join(parts) for compounds in known.compounds.values() for parts in compounds}
        self.vocabulary, self.asked = known, asked | known.heads | joined | {_FOLLOWS}
        self._bits = {key: 1 << place for place, key in enumerate(sorted(self.asked))}
        self._pieces: dict[str, Piece] = {}
        self._ends = self.bits(("^", "$", STOP))

    def bits(self, keys: Iterable[str]) -> int:
        """Words and classes as bits of one number."""
        found = 0
        for key in keys:
            found |= self._bits.get(key, 0)
        return found

    def pieces(self, text: str) -> list[Piece]:
        """What stands between the spaces of a text."""
        known = self._pieces
        if len(known) > _MOST:
            known.clear()
        return [known.get(written) or self._piece(written) for written in text.split()]

    def hints(self, pieces: Iterable[Piece]) -> int:
        """All that the words of a sentence may be, as bits: enough to tell what it cannot hold."""
        found = self._ends
        begun: Mapping[str, int] = {}
        for piece in pieces:
            found |= piece.hints
            if begun and piece.words:
                found |= begun.get(piece.words[0], 0)
            begun = piece.begins
        return found

    def split(self, pieces: Iterable[Piece]) -> Sentence:
        """Say what the words of a sentence are, in their places."""
        words: list[str] = []
        kinds: list[frozenset[str]] = []
        special = False
        for piece in pieces:
            words += piece.words
            kinds += piece.kinds
            special = special or piece.special
        sizes = [1] * len(words)
        if special:
            self._join(words, kinds, sizes)
            self._lend(kinds)
        last = 1 << len(words) + 1
        places = {ANY: 2 * last - 1, "^": 1, "$": last, STOP: 1 | last}
        place = 1
        for kind in kinds:
            place <<= 1
            for key in kind:
                places[key] = places.get(key, 0) | place
        return Sentence(places, (0, *sizes, 0))

    def _piece(self, written: str) -> Piece:
        parts = split(written)
        words = tuple(map(lowered, parts))
        kinds = tuple(map(self._kinds, parts, words))
        hints, begins = self.bits(chain.from_iterable(kinds)), _NONE
        for word in words:
            for compound in self.vocabulary.compounds.get(word, ()):
                whole = self.bits(self._kinds(" ".join(compound), " ".join(compound)))
                begins = {**begins, compound[1]: begins.get(compound[1], 0) | whole}
                hints |= whole if word is not words[-1] else 0
        special = bool(begins) or any(not kind.isdisjoint(self.vocabulary.heads) for kind in kinds)
        self._pieces[written] = piece = Piece(words, kinds, hints, special, begins)
        return piece

    def _kinds(self, written: str, word: str) -> frozenset[str]:
        known = self.vocabulary.classes.get(word, _NOTHING)
        plain = written.isalpha() and written.islower()
        if plain and not known and word not in self.asked:
            return _SHAPES[shape(word)] & self.asked
        kinds = {word, *known, shape(word)}
        if word in _CLAUSE:
            kinds |= {STOP, "<open>"} if word in "([" else {STOP}
        elif not plain:
            kinds |= written_as(written, word, self.vocabulary.names, common=bool(known))
        if not kinds.isdisjoint(self.vocabulary.after_head) or not word[0].isalnum():
            kinds.add(_FOLLOWS)
        return frozenset(kinds & self.asked)

    def _join(self, words: list[str], kinds: list[frozenset[str]], sizes: list[int]) -> None:
        """Words that are one thing together become one: "no one" is somebody, a "package manager" is not."""
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
        """In "the owner field" a role lends its name to a thing, and in "the platform team" a thing to a team."""
        heads = self.vocabulary.heads
        for place in [place for place, kind in enumerate(kinds[:-1]) if not heads.isdisjoint(kind)]:
            if _FOLLOWS not in kinds[place + 1]:
                kinds[place] = kinds[place] - heads | {"<part>"}
