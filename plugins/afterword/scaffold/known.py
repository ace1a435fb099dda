"""What the knowledge base knows already, to be chosen from: the same name in every review is what makes them one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from afterword.corpus import Corpus
from afterword.model import values_at
from afterword.schema import Field
from afterword.secrecy import Policy, find

_PATTERNS: Final = ("patterns", "*")
_TEAMS: Final = (("models", "*", "owner"), ("actions", "*", "owner"))


@dataclass(frozen=True)
class Known:
    """The values of a knowledge base by the field in which they belong."""

    corpus: Corpus
    secrecy: Policy

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """Every owner of a model or an action."""
        return self._at(*_TEAMS)

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
            return self._at(field.path)
        return ()

    def _at(self, *paths: tuple[str, ...]) -> tuple[str, ...]:
        """The values at some paths, but for those that give a secret away."""
        found = {str(value) for path in paths for one in self.corpus.reviews for value in values_at(one.data, path)}
        return tuple(sorted((value for value in found if not find(value, self.secrecy)), key=str.casefold))
