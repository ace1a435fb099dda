"""The values to choose from: a name must be the same in every review."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from afterword.corpus import Corpus
from afterword.corpus.known_names import known_names
from afterword.schema import Field
from afterword.secrecy import Policy, find

_OPEN: Final = ("model", "team")
"""The kinds of names that a review may introduce."""


class Choices(NamedTuple):
    """The values of a knowledge base for each field, without those that contain a secret."""

    corpus: Corpus
    fields: Field
    secrecy: Policy

    def closed(self, field: Field) -> Mapping[str, str]:
        """The values of a field with a fixed list, each with its description; empty for other fields."""
        if field.terms:
            return {term.value: term.description for term in field.terms.values()}
        if (field.item or field).names == "pattern":
            patterns = known_names("pattern", self.corpus.patterns, self.fields)
            return {pattern.name: pattern.summary or pattern.title for pattern in patterns}
        return {}

    def with_a_page(self, folder: str) -> frozenset[str]:
        """The patterns that have a page in this folder of the knowledge base, be it well-formed or not."""
        unread = (PurePosixPath(page.path) for page in self.corpus.unshown)
        return frozenset(
            {*self.corpus.pattern_by_id, *(page.stem for page in unread if page.parent.as_posix() == folder)}
        )

    def open(self, field: Field) -> tuple[str, ...]:
        """Values from other reviews, the most used first; other values are allowed too."""
        if field.names not in _OPEN:
            return ()
        names = (known.name for known in known_names(field.names, self.corpus.reviews, self.fields))
        return tuple(name for name in names if not find(name, self.secrecy))
