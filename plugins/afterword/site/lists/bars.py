"""Bars that are drawn in a list: how many reviews have a value, of how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from afterword.corpus.facets import Group
from afterword.rendering import Markup
from afterword.rendering.links import Linker
from afterword.site.context import Site


class Bar(NamedTuple):
    """A value with its number of reviews, of a total, drawn on a scale."""

    link: Markup
    number: int
    total: int
    scale: int
    description: str = ""


def bars(site: Site, to: Linker, facet: str, groups: Sequence[Group], total: int) -> list[Bar]:
    """A bar for each group by its counted reviews, in the order given."""
    numbers = [site.counted(group.reviews) for group in groups]
    return [bar(site, to, facet, group, number, total) for group, number in zip(groups, numbers, strict=True)]


def bar(site: Site, to: Linker, facet: str, group: Group, number: int, total: int) -> Bar:
    """The bar of one group."""
    link = site.group_link(to, facet, group)
    return Bar(link, number, total, max(total, 1), group.description)
