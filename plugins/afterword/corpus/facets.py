"""Reviews grouped by every field that is a facet in the schema."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from afterword.corpus import Corpus
from afterword.model import Review, values_at
from afterword.schema import Facet, Field
from afterword.text.same_name import name_slugs, usual_names
from afterword.text.slug import slugs


@dataclass(frozen=True)
class Group:
    """One value of a facet with its reviews, newest first; ``spellings`` are all that are used for it."""

    value: str
    spellings: tuple[str, ...]
    title: str
    description: str
    dimension: str
    slug: str
    reviews: tuple[Review, ...]

    @property
    def wider(self) -> str:
        """The dimension, unless it is the same as the title: the layer "Data" of the dimension "data" has none."""
        return "" if self.dimension.casefold() == self.title.casefold() else self.dimension


@dataclass(frozen=True)
class FacetIndex:
    """One facet: its groups, and how many of all reviews have it."""

    facet: Facet
    field: Field
    groups: tuple[Group, ...]
    carried: int
    total: int

    @cached_property
    def by_value(self) -> Mapping[str, Group]:
        """The groups by each spelling of their value."""
        return {spelling: group for group in self.groups for spelling in group.spellings}

    def values_of(self, review: Review) -> tuple[str, ...]:
        """The values of one of the reviews, each in its usual spelling."""
        return tuple(dict.fromkeys(self.by_value[value].value for value in facet_values(review, self.field)))


def build_facets(corpus: Corpus, root: Field) -> dict[str, FacetIndex]:
    """Index the corpus by every facet, in the order of the schema."""
    return {field.facet.name: _index(corpus, field, field.facet) for field in root.walk() if field.facet is not None}


def facet_values(review: Review, field: Field) -> tuple[str, ...]:
    """The values of a review for a facet, in its order; the default of the schema if it has none."""
    found = tuple(dict.fromkeys(str(value) for value in _flat(values_at(review.data, field.path))))
    return found or ((str(field.default),) if field.default is not None else ())


def _index(corpus: Corpus, field: Field, facet: Facet) -> FacetIndex:
    told = [(review, facet_values(review, field)) for review in corpus.reviews]
    uses = [value for _, values in told for value in values]
    listed = list(field.terms) or sorted(dict.fromkeys(uses), key=str.casefold)
    usual = usual_names(uses) if field.spelt_freely else {value: value for value in listed}
    found: dict[str, list[Review]] = defaultdict(list)
    for review, values in told:
        for value in dict.fromkeys(usual.get(value, value) for value in values):
            found[value].append(review)
    spelt: dict[str, list[str]] = defaultdict(list)
    for spelling, value in usual.items():
        spelt[value].append(spelling)
    addresses = name_slugs(usual) if field.spelt_freely else slugs(usual)
    groups = tuple(
        Group(
            value=value,
            spellings=tuple(spelt[value]),
            title=term.title if (term := field.terms.get(value)) else value,
            description=term.description if term else "",
            dimension=term.dimension if term else "",
            slug=addresses[value],
            reviews=tuple(found.get(value, ())),
        )
        for value in listed
        if usual[value] == value
    )
    carried = len({review.id for reviews in found.values() for review in reviews})
    return FacetIndex(facet, field, groups, carried, len(corpus.reviews))


def _flat(values: Iterator[object]) -> Iterator[object]:
    for value in values:
        yield from value if isinstance(value, list) else (value,)
