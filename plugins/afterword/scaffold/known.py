"""What the knowledge base knows already, to be chosen from: the same name in every review is what makes them one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from afterword.corpus import Corpus
from afterword.model import values_at
from afterword.schema import Field

_PATTERNS: Final = ("patterns", "*")
_TEAMS: Final = (("models", "*", "owner"), ("actions", "*", "owner"))


@dataclass(frozen=True)
class Known:
    """The values of a knowledge base by the field in which they belong."""

    corpus: Corpus

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Every owner of a model or an action."""
        found = {
            str(value) for path in _TEAMS for review in self.corpus.reviews for value in values_at(review.data, path)
        }
        return tuple(sorted(found, key=str.casefold))

    def closed(self, field: Field) -> Mapping[str, str]:
        """The only values that a field takes, each with its prose; none where it takes others."""
        if field.terms:
            return {term.value: term.description for term in field.terms.values()}
        if (field.item or field).path == _PATTERNS:
            return {pattern.id: str(pattern.data.get("summary", pattern.title)) for pattern in self.corpus.patterns}
        return {}

    def open(self, field: Field) -> tuple[str, ...]:
        """Values that other reviews have; any other is taken as well."""
        if field.path in _TEAMS:
            return self.teams
        if field.facet is not None and field.facet.free:
            found = {str(value) for review in self.corpus.reviews for value in values_at(review.data, field.path)}
            return tuple(sorted(found, key=str.casefold))
        return ()
