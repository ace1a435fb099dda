"""What is asked: a text or a review as weighted stems."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from afterword.model import Review
from afterword.recall.narrative import passages
from afterword.recall.ranking import K1, Ranking
from afterword.recall.terms import stem, synonyms, words

SYNONYM: Final = 0.4
"""What a word counts that is not asked for, but is said in place of one that is."""

MOST_WORDS: Final = 40
"""A whole review asks with the words that tell it best from others; more of them add time and noise."""


@dataclass(frozen=True)
class Question:
    """Weighted stems, the words that they were, and for each stem that was added the one that it stands for."""

    stems: Mapping[str, float]
    spoken: Mapping[str, str]
    stands_for: Mapping[str, str]

    @classmethod
    def of_text(cls, text: str) -> Question:
        """The words of a text and, weaker, those that people say in their place."""
        counted: Counter[str] = Counter()
        spoken: dict[str, str] = {}
        for word in words(text):
            if found := stem(word):
                counted[found] += 1
                spoken.setdefault(found, word)
        stems = {found: count * 2 / (1 + count) for found, count in counted.items()}
        added: dict[str, float] = {}
        stands_for: dict[str, str] = {}
        for found, weight in stems.items():
            for other in synonyms().get(found, ()):
                if other not in stems and weight * SYNONYM > added.get(other, 0.0):
                    added[other], stands_for[other] = weight * SYNONYM, found
        return cls({**stems, **added}, spoken, stands_for)

    @classmethod
    def of_review(cls, review: Review, ranking: Ranking) -> Question:
        """The words that tell a review best from the others."""
        counted: dict[str, float] = defaultdict(float)
        spoken: dict[str, str] = {}
        for _, weight, text in passages(review):
            for word, count in Counter(words(text)).items():
                if found := stem(word):
                    counted[found] += count * weight
                    spoken.setdefault(found, word)
        stems = {found: count / (K1 + count) for found, count in counted.items()}
        # A word of its own that no other review has can find none.
        known = [found for found in stems if len(ranking.postings.get(found, ())) > 1]
        best = sorted(known, key=lambda found: (-stems[found] * ranking.rarity(found), found))[:MOST_WORDS]
        return cls({found: stems[found] for found in best}, spoken, {})

    def said(self, found: str, ranking: Ranking) -> str:
        """A stem as the one who asks would say it, with the word that stands in its place there."""
        there = ranking.spoken.get(found, found)
        if (meant := self.stands_for.get(found)) is not None:
            return f"\u201c{self.spoken[meant]}\u201d (there \u201c{there}\u201d)"
        return f"\u201c{self.spoken.get(found, there)}\u201d"
