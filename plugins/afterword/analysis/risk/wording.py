"""Words of a changed file that tell one review from another, by the ranking with which recall finds texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from afterword.analysis.recall.ranking import Ranking, saturated
from afterword.analysis.risk.changes import Change
from afterword.analysis.risk.signals import WORDS, Place, Signal
from afterword.analysis.risk.spelling import EVERYDAY, code_words, known_stems, words_in

MOST: Final = 0.35
"""What words can count that need another signal."""

ALONE: Final = 0.42
"""What they count where they say nearly all that a file says of its own: then no other signal is needed."""

ALONE_FROM: Final = 0.86
"""The share of what is asked from which that is so; of 1,244 files of unrelated commits none came to it."""

MOST_ASKED: Final = 40
"""A large file asks with the words that tell best."""

LEAST_ASKED: Final = 2.0
"""A file that says little is measured as if it said as much as so many words that no review has."""

LEAST_SHARED: Final = 3
SHOWN: Final = 5


def worded(ranking: Ranking, changes: Iterable[Change], message: str = "") -> Iterator[tuple[int, Signal]]:
    """By place of a review, what it shares of the words of a file that not every program has."""
    told = set(words_in(message))
    for change in changes:
        counted: Counter[str] = Counter()
        spoken: dict[str, str] = {}
        lines = (line.text for _, lines in change.hunks for line in lines)
        for word, count in Counter([*told, *words_in(change.path), *words_in("\n".join(lines))]).items():
            for one in known_stems([word]):
                counted[one] += count
                spoken.setdefault(one, word)
        weighed = [
            (-saturated(count, 1) * ranking.rarity(one) * (EVERYDAY if one in code_words() else 1.0), one)
            for one, count in counted.items()
            if one in ranking.postings
        ]
        asked = sorted(weighed)[:MOST_ASKED]
        whole = max(LEAST_ASKED * ranking.rarity(""), -sum(weight for weight, _ in asked))
        shared: dict[int, list[tuple[float, str]]] = defaultdict(list)
        for weight, one in asked:
            for place, strength in ranking.postings[one].items():
                shared[place].append((-weight * strength, one))
        for place, found in shared.items():
            if len(found) >= LEAST_SHARED:
                share = min(1.0, 2 * sum(part for part, _ in found) / whole)
                worth = ALONE if share >= ALONE_FROM else MOST * share
                said = ", ".join(spoken[one] for _, one in sorted(found, reverse=True)[:SHOWN])
                yield (
                    place,
                    Signal(WORDS, worth, f"the file shares the words {said}", Place(change.path), plain=worth == ALONE),
                )
