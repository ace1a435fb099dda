"""A sentence, split once into words with what they are: a role, a verb of slipping, an adverb, a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from afterword.language.names import written_as
from afterword.language.vocabulary import Vocabulary

STOP: Final = "<stop>"
"""What a mark and the two ends of a sentence are."""
ANY: Final = "<any>"
"""What every word, mark and end is."""

_NOT = r"[Nn][’'][Tt](?!\w)"
WORD: Final = re.compile(
    r"[A-Za-z]?[a-z]++(?![\w’'_@-]|\.\w)|[][,;:.!?(){}—–|/]"  # most of what there is, at little cost
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\w)"  # a time
    r"|\b[A-Z]\.(?=\s?[A-Z])"  # an initial
    rf"|{_NOT}|[’'](?:ve|re|ll|d|m|s|VE|RE|LL|S)(?!\w)|(?<=s)[’'](?!\w)"
    rf"|(?:(?<!\w)@)?[^\W_]+?(?={_NOT})|(?:(?<!\w)@)?[^\W_]+(?:[._@-]+[^\W_]+)*"
)
"""Every word and every mark of a clause.

"didn't" is two words, "engineer's" a word and its mark; a hyphen, a dot and an at sign within a word belong to it.
Quotation marks, bullets and emphasis are left out: they cannot matter.
"""

_SHORT: Final = {"n't": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "am", "'": "'s"}
_CLAUSE: Final = frozenset("][,;:.!?(){}—–|")
# What may follow a role or a thing that is spoken of itself.
_FOLLOWS: Final = "<follows>"
# Of how many words it is remembered what they are: a hostile text may hold any number.
_MOST: Final = 50_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence: ``places`` has a bit for each word of a kind; ``sizes`` says of how many parts each is.

    The first and the last are its ends, so that a phrase can ask for them like for words.
    """

    places: Mapping[str, int]
    sizes: tuple[int, ...]

    def span(self, parts: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
        """Where the words from ``start`` to ``end`` stand, its ends left out; ``parts`` are all that ``WORD`` finds."""
        return parts[sum(self.sizes[:start])][0], parts[sum(self.sizes[:end]) - 1][1]


class Splitter:
    """Splits sentences with one vocabulary; of what a word is, only what is ``asked`` for by a phrase is kept."""

    def __init__(self, known: Vocabulary, asked: AbstractSet[str]) -> None:
        joined = {" ".join(parts) for compounds in known.compounds.values() for parts in compounds}
        self.vocabulary, self.asked = known, asked | known.heads | joined | {_FOLLOWS}
        self._seen: dict[str, tuple[str, frozenset[str], bool]] = {}
        self._hints: dict[str, frozenset[str]] = {}

    def hints(self, written: Iterable[str]) -> set[str]:
        """What the words of a sentence may be, before it is split: enough to tell what it cannot hold."""
        found, hints = {"^", "$", STOP}, self._hints
        if len(hints) > _MOST:
            hints.clear()
        for word in written:
            kinds = hints.get(word)
            if kinds is None:
                kinds = hints[word] = self._hint(word)
            if kinds:
                found |= kinds
        return found

    def split(self, written: Iterable[str]) -> Sentence:
        """Say what the words of a sentence are, in their places."""
        seen = self._seen
        if len(seen) > _MOST:
            seen.clear()
        words: list[str] = []
        kinds: list[frozenset[str]] = []
        special = False
        for part in written:
            word, kind, also = seen.get(part) or self._look_up(part)
            words.append(word)
            kinds.append(kind)
            special = special or also
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

    def _hint(self, written: str) -> frozenset[str]:
        word, kinds, _ = self._look_up(written)
        for parts in self.vocabulary.compounds.get(word, ()):
            kinds |= self.vocabulary.keys(" ".join(parts)) & self.asked
        if "-" in word:
            kinds |= self._look_up(written.split("-", maxsplit=1)[0])[1]
        return kinds

    def _look_up(self, written: str) -> tuple[str, frozenset[str], bool]:
        word = written.lower().replace("’", "'")
        word = _SHORT.get(word, word)
        kinds = self.vocabulary.keys(word)
        if word in _CLAUSE:
            kinds |= {STOP, "<open>"} if word in "([" else {STOP}
        elif written[0].isupper() or not written.isalpha():
            kinds |= written_as(written, word, self.vocabulary.names, common=word in self.vocabulary.classes)
        if not kinds.isdisjoint(self.vocabulary.after_head) or not word[0].isalnum():
            kinds |= {_FOLLOWS}
        kinds &= self.asked
        found = word, kinds, word in self.vocabulary.compounds or not kinds.isdisjoint(self.vocabulary.heads)
        self._seen[written] = found
        return found

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
                    kinds[place:end] = [self._look_up(whole)[1]]
                    break

    def _lend(self, kinds: list[frozenset[str]]) -> None:
        """In "the owner field" a role lends its name to a thing, and in "the platform team" a thing to a team."""
        heads = self.vocabulary.heads
        for place in [place for place, kind in enumerate(kinds[:-1]) if not heads.isdisjoint(kind)]:
            if _FOLLOWS not in kinds[place + 1]:
                kinds[place] = kinds[place] - heads | {"<part>"}
