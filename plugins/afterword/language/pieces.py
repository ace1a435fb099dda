"""The words between two spaces of a text, each with its classes and with the needs of phrases that it meets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

from afterword.language.names import written_as
from afterword.language.vocabulary import Vocabulary, shape
from afterword.language.words import lowered, split

STOP: Final = "<stop>"
"""The class of marks and of the two ends of a sentence."""
AFTER_HEAD: Final = "<follows>"
"""The class of words that may follow a role which is meant itself."""

GROUPS: Final = 64
"""How many groups the compounds are in, by their first word: the lowest bits tell which of them a piece begins, and the
same number of bits above those in which of them it may be the second word. The other bits are needs."""

_CLAUSE: Final = frozenset("][,;:.!?(){}—–|")
# How many pieces of text are remembered: a hostile text may have any number.
_MOST: Final = 50_000
_NOTHING: Final[frozenset[str]] = frozenset()


Lines = tuple[tuple[int, int], ...]
"""Lines of phrases: all needs of each, one bit each, and its number."""


class Met(NamedTuple):
    """The needs of phrases that are met, and the lines whose rarest need is among them."""

    needs: int
    lines: Lines


_NO_MET: Final = Met(0, ())

_Begins = Mapping[str, Met]
_NONE: Final[_Begins] = {}


class Word(NamedTuple):
    """A word or a mark with its classes and what it meets.

    ``begins`` has what it meets as a compound, by the word that must follow, where that is more. ``special`` words have
    classes that depend on their neighbours.
    """

    word: str
    kinds: frozenset[str]
    met: Met
    begins: _Begins
    special: bool


class Pieces(dict[str, int]):
    """For every piece that was asked for, the text between two spaces, the needs that its words and marks meet.

    ``words`` has its words and marks; ``rare`` has pieces that meet the rarest need of a line, and ``lines`` those
    lines; ``begins`` has what a piece with the first word of a compound meets, by the word that must follow.

    There is one vocabulary; only classes that some phrase has ``asked`` for are kept. ``met`` tells what a word or a
    class meets.
    """

    def __init__(self, known: Vocabulary, asked: AbstractSet[str], met: Mapping[str, Met]) -> None:
        super().__init__()
        self.words: dict[str, tuple[Word, ...]] = {}
        self.lines: dict[str, Lines] = {}
        self.rare: set[str] = set()
        self.begins: dict[str, Mapping[str, Met]] = {}
        joined = {parts for compounds in known.compounds.values() for parts in compounds}
        self.vocabulary, self.asked = known, asked | known.heads | set(map(" ".join, joined)) | {AFTER_HEAD}
        self._met = met
        self._first = {first: 1 << number % GROUPS for number, first in enumerate(sorted(known.compounds))}
        self._second: dict[str, int] = defaultdict(int)
        for first, *others in joined:
            self._second[others[0]] |= self._first[first] << GROUPS
        self._own = self.asked | known.classes.keys() | set(chain.from_iterable(joined))
        self._of_classes, self._met_of = cache(self._listed), cache(self.met)
        self._words: dict[str, Word] = {}
        self._unknown = {ending: self._of_ending(ending) for ending in ("", "<ed>", "<ly>", "<ing>")}

    def __missing__(self, written: str) -> int:
        words = self._split(written)
        needs, lines = words[0].met if len(words) == 1 else self._met_by(words)
        if lines:
            self.rare.add(written)
            self.lines[written] = lines
        if words:
            first, last = words[0].word, words[-1]
            if last.begins:
                self.begins[written] = last.begins
                needs |= self._first[last.word]
            if first in self._second:
                needs |= self._second[first]
        self.words[written], self[written] = words, needs
        return needs

    def needs(self, sentence: Sequence[str]) -> list[int]:
        """What each piece of a sentence meets; the sentence is split at its spaces."""
        if len(self) > _MOST:  # there is at most one word for every piece and mark
            for known in (self, self.words, self.lines, self.rare, self.begins, self._words):
                known.clear()
        return [*map(self.__getitem__, sentence)]

    def split(self, sentence: Sequence[str]) -> list[Word]:
        """The words and marks of a sentence, likewise."""
        _ = self.needs(sentence)
        return [*chain.from_iterable(map(self.words.__getitem__, sentence))]

    def met(self, keys: Iterable[str]) -> Met:
        """What words and classes meet together."""
        needs, lines = _together([self._met[key] for key in keys if key in self._met])
        return Met(needs, tuple(dict.fromkeys(lines)))

    def kinds(self, written: str, word: str) -> tuple[frozenset[str], Met]:
        """The classes of a word or of a compound, and what it meets; ``word`` is the same in lower case."""
        known = self.vocabulary.classes.get(word, _NOTHING)
        kinds, met = self._of_classes(known, shape(word))
        if word in self.asked:
            kinds = kinds | {word}
            if word in self._met:
                met = _together((met, self._met[word]))
        if written.isalpha() and written.islower():
            return kinds, met
        if word in _CLAUSE:
            more = {STOP, "<open>"} if word in "([" else {STOP}
        else:
            more = {*written_as(written, word, self.vocabulary.names, common=bool(known))}
        if not word[0].isalnum() or not more.isdisjoint(self.vocabulary.after_head):
            more.add(AFTER_HEAD)
        more &= self.asked
        return (kinds | more, _together((met, self._met_of(frozenset(more))))) if more else (kinds, met)

    def _listed(self, known: frozenset[str], ending: str) -> tuple[frozenset[str], Met]:
        """The classes of a word from the lists that it is on and from its ending, and what it meets."""
        kinds = {*known, ending}
        if not kinds.isdisjoint(self.vocabulary.after_head):
            kinds.add(AFTER_HEAD)
        kinds &= self.asked
        return frozenset(kinds), self.met(kinds)

    def _split(self, written: str) -> tuple[Word, ...]:
        word, mark = (written[:-1], written[-1]) if written[-1] in ".,;:" else (written, "")
        if not (word.isalpha() and word.islower()):
            return tuple(map(self._word, split(written)))
        # Most words are such that no phrase asks for: they differ only by their ending.
        first = self._word(word) if word in self._own else self._unknown[shape(word)]
        return (first, self._word(mark)) if mark else (first,)

    def _met_by(self, words: Sequence[Word]) -> Met:
        if len(words) == 2 and not words[0].begins:
            (needs, lines), (more, others) = words[0].met, words[1].met
            return Met(needs | more, lines + others)
        met = [word.met for word in words]
        for word, after in pairwise(words):
            if after.word in word.begins:
                met.append(word.begins[after.word])
        return _together(met)

    def _word(self, written: str) -> Word:
        if written not in self._words:
            self._words[written] = self._told(written)
        return self._words[written]

    def _told(self, written: str) -> Word:
        word = lowered(written)
        if word not in self._own and written == word and word.isalpha():
            return self._unknown[shape(word)]
        kinds, met = self.kinds(written, word)
        compounds = self.vocabulary.compounds.get(word)
        begins = self._begun(compounds, met) if compounds else _NONE
        return Word(word, kinds, met, begins, bool(compounds) or not kinds.isdisjoint(self.vocabulary.heads))

    def _begun(self, compounds: Iterable[Sequence[str]], met: Met) -> _Begins:
        """What compounds meet beyond what their first word does, by their second word."""
        begins: dict[str, Met] = {}
        for parts in compounds:
            _, whole = self.kinds(" ".join(parts), " ".join(parts))
            if whole.needs & ~met.needs:
                begins[parts[1]] = _together([begins.get(parts[1], _NO_MET), whole])
        return begins

    def _of_ending(self, ending: str) -> Word:
        """A word known only by its ending; a past form or an adverb may follow a role."""
        kinds = self.asked & {ending, *([AFTER_HEAD] if ending in {"<ed>", "<ly>"} else [])}
        return Word("", frozenset(kinds), self.met(kinds), _NONE, special=False)


def _together(met: Iterable[Met]) -> Met:
    needs, lines = 0, _NO_MET.lines
    for one in met:
        needs |= one.needs
        lines += one.lines
    return Met(needs, lines)
