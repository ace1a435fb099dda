"""Which review to read first: one order over the whole corpus, from which every page takes its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Final

from afterword.corpus import Corpus
from afterword.model import Review

PROVENANCES: Final = {"own": 0, "public-report": 1, "illustrative": 2}
"""Whose experience comes first: our own, then what others reported, then what was made up to show how it is done."""

_LINK: Final = re.compile(r"\]\((?:\.\./)*postmortems/(?:[^)#\s]+/)?([^)#\s/]+?)\.md[)#]")


def reading_order(corpus: Corpus) -> tuple[Review, ...]:
    """All reviews, the one to read first at the head.

    The order is ours and follows from the reviews alone: withdrawn ones come last; then our own come before public
    reports and these before illustrative ones; published before unfinished ones; the graver before the lesser; then
    those to which more texts of patterns link, those with more actions that are shown to work, those that fill more
    fields, and the newer.
    """
    linked = Counter(id_ for pattern in corpus.patterns for id_ in set(_LINK.findall(pattern.body)))

    def key(review: Review) -> tuple[object, ...]:
        return (
            review.status == "withdrawn",
            PROVENANCES.get(review.provenance, len(PROVENANCES)),  # one of an own schema comes last
            not review.published,
            review.severity,
            -linked[review.id],
            -sum(action.status == "verified" for action in review.actions),
            -len(review.data),
            *review.newest_first,
        )

    return tuple(sorted(corpus.reviews, key=key))


def first_in_order(order: Iterable[Review], reviews: Iterable[Review], most: int) -> tuple[Review, ...]:
    """The first of some reviews in an order, at most so many."""
    wanted = {review.id for review in reviews}
    return tuple(islice((review for review in order if review.id in wanted), most))
