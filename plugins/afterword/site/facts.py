"""What the corpus says, asked by more than one page and found out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from afterword.analysis.readiness import ModelReadiness, every_model
from afterword.analysis.reading_order import reading_order
from afterword.analysis.recall import Recall
from afterword.analysis.recurrence import Recurrence, by_later, recurrences
from afterword.corpus import Corpus
from afterword.corpus.facets import FacetIndex, Group, build_facets
from afterword.evidence.cited import citations
from afterword.model import Review
from afterword.schema import FacetPlace, Field
from afterword.settings import Settings
from afterword.text.same_name import name_slugs, usual_names

if TYPE_CHECKING:
    from afterword.evidence.held import Held

Item = TypeVar("Item")


@dataclass(frozen=True)
class Facts:
    """A corpus on the day ``as_of``, with the labels of its schema and the settings of its knowledge base."""

    corpus: Corpus
    fields: Field
    pattern_fields: Field
    settings: Settings
    as_of: date

    @cached_property
    def facets(self) -> Mapping[str, FacetIndex]:
        return build_facets(self.corpus, self.fields)

    @cached_property
    def facets_at(self) -> Mapping[FacetPlace, tuple[str, ...]]:
        """The names of the facets that belong to each place of the site, in its order."""
        at = {
            place: [
                (index.facet.places[place], name) for name, index in self.facets.items() if place in index.facet.places
            ]
            for place in FacetPlace
        }
        return {place: tuple(name for _, name in sorted(names)) for place, names in at.items()}

    @cached_property
    def memberships(self) -> Mapping[str, Mapping[str, tuple[Group, ...]]]:
        """By review and facet, the groups to which the review belongs, in its own order."""
        found: dict[str, dict[str, tuple[Group, ...]]] = defaultdict(dict)
        for name, index in self.facets.items():
            for review in self.corpus.reviews:
                if values := index.values_of(review):
                    found[review.id][name] = tuple(index.by_value[value] for value in values)
        return found

    @cached_property
    def said_of(self) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
        """By review, what others say of it: their id, the relation and the reason."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for review in self.corpus.reviews:
            for link in review.data.get("related", ()):
                found[link["id"]].append((review.id, link["relation"], link.get("reason", "")))
        return {id_: tuple(said) for id_, said in found.items()}

    @cached_property
    def evidence(self) -> Mapping[str, Held]:
        """By review, what it holds of evidence; a review without any is not among them."""
        citing = [review for review in self.corpus.reviews if _cites(review)]
        if not citing:
            return {}
        from afterword.evidence.held import held  # noqa: PLC0415 - most sites have none

        return {review.id: held(review, self.settings) for review in citing}

    def evidence_prints(self, reviews: Iterable[Review]) -> Sequence[Mapping[str, str]]:
        """What the files of evidence of some reviews are known by, for what is kept of their pages."""
        citing = [review for review in reviews if _cites(review)]
        if not citing:
            return ()
        from afterword.evidence.held import prints  # noqa: PLC0415 - the same

        return [prints(review, self.settings) for review in citing]

    @cached_property
    def recall(self) -> Recall:
        """What the reviews of this site find again in one another; it is indexed once, at the first question."""
        return Recall.of(self.corpus.reviews, self.corpus.patterns)

    @cached_property
    def recurrences(self) -> tuple[Recurrence, ...]:
        """Every pair of reviews that share a cause, by the later one, newest first."""
        return recurrences(self.corpus)

    @cached_property
    def repeats(self) -> Mapping[str, tuple[Recurrence, ...]]:
        """By review, the earlier ones with which it shares a cause, those that people named first."""
        return by_later(self.recurrences)

    @cached_property
    def places(self) -> Mapping[tuple[str, str, str], int]:
        """By facet, value and review, the place of the review among those with that value, newest first."""
        return {
            (name, group.value, review.id): at
            for name, index in self.facets.items()
            if index.facet.pages
            for group in index.groups
            for at, review in enumerate(group.reviews)
        }

    @cached_property
    def readiness(self) -> Mapping[str, ModelReadiness]:
        """By model, what its past asks of it before it ships."""
        return every_model(self.corpus, self.as_of, self.settings.waivers)

    @cached_property
    def reading_order(self) -> tuple[Review, ...]:
        """All reviews, the one to read first at the head."""
        return reading_order(self.corpus)

    @cached_property
    def counted_ids(self) -> frozenset[str]:
        return frozenset(review.id for review in self.corpus.counted)

    @cached_property
    def owner_slugs(self) -> Mapping[str, str]:
        """By owner of an action, in every spelling, its name in an address."""
        return name_slugs(action.owner for action in self.corpus.actions if action.owner)

    @cached_property
    def owner_titles(self) -> Mapping[str, str]:
        """By its name in an address, each owner of an action in its usual spelling."""
        usual = usual_names(action.owner for action in self.corpus.actions if action.owner)
        return {slug: usual[owner] for owner, slug in self.owner_slugs.items()}

    def real_first(self, items: Iterable[Item], review_id: Callable[[Item], str]) -> list[Item]:
        """The order of every list: what really happened, then what was made up or withdrawn."""
        return sorted(items, key=lambda item: review_id(item) not in self.counted_ids)

    def groups_of(self, review: Review, facet: str) -> tuple[Group, ...]:
        """The groups of one facet to which a review belongs."""
        return self.memberships.get(review.id, {}).get(facet, ())

    def counted(self, reviews: Sequence[Review]) -> int:
        """How many of some reviews statistics may rest on."""
        return sum(1 for review in reviews if review.id in self.counted_ids)

    def group(self, facet: str, value: str) -> Group | None:
        """The group of a value; ``None`` where the schema has no such facet, or no review such a value."""
        return self.facets[facet].by_value.get(value) if facet in self.facets else None


def _cites(review: Review) -> bool:
    """Whether a review may hold evidence that a machine captured; if none does, nothing is read for it."""
    return any(citations(review))
