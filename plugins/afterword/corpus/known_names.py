"""Names in use in a knowledge base, by kind: reviews, patterns, models, teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from afterword.model import Pattern, Review, values_at
from afterword.schema import Field
from afterword.text.same_name import usual_names


class Known(NamedTuple):
    """A name, its title and its summary; both as written by authors, or empty."""

    name: str
    title: str = ""
    summary: str = ""


def known_names(kind: str, pages: Iterable[Review | Pattern], fields: Field) -> tuple[Known, ...]:
    """Every name of a kind, which is a value of ``x-names`` in the schema.

    Reviews are sorted newest first and patterns by name, each with its title and summary; other names are sorted by
    use, then by name, and each comes in its usual spelling.
    """
    everything = list(pages)
    if kind == "review":
        reviews = sorted((page for page in everything if isinstance(page, Review)), key=lambda one: one.newest_first)
        return tuple(Known(review.id, review.title, str(review.data.get("summary", ""))) for review in reviews)
    if kind == "pattern":
        patterns = sorted((page for page in everything if isinstance(page, Pattern)), key=lambda one: one.id)
        return tuple(Known(pattern.id, pattern.title, str(pattern.data.get("summary", ""))) for pattern in patterns)
    named = [field for field in fields.walk() if field.names == kind]
    uses = [
        str(value)
        for page in everything
        if isinstance(page, Review)
        for field in named
        for value in set(values_at(page.data, field.path))
    ]
    usual = usual_names(uses) if all(field.spelt_freely for field in named) else {}
    used = Counter(usual.get(name, name) for name in uses)
    return tuple(Known(name) for name, _ in sorted(used.items(), key=lambda one: (-one[1], one[0])))
