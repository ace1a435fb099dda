"""What an answer can be chosen from: the same name in every review is what makes them one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from afterword.corpus import Corpus
from afterword.corpus.known_names import known_names
from afterword.schema import Field
from afterword.secrecy import Policy, find

_OPEN: Final = ("model", "team")
"""The names that a review may be the first to give."""


@dataclass(frozen=True)
class Choices:
    """The values of a knowledge base by the field in which they belong; none of them gives a secret away."""

    corpus: Corpus
    fields: Field
    secrecy: Policy

    def closed(self, field: Field) -> Mapping[str, str]:
        """The only values that a field takes, each with its prose; none where it takes others."""
        if field.terms:
            return {term.value: term.description for term in field.terms.values()}
        if (field.item or field).names == "pattern":
            patterns = known_names("pattern", self.corpus.patterns, self.fields)
            return {pattern.name: pattern.summary or pattern.title for pattern in patterns}
        return {}

    def open(self, field: Field) -> tuple[str, ...]:
        """Values that other reviews have, the most used first; any other is taken as well."""
        if field.names not in _OPEN:
            return ()
        names = (known.name for known in known_names(field.names, self.corpus.reviews, self.fields))
        return tuple(name for name in names if not find(name, self.secrecy))
