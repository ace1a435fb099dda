"""What occurs together: counts over reviews for bars and lists, each with what it is a share of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from afterword.corpus.facets import Group
from afterword.model import Review
from afterword.rendering.links import Linker
from afterword.site.context import Site
from afterword.site.lists.bars import Bar, bar


def cooccurrence(
    site: Site, to: Linker, facet: str, reviews: Sequence[Review], leave_out: tuple[str, str], most: int = 12
) -> list[Bar]:
    """The values of a facet in the counted ones of some reviews, most frequent first."""
    base = [review for review in reviews if review.id in site.counted_ids]
    found: Counter[str] = Counter()
    groups: dict[str, Group] = {}
    for review in base:
        for group in site.groups_of(review, facet):
            if (facet, group.value) != leave_out:
                found[group.value] += 1
                groups[group.value] = group
    ranked = sorted(found, key=lambda value: (-found[value], site.group_title(facet, groups[value]).casefold()))
    return [bar(site, to, facet, groups[value], found[value], len(base)) for value in ranked[:most]]
