"""Which incidents of other models are close to one model: those that share a pattern and one more trait with its past.

The rule can be checked by hand: an own review and the other one name the same pattern, and have the same layer, class,
task, serving mode or data; whatever more than a fifth of all reviews have does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from afterword.analysis.readiness.past import Past
from afterword.analysis.recall.traits import KINDS, Traits
from afterword.diagnostics import listed
from afterword.model import Review

MOST_CLOSE: Final = 10
"""How many close reviews speak to a model; those with an overdue prevention come first, then the closest."""


@dataclass(frozen=True, eq=False)
class Close:
    """A review of another model with the own review that it is most like.

    ``patterns`` are the ids of the patterns that they share, the rarest first; ``shared`` says everything that they
    have in common, a clause for each kind.
    """

    review: Review
    like: Review
    patterns: tuple[str, ...]
    shared: tuple[str, ...]

    @property
    def why(self) -> str:
        """Why it is about the model, in one sentence."""
        return f"Like “{self.like.title}”: {listed(self.shared)}."


def closest(past: Past, own: tuple[Review, ...]) -> tuple[tuple[Close, ...], int]:
    """The close reviews that speak to a model, and how many more are close.

    Only reviews that have something to say are looked at: checks that they feed, or a prevention that is not finished.
    """
    rare = {name: len(past.by_pattern[name]) for name in past.speaking}
    mine = {review.id for review in own}
    found: dict[str, tuple[tuple[int, int, str], Review, Review]] = {}
    for like in own:
        told = [(kind, keys.keys()) for kind, keys in past.traits[like.id].items()]
        for name in like.patterns:
            for other in past.speaking.get(name, ()):
                if other.id in mine:
                    continue
                has = past.traits[other.id]
                if kinds := sum(kind in has and not keys.isdisjoint(has[kind]) for kind, keys in told):
                    rank = (-kinds, rare[name], like.id)
                    if other.id not in found or rank < found[other.id][0]:
                        found[other.id] = (rank, other, like)
    ranked = sorted(
        found.values(), key=lambda row: (row[1].id not in past.late_preventions, row[0][:2], row[1].severity, row[1].id)
    )
    chosen = tuple(_close(past, rare, other, like) for _, other, like in ranked[:MOST_CLOSE])
    return chosen, len(ranked) - len(chosen)


def _shared(one: Traits, other: Traits) -> Mapping[str, list[str]]:
    """What both have, by kind, as the first of them says it."""
    return {kind: [said for key, said in one[kind].items() if key in other[kind]] for kind in one if kind in other}


def _close(past: Past, rare: Mapping[str, int], other: Review, like: Review) -> Close:
    patterns = sorted((name for name in like.patterns if name in rare and name in other.patterns), key=rare.__getitem__)
    shared = _shared(past.traits[like.id], past.traits[other.id])
    return Close(other, like, tuple(patterns), tuple(_clauses(past, patterns, shared)))


def _clauses(past: Past, patterns: list[str], shared: Mapping[str, list[str]]) -> Iterator[str]:
    titles = [past.patterns[name].title if name in past.patterns else name.replace("-", " ") for name in patterns]
    yield KINDS["pattern"].said(titles)
    for kind, names in shared.items():
        if names:
            yield KINDS[kind].said([name if kind == "data" else name.replace("-", " ") for name in names])
