"""BM25F: how well documents of several fields answer weighted words.

The function is that of S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
section 3.6: occurrences are weighted by field and by the length of the field, added up, and only then saturated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from afterword.recall.narrative import Passage
from afterword.recall.terms import stem, words

K1: Final = 1.5
"""Where a further occurrence of a word begins to say little."""

B: Final = 0.6
"""How much the length of a field counts, from 0 to 1."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """An index of documents, known by their place in the order in which they were given.

    ``postings`` holds by stem how strongly each document speaks of it, from 0 to 1.
    """

    size: int
    postings: Mapping[str, Mapping[int, float]]
    spoken: Mapping[str, str]

    @classmethod
    def of(cls, documents: Iterable[Iterable[Passage]]) -> Ranking:
        """Index documents."""
        counted = [[(name, weight, Counter(words(text))) for name, weight, text in document] for document in documents]
        lengths: dict[str, list[int]] = defaultdict(list)
        for fields in counted:
            for name, _, occurrences in fields:
                lengths[name].append(occurrences.total())
        mean = {name: sum(found) / len(found) for name, found in lengths.items()}
        postings: dict[str, dict[int, float]] = defaultdict(dict)
        uses: dict[str, Counter[str]] = defaultdict(Counter)
        for place, fields in enumerate(counted):
            for found, strength in _strengths(fields, mean, uses).items():
                postings[found][place] = strength / (K1 + strength)
        spoken = {found: min(forms, key=lambda form: (-forms[form], form)) for found, forms in uses.items()}
        return cls(len(counted), postings, spoken)

    def rarity(self, found: str) -> float:
        """How much a stem tells one document from another (the inverse document frequency of BM25)."""
        known = len(self.postings.get(found, ()))
        return log(1 + (self.size - known + 0.5) / (known + 0.5))

    def scores(self, asked: Mapping[str, float]) -> dict[int, float]:
        """By document, the part of what is asked that it answers, from 0 to 1; documents that answer nothing miss."""
        found: dict[int, float] = defaultdict(float)
        whole = 0.0
        for one, weight in asked.items():
            value = weight * self.rarity(one)
            whole += value
            for place, strength in self.postings.get(one, {}).items():
                found[place] += value * strength
        return {place: score / whole for place, score in found.items()} if whole else {}

    def shared(self, asked: Mapping[str, float], place: int) -> list[str]:
        """The stems by which a document answers, those that count most first."""
        parts = {
            one: weight * self.rarity(one) * self.postings[one][place]
            for one, weight in asked.items()
            if place in self.postings.get(one, ())
        }
        return sorted(parts, key=lambda one: (-parts[one], one))


def _strengths(
    fields: Sequence[tuple[str, float, Counter[str]]], mean: Mapping[str, float], uses: Mapping[str, Counter[str]]
) -> dict[str, float]:
    strengths: dict[str, float] = defaultdict(float)
    for name, weight, occurrences in fields:
        length = weight / (1 - B + B * occurrences.total() / (mean[name] or 1))
        for word, count in occurrences.items():
            if found := stem(word):
                strengths[found] += count * length
                uses[found][word] += count
    return strengths
