"""Pairs of reviews that share a cause: authors' links first, then what follows from the fields."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from afterword.analysis.recurrence.outcome import Outcome, judged, surely_after
from afterword.corpus import Corpus
from afterword.diagnostics import listed
from afterword.model import Action, Review

SAME: Final = ("recurrence-of", "same-cause")
"""The relations by which people say that two incidents share a cause, the stronger first."""

_SAID: Final = {
    SAME[0]: "linked by an author as a recurrence",
    SAME[1]: "linked by an author as the same cause",
}


class Recurrence(NamedTuple):
    """A later incident that shares a cause with an earlier one, and how far the fix was when it began.

    ``shared`` says in words what they share; ``verdict`` is people's relation where they gave one. ``patterns``,
    ``layers`` and ``models`` are those in which the two meet, models by their usual names. ``action`` would have
    prevented it.
    """

    earlier: Review
    later: Review
    shared: str
    outcome: Outcome
    action: Action | None
    verdict: str | None = None
    patterns: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    models: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether figures may rest on it: neither of the two is invented."""
        return not (self.earlier.illustrative or self.later.illustrative)

    @property
    def verdicts_first(self) -> tuple[bool, int, float, str]:
        """Sort key among the recurrences of one review: people's verdict, then the outcome, then the nearest."""
        return (self.verdict is None, self.outcome.rank, *self.earlier.newest_first)


def recurrences(corpus: Corpus) -> tuple[Recurrence, ...]:
    """Every pair of reviews that share a cause, by the later one, newest first, its pairs by people's verdict first."""
    reviews = _Reviews(corpus)
    return tuple(precedent for later in corpus.reviews for precedent in reviews.precedents(later, corpus))


def precedents(
    corpus: Corpus, later: Iterable[Review], near: Callable[[Review], Sequence[Review]] = lambda _: ()
) -> tuple[Recurrence, ...]:
    """The recurrences of some reviews alone, of each those first that are ``near`` it, the nearest at the head.

    For what is near, a pattern and a layer in common are enough: alone they would join far too much, and together with
    the same story they are what a reader calls the same cause.
    """
    reviews = _Reviews(corpus)
    return tuple(precedent for review in later for precedent in reviews.precedents(review, corpus, near(review)))


class _Reviews:
    """The reviews by what could connect them, to avoid comparing each with each."""

    def __init__(self, corpus: Corpus) -> None:
        standing = [review for review in corpus.reviews if review.status != "withdrawn"]
        self.by_id = {review.id: review for review in standing}
        self.by_lead: dict[tuple[str, str], list[Review]] = defaultdict(list)
        self.models = {review.id: corpus.models_of(review) for review in standing}
        self.by_model: dict[str, list[Review]] = defaultdict(list)
        self.verdicts: dict[tuple[str, str], str] = {}
        self.said: dict[str, dict[str, None]] = defaultdict(dict)
        self.apart: dict[str, set[str]] = defaultdict(set)
        for review in standing:
            for lead in itertools.product(review.patterns[:1], review.layers[:1]):
                self.by_lead[lead].append(review)
            for model in self.models[review.id]:
                self.by_model[model].append(review)
            for link in review.data.get("related", ()):
                if link["relation"] in SAME:
                    self.verdicts[review.id, link["id"]] = link["relation"]
                    self.said[review.id][link["id"]] = self.said[link["id"]][review.id] = None
            for link in review.data.get("not_related", ()):
                self.apart[review.id].add(link["id"])
                self.apart[link["id"]].add(review.id)

    def precedents(self, later: Review, corpus: Corpus, near: Sequence[Review] = ()) -> list[Recurrence]:
        """The earlier reviews that share a cause with this one: linked ones, then near ones, then the most serious."""
        if later.id not in self.by_id:
            return []
        others = {id_: self.by_id[id_] for id_ in self.said[later.id] if id_ in self.by_id}
        led = (self.by_lead[lead] for lead in itertools.product(later.patterns[:1], later.layers))
        same = (self.by_model[model] for model in self.models[later.id])
        others.update((review.id, review) for pool in (*led, *same, near) for review in pool)
        others.pop(later.id, None)
        apart = self.apart[later.id]
        ranks = {review.id: rank for rank, review in enumerate(near)}
        found = (
            self._pair(other, later, corpus, near=id_ in ranks) for id_, other in others.items() if id_ not in apart
        )

        def nearest_first(recurrence: Recurrence) -> tuple[object, ...]:
            return (
                recurrence.verdict is None,
                ranks.get(recurrence.earlier.id, len(ranks)),
                *recurrence.verdicts_first,
            )

        return sorted(filter(None, found), key=nearest_first)

    def _pair(self, earlier: Review, later: Review, corpus: Corpus, *, near: bool) -> Recurrence | None:
        verdict = self._verdict(earlier, later)
        if not (self._follows(earlier, later) if verdict else _comparable(earlier, later)):
            return None
        patterns = _common(later.patterns, earlier.patterns)
        layers = _common(later.layers, earlier.layers)
        models = _common(self.models[later.id], self.models[earlier.id])
        if verdict is None:
            if not near:
                patterns = _leading(earlier, later, patterns)
            if not (layers and patterns):
                return None
            if not (near or models or (_alike(earlier, later) and _one_owner(earlier, later))):
                return None
        elsewhere = earlier.provenance == "public-report" and not models and verdict != SAME[0]
        outcome, action = judged(earlier, later, elsewhere=elsewhere)
        shared = _words(corpus, verdict, patterns, layers, models)
        return Recurrence(earlier, later, shared, outcome, action, verdict, patterns, layers, models)

    def _verdict(self, earlier: Review, later: Review) -> str | None:
        given = {self.verdicts.get((earlier.id, later.id)), self.verdicts.get((later.id, earlier.id))}
        return next((relation for relation in SAME if relation in given), None)

    def _follows(self, earlier: Review, later: Review) -> bool:
        """Whether the second of a pair that people joined is the later one: by the clocks, else by what they say."""
        if began_after(later, earlier) or began_after(earlier, later):
            return began_after(later, earlier)
        says, opposed = (
            self.verdicts.get(pair) == SAME[0] for pair in ((later.id, earlier.id), (earlier.id, later.id))
        )
        return says if says != opposed else oldest_first(earlier) < oldest_first(later)


def began_after(later: Review, earlier: Review) -> bool:
    """Whether an incident surely began after another one.

    Its own onset has to be known; for the earlier one any clock will do, since its onset is before that.
    """
    return later.onset is not None and earlier.when is not None and surely_after(later.onset, earlier.when)


def oldest_first(review: Review) -> tuple[float, str]:
    """Sort key that puts the oldest review first."""
    return -review.newest_first[0], review.id


def _common(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in mine if value in theirs)


def _comparable(earlier: Review, later: Review) -> bool:
    """Whether the machine may join them: the order is sure, and an invented incident repeats no real one."""
    return earlier.illustrative == later.illustrative and began_after(later, earlier)


def _one_owner(earlier: Review, later: Review) -> bool:
    """Whether they may be of one organisation; of two reports about others neither repeats the other."""
    return not earlier.provenance == later.provenance == "public-report"


def _leading(earlier: Review, later: Review, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """The patterns in common that at least one of the two names first."""
    return _common(patterns, earlier.patterns[:1] + later.patterns[:1])


def _alike(review: Review, other: Review) -> bool:
    """Whether both name the same pattern first, and the layer of each one's first cause is among the other's."""
    return (
        review.patterns[0] == other.patterns[0]
        and review.layers[0] in other.layers
        and other.layers[0] in review.layers
    )


def _words(
    corpus: Corpus, verdict: str | None, patterns: tuple[str, ...], layers: tuple[str, ...], models: tuple[str, ...]
) -> str:
    known = corpus.pattern_by_id
    titles = [known[name].title if name in known else name for name in patterns]
    parts = [
        _SAID[verdict] if verdict else "",
        _some("model", models),
        _some("pattern", titles),
        _some("layer", layers),
    ]
    return "; ".join(filter(None, parts))


def _some(noun: str, names: Sequence[str]) -> str:
    return f"the {noun}{'s' if len(names) > 1 else ''} {listed(names)}" if names else ""


def most_serious(found: Iterable[Recurrence]) -> Recurrence:
    """The pair that stands for a review: the most serious of those that figures may rest on, or else of all."""
    return min(found, key=lambda one: (not one.counted, one.outcome.rank))


def by_later(found: Iterable[Recurrence]) -> Mapping[str, tuple[Recurrence, ...]]:
    """The recurrences of each later review, in their order."""
    grouped: dict[str, list[Recurrence]] = defaultdict(list)
    for one in found:
        grouped[one.later.id].append(one)
    return {id_: tuple(rows) for id_, rows in grouped.items()}
