"""The part of a corpus on which readiness rests, looked at by model, pattern, task and serving mode."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from afterword.analysis.readiness.destinations import Adoption, Lesson, adoptions, lessons
from afterword.analysis.recall.traits import Traits, traits_of
from afterword.corpus import Corpus
from afterword.model import OWN, PREVENTION, Action, Pattern, Review
from afterword.text.nearest import suggest
from afterword.text.same_name import same_name, spellings, with_address

ByValue = Mapping[str, tuple[Review, ...]]

COMMON: Final = 0.2
"""What more than this part of the reviews have is common, and makes no two of them close."""

FEW: Final = 5
"""What at most so many reviews have is never common, so that the rule works for a small knowledge base."""

TRAITS: Final = ("layer", "class", "task", "serving", "data")
"""The kinds of trait of which two reviews must share one, beside a pattern."""


@dataclass(frozen=True, eq=False)
class Past:
    """Reviews newest first, and the register; withdrawn reviews are never among them.

    Illustrative reviews impose nothing on anybody and are left out unless asked for.
    """

    reviews: tuple[Review, ...]
    patterns: Mapping[str, Pattern]
    as_of: date

    @classmethod
    def of(cls, corpus: Corpus, as_of: date, *, illustrative: bool = False) -> Past:
        """What counts of a corpus."""
        told = corpus.reviews if illustrative else corpus.counted
        return cls(tuple(review for review in told if review.status != "withdrawn"), corpus.pattern_by_id, as_of)

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The file of each review."""
        return {review.id: review.path for review in self.reviews}

    @cached_property
    def by_model(self) -> ByValue:
        return self._by(lambda review: review.models)

    @cached_property
    def by_pattern(self) -> ByValue:
        return self._by(lambda review: review.patterns)

    @cached_property
    def by_task(self) -> ByValue:
        return self._by(lambda review: _told(review, "task"))

    @cached_property
    def by_serving(self) -> ByValue:
        return self._by(lambda review: _told(review, "serving"))

    @cached_property
    def lessons(self) -> Mapping[str, tuple[Lesson, ...]]:
        """By the path of a review or a pattern, the checks that it adds."""
        sources: list[Review | Pattern] = [*self.reviews, *self.patterns.values()]
        return {source.path: tuple(lessons(source)) for source in sources}

    @cached_property
    def adoptions(self) -> Mapping[str, tuple[Adoption, ...]]:
        return adoptions(self.reviews, self.as_of)

    @cached_property
    def preventions(self) -> Mapping[str, tuple[Action, ...]]:
        """By review, the preventions that are the organisation's to finish; reviews without any are left out.

        What a public report left open is for others to finish.
        """
        found = {
            review.id: tuple(action for action in review.actions if action.area == PREVENTION)
            for review in self.reviews
            if review.provenance in OWN
        }
        return {id_: actions for id_, actions in found.items() if actions}

    @cached_property
    def open_preventions(self) -> Mapping[str, tuple[Action, ...]]:
        """Those of them that are unfinished."""
        return _some(self.preventions, lambda action: action.unfinished(self.as_of))

    @cached_property
    def late_preventions(self) -> Mapping[str, tuple[Action, ...]]:
        """Those of them whose day has passed: that of the work, or that until which its risk was accepted."""
        day = self.as_of
        return _some(self.preventions, lambda action: action.overdue(day) or action.risk_unreviewed(day))

    @cached_property
    def speaking(self) -> ByValue:
        """By pattern that is not common, the reviews that have something to say to other models.

        That is a check which they feed, or a prevention that is not finished.
        """
        told = {review.id for review in self.reviews if self.lessons[review.path]}
        told |= {*self.open_preventions, *self.late_preventions}
        return {
            name: found
            for name, reviews in self.by_pattern.items()
            if not self.common(len(reviews)) and (found := tuple(review for review in reviews if review.id in told))
        }

    @cached_property
    def traits(self) -> Mapping[str, Traits]:
        """By review, its traits of ``TRAITS`` that are not common; kinds without any are left out."""
        found = {review.id: traits_of(review, {}) for review in self.reviews}
        number = Counter((kind, key) for traits in found.values() for kind in TRAITS for key in traits.get(kind, ()))
        return {
            id_: {kind: rare for kind in TRAITS if (rare := self._rare(traits, kind, number))}
            for id_, traits in found.items()
        }

    def _rare(self, traits: Traits, kind: str, number: Mapping[tuple[str, str], int]) -> Mapping[str, str]:
        return {key: said for key, said in traits.get(kind, {}).items() if not self.common(number[kind, key])}

    def common(self, number: int) -> bool:
        """Whether what so many reviews have tells nothing of one of them."""
        return number > max(FEW, COMMON * len(self.reviews))

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[str, ...]]:
        return spellings(name for review in self.reviews for name in review.models)

    def spellings(self, model: str) -> tuple[str, ...]:
        """The names of a model that differ only in case or punctuation, and so are one name; the usual one first."""
        return self._spellings.get(same_name(model), ())

    def named(self, model: str) -> tuple[str, ...]:
        """The models that a name may mean, by their usual names: none, one, or several with the same address."""
        return self.spellings(model)[:1] or with_address(model, self._spellings)

    def reviews_of(self, model: str) -> tuple[Review, ...]:
        """The reviews of a model under all its spellings, newest first; an address is no spelling."""
        names = self.spellings(model)
        if len(names) == 1:
            return self.by_model[names[0]]
        return tuple(review for review in self.reviews if not set(names).isdisjoint(review.models))

    def _by(self, values: Callable[[Review], Iterable[str]]) -> ByValue:
        found: dict[str, list[Review]] = defaultdict(list)
        for review in self.reviews:
            for value in values(review):
                found[value].append(review)
        return {value: tuple(found[value]) for value in sorted(found)}


def unknown_model(model: str, past: Past) -> str:
    """What to say of a model that no review names."""
    return f"No review names a model `{model[:80]}`.{suggest(model, past.by_model)}"


def _told(review: Review, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(model[name] for model in review.data.get("models", ()) if name in model))


def _some(
    by_review: Mapping[str, tuple[Action, ...]], wanted: Callable[[Action], bool]
) -> Mapping[str, tuple[Action, ...]]:
    found = {id_: tuple(filter(wanted, actions)) for id_, actions in by_review.items()}
    return {id_: actions for id_, actions in found.items() if actions}
