"""Themes that recur and that no pattern names yet: a proposal, with the words and the reviews that suggest it.

Reviews say in lists of short entries what did not hold: safeguards, assumptions, what nobody had tried, the trigger.
Two entries of one kind are alike when they share words, and rare words count for more: the weight of a word is its
inverse document frequency over the reviews (Sparck Jones 1972), and the likeness is the weighted Jaccard index of the
two sets of stems. A theme is an entry with at least two others like it in other reviews, where no single pattern
is named by all of these reviews. It is a hint for people, so that few are proposed and none is better than a wrong one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from afterword.model import Review
from afterword.text.terms import stems

ALIKE: Final = 0.35
"""From which likeness, of 0 to 1, two entries count as the same."""

FEWEST_REVIEWS: Final = 3
MOST_THEMES: Final = 5
FEWEST_WORDS: Final = 2

_COMMON: Final = 0.2
"""Words in more than this share of all reviews find nothing by themselves."""

_UNHELD: Final = frozenset({"failed", "absent", "bypassed"})


Wording = tuple[str, frozenset[str]]
"""The kind of an entry and its words: what makes two entries say the same."""


@dataclass(frozen=True)
class ThemeEntry:
    """One short entry of a review; ``kind`` is the field that holds it."""

    kind: str
    text: str
    review: Review
    words: frozenset[str]


@dataclass(frozen=True)
class Theme:
    """Entries of one kind that are alike, one for each review, the one that is like all others first."""

    kind: str
    entries: tuple[ThemeEntry, ...]

    @property
    def title(self) -> str:
        """The words of the entry to which the others are alike."""
        return self.entries[0].text

    @property
    def reviews(self) -> tuple[Review, ...]:
        return tuple(entry.review for entry in self.entries)


def themes(reviews: Iterable[Review]) -> tuple[Theme, ...]:
    """The proposed themes of some reviews, the one with the most reviews first; no review is in two of them."""
    reviews = tuple(reviews)
    index = _Index(tuple(entry for review in reviews for entry in _entries(review)), len(reviews))
    found = [around for wording in index.by_wording if (around := _around(wording, index)) is not None]
    taken: set[str] = set()
    kept: list[Theme] = []
    for theme, _ in sorted(found, key=lambda pair: (-len(pair[0].entries), -pair[1], pair[0].title)):
        ids = {review.id for review in theme.reviews}
        if not ids & taken and len(kept) < MOST_THEMES:
            taken |= ids
            kept.append(theme)
    return tuple(kept)


@dataclass(frozen=True)
class _Index:
    """All entries by their wording, with the weight of each word, and where the telling words stand."""

    entries: tuple[ThemeEntry, ...]
    total: int

    @cached_property
    def by_wording(self) -> Mapping[Wording, tuple[ThemeEntry, ...]]:
        """By kind and words, the entries that say the same, the earliest review first."""
        found: dict[Wording, list[ThemeEntry]] = defaultdict(list)
        for entry in sorted(self.entries, key=lambda one: one.review.id):
            found[entry.kind, entry.words].append(entry)
        return {wording: tuple(rows) for wording, rows in found.items()}

    @cached_property
    def reviews_by_word(self) -> Mapping[str, set[str]]:
        known: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            for word in entry.words:
                known[word].add(entry.review.id)
        return known

    @cached_property
    def by_word(self) -> Mapping[tuple[str, str], list[Wording]]:
        """By kind and word the wordings that hold it; a word that is everywhere finds nothing."""
        found: dict[tuple[str, str], list[Wording]] = defaultdict(list)
        most = max(FEWEST_REVIEWS, self.total * _COMMON)
        for kind, words in self.by_wording:
            for word in words:
                if len(self.reviews_by_word[word]) <= most:
                    found[kind, word].append((kind, words))
        return found

    @cached_property
    def weights(self) -> Mapping[str, float]:
        return {word: math.log(self.total / len(ids)) for word, ids in self.reviews_by_word.items()}

    def weight(self, words: Iterable[str]) -> float:
        # The sum of floats depends on their order, and the order of a set on the run.
        return math.fsum(self.weights[word] for word in words)

    def alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The weighted Jaccard index of two sets of words, from 0 to 1; 0 where they share fewer than two."""
        shared = one & other
        if len(shared) < FEWEST_WORDS:
            return 0.0
        whole = self.weight(one | other)
        return self.weight(shared) / whole if whole else 0.0


def _around(wording: Wording, index: _Index) -> tuple[Theme, float] | None:
    """The theme of which a wording is the middle, with the sum of its likenesses; ``None`` where it is none."""
    kind, words = wording
    middle = index.by_wording[wording][0]
    near = {other for word in words for other in index.by_word.get((kind, word), ())}
    nearest: dict[str, tuple[float, ThemeEntry]] = {}
    for other in sorted(near, key=lambda one: index.by_wording[one][0].text):
        likeness = index.alike(words, other[1])
        for entry in index.by_wording[other] if likeness >= ALIKE else ():
            if entry.review is not middle.review and likeness > nearest.get(entry.review.id, (0.0, entry))[0]:
                nearest[entry.review.id] = (likeness, entry)
    others = sorted(nearest.values(), key=lambda pair: (-pair[0], pair[1].review.id))
    theme = Theme(kind, (middle, *(other for _, other in others)))
    named = Counter(name for review in theme.reviews for name in review.patterns)
    if len(theme.entries) < FEWEST_REVIEWS or len(theme.entries) in named.values():
        return None
    return theme, math.fsum(likeness for likeness, _ in others)


def _entries(review: Review) -> Iterator[ThemeEntry]:
    told: list[tuple[str, str]] = [
        ("safeguards", guard["name"]) for guard in review.data.get("safeguards", ()) if guard["outcome"] in _UNHELD
    ]
    for kind in ("failed_assumptions", "untested"):
        told += [(kind, text) for text in review.data.get("lessons", {}).get(kind, ())]
    if "trigger" in review.data:
        told.append(("trigger", review.data["trigger"]))
    yield from (ThemeEntry(kind, text, review, stems(text)) for kind, text in told)
