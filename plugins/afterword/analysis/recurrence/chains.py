"""Chains of recurrences over time: the incidents of one pattern, or of one model, that repeat each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import Final

from afterword.analysis.recurrence.outcome import Outcome
from afterword.analysis.recurrence.recurrence import Recurrence, by_later, most_serious, oldest_first
from afterword.model import Review

PATTERNS: Final = "patterns"
MODELS: Final = "models"
PEOPLE: Final = ""
"""The kind of a chain that only people's verdicts hold together."""


@dataclass(frozen=True)
class Chain:
    """Incidents that repeat each other, oldest first, with every pair among them.

    ``kind`` is the facet that connects them, ``value`` the pattern or the model.
    """

    kind: str
    value: str
    reviews: tuple[Review, ...]
    pairs: tuple[Recurrence, ...]

    @cached_property
    def repeats(self) -> Mapping[str, Recurrence]:
        """The most serious pair of each later review within the chain."""
        return {id_: most_serious(rows) for id_, rows in by_later(self.pairs).items()}

    @cached_property
    def outcome(self) -> Outcome:
        """The outcome of its most serious pair."""
        return most_serious(self.repeats.values()).outcome

    @property
    def counted(self) -> bool:
        """Whether figures may rest on it."""
        return all(pair.counted for pair in self.pairs)

    @property
    def most_serious_first(self) -> tuple[bool, int, int, float, str]:
        """Sort key: what really happened, then the most serious outcome, then how often it did, then the latest."""
        often = sum(pair.outcome is self.outcome for pair in self.repeats.values())
        return (not self.counted, self.outcome.rank, -often, *self.reviews[-1].newest_first)


def chains(recurrences: Iterable[Recurrence], kind: str) -> tuple[Chain, ...]:
    """The chains of a kind, the most serious first."""
    by_value: dict[str, list[Recurrence]] = defaultdict(list)
    for one in recurrences:
        for value in _values(one, kind):
            by_value[value].append(one)
    apart = ((value, pairs) for value, rows in by_value.items() for pairs in _apart(rows))
    made = (Chain(kind, value, _reviews(pairs), tuple(pairs)) for value, pairs in apart)
    return tuple(sorted(made, key=lambda chain: (chain.most_serious_first, chain.value)))


def _values(recurrence: Recurrence, kind: str) -> tuple[str, ...]:
    if kind == PEOPLE:
        return () if recurrence.patterns or recurrence.models else (PEOPLE,)
    return recurrence.patterns if kind == PATTERNS else recurrence.models


def _apart(pairs: Iterable[Recurrence]) -> list[list[Recurrence]]:
    """Pairs by the chain to which they belong: two pairs with a review in common are in one."""
    found: list[list[Recurrence]] = []
    at: dict[str, int] = {}
    members: list[list[str]] = []
    for pair in pairs:
        touched = sorted({at[id_] for id_ in (pair.earlier.id, pair.later.id) if id_ in at})
        home = touched[0] if touched else len(found)
        if not touched:
            found.append([])
            members.append([])
        for other in touched[1:]:
            found[home] += found[other]
            members[home] += members[other]
            at.update(dict.fromkeys(members[other], home))
            found[other], members[other] = [], []
        found[home].append(pair)
        new = [id_ for id_ in (pair.earlier.id, pair.later.id) if id_ not in at]
        members[home] += new
        at.update(dict.fromkeys(new, home))
    return [rows for rows in found if rows]


def _reviews(pairs: Iterable[Recurrence]) -> tuple[Review, ...]:
    """The reviews, oldest first; of two at the same time, the one that the other repeats, then by id."""
    ordered = sorted({one.id: one for pair in pairs for one in (pair.earlier, pair.later)}.values(), key=oldest_first)
    place = {review.id: at for at, review in enumerate(ordered)}
    links = {(place[pair.earlier.id], place[pair.later.id]) for pair in pairs}
    after: dict[int, list[int]] = defaultdict(list)
    for earlier, later in links:
        after[earlier].append(later)
    waits = Counter(later for _, later in links)
    ready = [at for at in range(len(ordered)) if not waits[at]]
    found: dict[int, Review] = {}
    for left in range(len(ordered)):  # what is still left when nothing is ready is in a circle
        while ready or left not in found:
            at = heappop(ready) if ready else left
            if at in found:
                continue
            found[at] = ordered[at]
            for later in after[at]:
                waits[later] -= 1
                if not waits[later]:
                    heappush(ready, later)
    return tuple(found.values())
