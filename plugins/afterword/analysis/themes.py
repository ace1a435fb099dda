"""Themes that recur and that no pattern names yet: a proposal, with the words and the reviews that suggest it.

Reviews say in lists of short entries what did not hold: safeguards, assumptions, what nobody had tried, the trigger.
A theme is an entry with at least two others like it in other reviews, where no single pattern is named by all of these
reviews. It is a hint for people, so that few are proposed and none is better than a wrong one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import fsum
from typing import Final, NamedTuple

from afterword.analysis.sentences import Alike, Sentences
from afterword.model import Review
from afterword.text.terms import stems

FEWEST_REVIEWS: Final = 3
MOST_THEMES: Final = 5
FEWEST_WORDS: Final = 2

_UNHELD: Final = frozenset({"failed", "absent", "bypassed"})


class ThemeEntry(NamedTuple):
    """One short entry of a review."""

    text: str
    review: Review


class Theme(NamedTuple):
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
    reviews = sorted(reviews, key=lambda review: review.id)
    taken: set[str] = set()
    kept: list[Theme] = []
    for theme in _found(reviews):
        ids = {review.id for review in theme.reviews}
        named = Counter(name for review in theme.reviews for name in review.patterns)
        if not ids & taken and len(ids) not in named.values():
            taken |= ids
            kept.append(theme)
        if len(kept) == MOST_THEMES:
            break
    return tuple(kept)


def _found(reviews: Sequence[Review]) -> Iterator[Theme]:
    """Every theme, named by a pattern or not: those with the most entries first, then those most like their middle."""
    placed: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, review in enumerate(reviews):
        for kind, text in _entries(review):
            placed[kind].append((place, text))
    sentences = {kind: Sentences.of(entries) for kind, entries in placed.items()}
    order = []
    for kind, entries in placed.items():
        for middle, text in {stems(text): (place, text) for place, text in reversed(entries)}.values():
            near = _others(sentences[kind], middle, text)
            if len(near) >= FEWEST_REVIEWS - 1:
                order.append((-len(near), -fsum(found.similarity for found in near.values()), text, kind, middle))
    order.sort(key=lambda row: row[:3])
    # Of many only the first few are looked at, so that each is put together when its turn comes.
    for _, _, text, kind, middle in order:
        others = _others(sentences[kind], middle, text).items()
        nearest = sorted(others, key=lambda pair: (-pair[1].similarity, pair[0]))
        said = [(middle, text), *((place, found.text) for place, found in nearest)]
        yield Theme(kind, tuple(ThemeEntry(entry, reviews[place]) for place, entry in said))


def _others(sentences: Sentences, middle: int, text: str) -> dict[int, Alike]:
    """By review, what is like an entry in the others."""
    found = sentences.alike(text, FEWEST_WORDS)
    found.pop(middle, None)
    return found


def _entries(review: Review) -> Iterator[tuple[str, str]]:
    """What did not hold in a review, each with the field that says so."""
    for guard in review.data.get("safeguards", ()):
        if guard["outcome"] in _UNHELD:
            yield "safeguards", guard["name"]
    for kind in ("failed_assumptions", "untested"):
        yield from ((kind, text) for text in review.data.get("lessons", {}).get(kind, ()))
    if "trigger" in review.data:
        yield "trigger", review.data["trigger"]
