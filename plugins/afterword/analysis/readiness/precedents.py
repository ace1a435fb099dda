"""Who speaks to a model: its own reviews, its patterns, the closest reviews of other models, and models of its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from afterword.analysis.readiness.close import MOST_CLOSE, Close
from afterword.analysis.readiness.past import Past
from afterword.model import Pattern, Review

ENOUGH_PEERS: Final = 2
"""How many reviews of its kind must name a pattern before it speaks to a model that has no past of its own."""


class Relevance(IntEnum):
    """What ties a precedent to the model, the strongest tie first."""

    OWN = 0
    PATTERN = 1
    TASK_AND_SERVING = 2
    TASK = 3
    SERVING = 4


@dataclass(frozen=True, eq=False)  # a precedent is itself alone: what it holds cannot be hashed
class Precedent:
    """A review or a pattern from which a check comes; ``patterns`` are those that it shares with the model.

    ``stops`` are the incidents of the model itself that the check would have stopped. ``common`` says that it is a
    pattern which so many reviews name that it tells little of one model.
    """

    relevance: Relevance
    source: Review | Pattern
    severity: str
    patterns: tuple[str, ...] = ()
    stops: frozenset[str] = frozenset()
    common: bool = False

    @property
    def sort_key(self) -> tuple[int, bool, str, str]:
        return (self.relevance, isinstance(self.source, Pattern), self.severity, self.source.id)


def precedents(
    past: Past,
    own: tuple[Review, ...],
    patterns: tuple[str, ...],
    close: tuple[Close, ...],
    task: str | None,
    serving: str | None,
) -> Iterator[Precedent]:
    """Every review and pattern that has something to say to the model, each once, by its strongest tie."""
    met = {review.id for review in own} | {one.review.id for one in close}
    for review in own:
        yield Precedent(Relevance.OWN, review, review.severity, review.patterns, frozenset((review.id,)))
    for name in patterns:
        if name in past.patterns:
            struck = [review for review in own if name in review.patterns]
            worst = min(review.severity for review in struck)
            stops = frozenset(review.id for review in struck)
            common = past.common(len(past.by_pattern[name]))
            yield Precedent(Relevance.PATTERN, past.patterns[name], worst, (name,), stops, common)
    for one in close:
        yield Precedent(Relevance.PATTERN, one.review, one.review.severity, one.patterns)
    peers = dict(_peers(past, task, serving))
    speaking = [
        Precedent(relevance, review, review.severity)
        for review, relevance in peers.values()
        if review.id not in met and past.lessons[review.path]
    ]
    if own:  # a model with a past of its own needs its kind less, and the way in which it is served says least
        nearest = (precedent for precedent in speaking if precedent.relevance is not Relevance.SERVING)
        yield from sorted(nearest, key=lambda precedent: precedent.sort_key)[:MOST_CLOSE]
        return
    yield from speaking
    yield from _patterns_of(past, peers.values())


def _peers(past: Past, task: str | None, serving: str | None) -> Iterator[tuple[str, tuple[Review, Relevance]]]:
    same_task, same_serving = past.by_task.get(task or "", ()), past.by_serving.get(serving or "", ())
    both = {review.id for review in same_task} & {review.id for review in same_serving}
    for reviews, relevance in ((same_serving, Relevance.SERVING), (same_task, Relevance.TASK)):
        yield from (
            (review.id, (review, Relevance.TASK_AND_SERVING if review.id in both else relevance)) for review in reviews
        )


def _patterns_of(past: Past, peers: Iterable[tuple[Review, Relevance]]) -> Iterator[Precedent]:
    """The patterns that several reviews of its kind name, for a model that has none of its own."""
    struck: dict[str, list[tuple[Relevance, str]]] = defaultdict(list)
    for review, relevance in peers:
        for name in review.patterns:
            struck[name].append((relevance, review.severity))
    for name, met in sorted(struck.items()):
        if name in past.patterns and len(met) >= ENOUGH_PEERS:
            relevance = sorted(met)[ENOUGH_PEERS - 1][0]
            yield Precedent(relevance, past.patterns[name], min(severity for _, severity in met), (name,))
