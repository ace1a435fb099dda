"""All well-formed reviews and patterns together, as one immutable value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from afterword.model import Action, Pattern, Review
from afterword.text.same_name import usual_names


class Unshown(NamedTuple):
    """A file that cannot be shown; it is listed so that no file disappears silently."""

    path: str
    reason: str


@dataclass(frozen=True)
class Corpus:
    """Reviews newest first, patterns by title, and what could not be shown."""

    reviews: tuple[Review, ...]
    patterns: tuple[Pattern, ...]
    unshown: tuple[Unshown, ...] = ()

    @classmethod
    def of(cls, reviews: Iterable[Review], patterns: Iterable[Pattern] = (), unshown: Iterable[Unshown] = ()) -> Corpus:
        """Build a corpus."""
        return cls(
            tuple(sorted(reviews, key=lambda review: review.newest_first)),
            tuple(sorted(patterns, key=lambda pattern: pattern.title.casefold())),
            tuple(unshown),
        )

    @cached_property
    def by_id(self) -> Mapping[str, Review]:
        return {review.id: review for review in self.reviews}

    @cached_property
    def pattern_by_id(self) -> Mapping[str, Pattern]:
        return {pattern.id: pattern for pattern in self.patterns}

    @cached_property
    def counted(self) -> tuple[Review, ...]:
        """The reviews that statistics count: all except illustrative and withdrawn ones."""
        return tuple(review for review in self.reviews if review.counted)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions of all reviews, illustrative ones included."""
        return tuple(action for review in self.reviews for action in review.actions)

    @cached_property
    def reviews_by_model(self) -> Mapping[str, tuple[Review, ...]]:
        """Reviews of each model by its usual name, newest first."""
        found: dict[str, list[Review]] = defaultdict(list)
        for review in self.reviews:
            for name in self.models_of(review):
                found[name].append(review)
        return {name: tuple(found[name]) for name in sorted(found, key=str.casefold)}

    def models_of(self, review: Review) -> tuple[str, ...]:
        """The models of one of the reviews by their usual names, however it spells them."""
        return tuple(dict.fromkeys(self._usual_models[name] for name in review.models))

    @cached_property
    def _usual_models(self) -> Mapping[str, str]:
        return usual_names(name for review in self.reviews for name in review.models)

    @cached_property
    def related_to(self) -> Mapping[str, tuple[str, ...]]:
        """For each review, the ids of the reviews that authors related to it, in either direction."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for review in self.reviews:
            for link in review.data.get("related", ()):
                if link["id"] in self.by_id:
                    found[review.id][link["id"]] = None
                    found[link["id"]][review.id] = None
        return {id_: tuple(sorted(others)) for id_, others in found.items()}
