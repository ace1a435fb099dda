"""Which phrases a sentence may have, judged by its words alone: most sentences have none.

Every line of the phrases has a field in one large number: a bit for each of its needs, and an empty one above them. The
needs that the words of a sentence meet are put together at once; adding one to every field then carries into the empty
bit of those that are full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from afterword.language.classes import BEGIN, MOST, STOP, Kinds, Words
from afterword.language.words import lowered, shape, split


class Sieve(dict[str, int]):
    """For every piece that was asked for, the text between two spaces, the needs that its words and marks meet.

    ``lines`` are the numbers of lines with their needs in order, and those come first that sentences may match most
    often: what is left of them makes the smallest numbers. Where ``BEGIN`` stands before the needs, the first word of
    a sentence must meet the first of them. ``met`` tells by word and class the needs that it meets.
    """

    def __init__(self, lines: Iterable[tuple[int, Sequence[str]]], met: Mapping[str, str], words: Words) -> None:
        super().__init__()
        self._met, self._words = met, words
        self._of_key: dict[str, int] = {}
        self._of_kinds: dict[Kinds, int] = {}
        self._of_written: dict[str, int] = {}
        self._of_need: dict[str, int] = defaultdict(int)
        self._numbers: dict[int, int] = {}
        self._ones = self._tops = self._begun = 0
        place = 1
        for number, written in lines:
            begins = BEGIN in written[:1]
            needs = written[begins:]
            self._ones |= 1 << place
            self._numbers[place - 1] = number
            for bit, need in enumerate(reversed(needs), place):
                self._of_need[need] |= 1 << bit
            place += len(needs) + 1
            self._tops |= 1 << place - 1
            self._begun |= begins << place - 2
        self._below = self._tops | 1
        self._ends = self._meet(frozenset({BEGIN, "$", STOP}))
        self._listed = words.known.words
        self._of_ending = {ending: self._meet(kinds) for ending, kinds in words.known.endings.items()}

    def __missing__(self, piece: str) -> int:
        if len(self) > MOST:
            self.clear()
            self._of_written.clear()
        if piece.isalpha() and piece.islower():
            needs = self._meet_word(piece)
        elif (word := piece[:-1]).isalpha() and word.islower() and piece[-1] in ".,;:":
            needs = self[word] | self[piece[-1]]
        else:
            needs = reduce(or_, map(self._meet_written, split(piece)), 0)
        self[piece] = needs
        return needs

    def possible(self, pieces: Sequence[str]) -> list[int]:
        """The lines that a sentence may match, in order; it is split at its spaces."""
        needs = reduce(or_, map(self.__getitem__, pieces), self._ends)
        left = needs + self._ones & self._tops
        return self._in_order(left, pieces) if left else []

    def _in_order(self, left: int, pieces: Sequence[str]) -> list[int]:
        """Those of the lines whose needs are met one after the other."""
        # Every field has one bit, that of the need which is wanted next; when it is met, it moves to the bit below.
        wanted = left >> 1
        if begun := wanted & self._begun:
            wanted ^= begun & ~next((self[piece] for piece in pieces if self._words[piece]), 0)
        for needs in (self._ends, *map(self.__getitem__, pieces), self._ends):
            while hit := needs & wanted:
                wanted ^= hit | hit >> 1
        wanted &= self._below
        found = []
        while wanted:
            lowest = wanted & -wanted
            wanted ^= lowest
            found.append(self._numbers[lowest.bit_length() - 1])
        return sorted(found)

    def _meet_word(self, word: str) -> int:
        """The needs that a word in lower case meets."""
        number = self._listed.get(word)
        if number is None:
            return self._of_ending[shape(word)]
        needs = self._meet(self._words.known.classes[number])
        return needs | self._of(word) if word in self._met else needs

    def _meet_written(self, written: str) -> int:
        """The needs that a word or a mark meets, as it is written."""
        if written not in self._of_written:
            word = lowered(written)
            self._of_written[written] = self._meet_word(word) | self._meet(self._words.spelled(written, word))
        return self._of_written[written]

    def _meet(self, kinds: Kinds) -> int:
        """The needs that a word of some classes meets; many words have the same."""
        if kinds not in self._of_kinds:
            self._of_kinds[kinds] = reduce(or_, map(self._of, kinds), 0)
        return self._of_kinds[kinds]

    def _of(self, key: str) -> int:
        """The needs that a word or a class meets by itself. What meets none is not remembered: it may be any word."""
        if key not in self._met:
            return 0
        if key not in self._of_key:
            self._of_key[key] = reduce(or_, map(self._of_need.__getitem__, self._met[key].split()))
        return self._of_key[key]
