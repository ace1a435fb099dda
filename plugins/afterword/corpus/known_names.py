"""Names that a knowledge base already knows, by what they name: reviews, patterns, models, teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from afterword.model import Pattern, Review, values_at
from afterword.schema import Field


@dataclass(frozen=True)
class Known:
    """A name, what it stands for in one line, and more about it; both are what authors wrote, or empty."""

    name: str
    title: str = ""
    summary: str = ""


def known_names(kind: str, pages: Iterable[Review | Pattern], fields: Field) -> tuple[Known, ...]:
    """Every name of a kind, as ``x-names`` of the schema calls it.

    Reviews come newest first and patterns by name, each with its title and summary; other names come as often used,
    then by name.
    """
    everything = list(pages)
    if kind == "review":
        reviews = sorted((page for page in everything if isinstance(page, Review)), key=lambda one: one.newest_first)
        return tuple(Known(one.id, one.title, str(one.data.get("summary", ""))) for one in reviews)
    if kind == "pattern":
        patterns = sorted((page for page in everything if isinstance(page, Pattern)), key=lambda one: one.id)
        return tuple(Known(one.id, one.title, str(one.data.get("summary", ""))) for one in patterns)
    paths = [field.path for field in fields.walk() if field.names == kind]
    used = Counter(
        str(value)
        for page in everything
        if isinstance(page, Review)
        for path in paths
        for value in set(values_at(page.data, path))
    )
    return tuple(Known(name) for name, _ in sorted(used.items(), key=lambda one: (-one[1], one[0])))
