"""BM25F: how well documents of several fields answer weighted words.

The function is that of S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
section 3.6: occurrences are weighted by field and by the length of the field, added up, and only then saturated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from typing import Final, NamedTuple

from afterword.analysis.recall.narrative import Passage
from afterword.text.terms import stem, words

K1: Final = 3.0
"""Where a further occurrence of a word begins to say little; occurrences in heavy fields count several times."""

B: Final = 0.7
"""How much the length of a field counts, from 0 to 1."""

TELLING: Final = 0.105
"""What a word is worth that tells much, as a part of the rarity of one that a single document has."""

FEW: Final = 10
"""Among fewer documents one word more is asked for: whatever it is, hardly one of the others has it."""

Idea = Mapping[str, float]
"""Weighted stems that mean the same; the first is the one that was asked for."""


Counted = tuple[str, float, int, Counter[str]]
"""A passage with the number of its words, and these counted."""


class Answer(NamedTuple):
    """How much a document answers an idea, with the stem that was asked for and the one that it has."""

    worth: float
    asked: str
    given: str


@dataclass(frozen=True, eq=False)
class Ranking:
    """An index of documents, known by their place in the order in which they were given.

    ``postings`` holds by stem how strongly each document speaks of it, from 0 to 1, and ``mean`` how long each field
    is on the average.
    """

    size: int
    postings: Mapping[str, Mapping[int, float]]
    mean: Mapping[str, float]

    @classmethod
    def of(cls, documents: Iterable[Iterable[Passage]]) -> Ranking:
        """Index documents."""
        counted = [_counted(document) for document in documents]
        lengths: dict[str, list[int]] = defaultdict(list)
        for fields in counted:
            for name, _, length, _ in fields:
                lengths[name].append(length)
        mean = {name: max(1.0, sum(found) / len(found)) for name, found in lengths.items()}
        postings: dict[str, dict[int, float]] = defaultdict(dict)
        for place, fields in enumerate(counted):
            for found, strength in _strengths(fields, mean).items():
                postings[found][place] = saturated(strength)
        return cls(len(counted), postings, mean)

    def also(self, documents: Iterable[Iterable[Passage]]) -> Ranking:
        """The index with a few more documents behind the others, whose mean lengths stay the measure."""
        size, postings = self.size, dict(self.postings)
        for document in documents:
            for found, strength in _strengths(_counted(document), self.mean).items():
                postings[found] = {**postings.get(found, {}), size: saturated(strength)}
            size += 1
        return Ranking(size, postings, self.mean)

    @cached_property
    def rarity(self) -> Callable[[str], float]:
        """How much a stem tells one document from another (the inverse document frequency of BM25)."""

        def rarity(found: str) -> float:
            known = len(self.postings.get(found, ()))
            return log(1 + (self.size - known + 0.5) / (known + 0.5))

        return lru_cache(maxsize=4096)(rarity)

    def scores(self, ideas: Iterable[Idea]) -> dict[int, float]:
        """By document, the part of what is asked that it answers, from 0 to 1; documents that answer nothing miss.

        An idea counts once, by the word with which a document answers it best.
        """
        sums, whole = self.sums(ideas)
        return {place: value / whole for place, value in enumerate(sums) if value}

    def sums(self, ideas: Iterable[Idea]) -> tuple[list[float], float]:
        """By document, what it answers of what is asked, and what that comes to as a whole.

        A list, since nearly every document has one of the words of a whole review: its places are reached far sooner
        than those of a mapping.
        """
        found = [0.0] * self.size
        whole = 0.0
        for idea in ideas:
            if len(idea) == 1:  # as it is for nearly all of which a whole review asks
                ((asked, weight),) = idea.items()
                value = weight * self.rarity(asked)
                whole += value
                for place, strength in self.postings.get(asked, {}).items():
                    found[place] += value * strength
            else:
                worth = {one: weight * self.rarity(one) for one, weight in self._weights(idea).items()}
                whole += max(worth.values())
                for place, value in self._best(worth).items():
                    found[place] += value
        return found, whole

    def _weights(self, idea: Idea) -> Idea:
        """The words of an idea that count: those that a document has, or else the one that was asked for.

        Where no document has the one that was asked for, the others count as much as it would.
        """
        asked = next(iter(idea))
        there = {one: weight for one, weight in idea.items() if one in self.postings}
        return there if asked in self.postings else dict.fromkeys(there or (asked,), idea[asked])

    def _best(self, worth: Mapping[str, float]) -> dict[int, float]:
        """By document, what the best of some stems is worth in it."""
        best: dict[int, float] = {}
        for one, value in worth.items():
            for place, strength in self.postings.get(one, {}).items():
                if value * strength > best.get(place, 0.0):
                    best[place] = value * strength
        return best

    def worth(self, idea: Idea, but: int | None = None) -> float:
        """The most that a document can answer of an idea; nothing where only the place ``but`` has one of its words."""
        there = (one for one in idea if (places := self.postings.get(one)) and len(places) > (but in places))
        return max((idea[one] * self.rarity(one) for one in there), default=0.0)

    def answers(self, ideas: Iterable[Idea], place: int) -> list[Answer]:
        """What a document answers, what counts most first."""
        found: list[Answer] = []
        for idea in ideas:
            if there := [one for one in idea if place in self.postings.get(one, ())]:
                weights, asked = self._weights(idea), next(iter(idea))
                worth = ((weights[one] * self.rarity(one) * self.postings[one][place], one) for one in there)
                found.append(max(Answer(most, asked, one) for most, one in worth))
        return sorted(found, reverse=True)

    def telling(self, answers: Iterable[Answer]) -> int:
        """How many different words of a document tell much by themselves, for the size of the index."""
        least = TELLING * log(1 + (self.size - 0.5) / 1.5)
        found = len({answer.given for answer in answers if answer.worth >= least})
        return max(0, found - 1) if self.size < FEW else found


def saturated(strength: float, half: float = K1) -> float:
    """A strength between 0 and 1, which is one half at ``half``."""
    return strength / (half + strength)


def _counted(document: Iterable[Passage]) -> list[Counted]:
    said = ((name, weight, words(text)) for name, weight, text in document)
    return [(name, weight, len(found), Counter(found)) for name, weight, found in said]


def _strengths(fields: Sequence[Counted], mean: Mapping[str, float]) -> dict[str, float]:
    strengths: dict[str, float] = defaultdict(float)
    for name, weight, length, occurrences in fields:
        # A field that no document of the mean has is as long as is usual.
        usual = mean.get(name) or max(1.0, length)
        share = weight / (1 - B + B * length / usual)
        for word, count in occurrences.items():
            if found := stem(word):
                strengths[found] += count * share
    return strengths
