"""What occurs together: counts over reviews for bars and lists, each with what it is a share of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.facets import Group
from afterword.model import Review
from afterword.rendering import Markdown
from afterword.rendering.links import Linker
from afterword.site.context import Site


@dataclass(frozen=True)
class Bar:
    """A value with its number of reviews, of a total, drawn on a scale."""

    link: Markdown
    number: int
    total: int
    scale: int
    description: str = ""


def bars(site: Site, to: Linker, facet: str, groups: Sequence[Group], total: int) -> list[Bar]:
    """A bar for each group by its counted reviews, in the order given."""
    numbers = [site.counted(group.reviews) for group in groups]
    return [_bar(site, to, facet, group, number, total) for group, number in zip(groups, numbers, strict=True)]


def together(
    site: Site, to: Linker, facet: str, reviews: Sequence[Review], leave_out: tuple[str, str], most: int = 12
) -> list[Bar]:
    """Which values of a facet the counted ones of some reviews carry, the most frequent first."""
    base = [review for review in reviews if review.id in site.counted_ids]
    found: Counter[str] = Counter()
    groups: dict[str, Group] = {}
    for review in base:
        for group in site.groups_of(review, facet):
            if (facet, group.value) != leave_out:
                found[group.value] += 1
                groups[group.value] = group
    ranked = sorted(found, key=lambda value: (-found[value], site.group_title(facet, groups[value]).casefold()))
    return [_bar(site, to, facet, groups[value], found[value], len(base)) for value in ranked[:most]]


def _bar(site: Site, to: Linker, facet: str, group: Group, number: int, total: int) -> Bar:
    link = to.to(site.group_page(facet, group), site.group_title(facet, group))
    return Bar(link, number, total, max(total, 1), group.description)
