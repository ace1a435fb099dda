"""What failures cost by pattern and by missing safeguard: plain counts, never a score.

Every figure is a number of reviews or of actions, or a sum of amounts that reviews state, so that a reader can count
again. What is compared is severe incidents; equals are told apart by all incidents, and then by near misses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from afterword.analysis.actions import Tracked, tracked
from afterword.analysis.trends.costs import Total, totals_of
from afterword.analysis.trends.safeguards import Use, families, uses
from afterword.corpus import Corpus
from afterword.model import NEAR_MISS, OWN, PREVENTION, SEVERE, Review

ABSENT: Final = "absent"
OUTCOMES: Final = (ABSENT, "failed", "bypassed", "held")
"""What a safeguard did, the ways in which it was no help first."""


@dataclass(frozen=True)
class Toll:
    """What some reviews, newest first, have in common, and what that has cost; ``name`` is a pattern or a noun."""

    name: str
    reviews: tuple[Review, ...]
    as_of: date

    @cached_property
    def incidents(self) -> tuple[Review, ...]:
        return tuple(review for review in self.reviews if review.kind != NEAR_MISS)

    @cached_property
    def severe(self) -> tuple[Review, ...]:
        return tuple(review for review in self.incidents if review.severity in SEVERE)

    @cached_property
    def near_misses(self) -> tuple[Review, ...]:
        return tuple(review for review in self.reviews if review.kind == NEAR_MISS)

    @cached_property
    def totals(self) -> tuple[Total, ...]:
        return totals_of(self.reviews)

    @cached_property
    def unfinished(self) -> tuple[Tracked, ...]:
        """Preventions that are the organisation's own to finish, and are not finished."""
        return self._unfinished(review for review in self.reviews if review.provenance in OWN)

    @cached_property
    def announced(self) -> tuple[Tracked, ...]:
        """Preventions that others reported as unfinished; what became of them since is not known."""
        return self._unfinished(review for review in self.reviews if review.provenance not in OWN)

    @property
    def overdue(self) -> tuple[Tracked, ...]:
        """Those of the own ones whose day has passed."""
        return tuple(one for one in self.unfinished if one.action.overdue(self.as_of))

    def _unfinished(self, reviews: Iterable[Review]) -> tuple[Tracked, ...]:
        preventions = (one for one in tracked(reviews) if one.action.area == PREVENTION)
        return tuple(one for one in preventions if one.action.unfinished(self.as_of))

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Sort key that puts first what has most severe incidents, then most incidents, then most near misses."""
        return (-len(self.severe), -len(self.incidents), -len(self.near_misses), self.name)


class Kind(NamedTuple):
    """Safeguards whose names share a noun; ``lacking`` is what the reviews have cost in which one was absent."""

    noun: str
    uses: tuple[Use, ...]
    lacking: Toll

    def reviews(self, outcome: str) -> tuple[Review, ...]:
        """The reviews in which a safeguard of this kind had an outcome."""
        return _reviews(use for use in self.uses if use.outcome == outcome)


class Funding(NamedTuple):
    """What all counted reviews say: together, by pattern and by kind of safeguard, what cost most first.

    ``unpatterned`` reviews name no pattern and ``unguarded`` ones no safeguard at all.
    """

    all: Toll
    patterns: tuple[Toll, ...]
    kinds: tuple[Kind, ...]
    unpatterned: int
    unguarded: int
    stated: int

    def costliest(self) -> tuple[Toll, Total] | None:
        """The pattern with the largest sum, in that of the patterns' currencies which most reviews name.

        ``None`` where no review that names a pattern states any.
        """
        stated = [(toll, total) for toll in self.patterns for total in toll.totals]
        if not stated:
            return None
        known = {total.currency for _, total in stated}
        totals = [total for total in self.all.totals if total.currency in known]
        main = min(totals, key=lambda total: (-total.reviews, total.currency)).currency
        found = [(toll, total) for toll, total in stated if total.currency == main]
        return min(found, key=lambda row: (-row[1].sum, row[0].rank))


def funding(corpus: Corpus, as_of: date) -> Funding:
    """Count what the counted reviews of a corpus say on a day."""
    reviews = corpus.counted
    by_pattern: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        for name in review.patterns:
            by_pattern[name].append(review)
    found = uses(reviews)
    kinds = [
        Kind(
            family.noun,
            family.uses,
            Toll(family.noun, _reviews(use for use in family.uses if use.outcome == ABSENT), as_of),
        )
        for family in families(found)
    ]
    return Funding(
        Toll("", reviews, as_of),
        tuple(
            sorted((Toll(name, tuple(those), as_of) for name, those in by_pattern.items()), key=lambda toll: toll.rank)
        ),
        tuple(sorted(kinds, key=lambda kind: kind.lacking.rank)),
        sum(not review.patterns for review in reviews),
        len(reviews) - len({use.review.id for use in found}),
        sum(total.reviews for total in totals_of(reviews)),
    )


def funding_data(found: Funding) -> dict[str, Any]:
    """The same as plain data, with the ids of the reviews behind each figure."""
    return {
        "reviews": len(found.all.reviews),
        "without_pattern": found.unpatterned,
        "without_safeguard": found.unguarded,
        "with_cost": found.stated,
        "all": _toll(found.all),
        "patterns": [{"pattern": toll.name, **_toll(toll)} for toll in found.patterns],
        "safeguards": [
            {"kind": kind.noun, **{o: [review.id for review in kind.reviews(o)] for o in OUTCOMES}}
            for kind in found.kinds
        ],
    }


def _toll(toll: Toll) -> dict[str, Any]:
    return {
        "incidents": [review.id for review in toll.incidents],
        "severe": [review.id for review in toll.severe],
        "near_misses": [review.id for review in toll.near_misses],
        "cost": [{"currency": one.currency, "sum": one.sum, "reviews": one.reviews} for one in toll.totals],
        "unfinished": [_name(one) for one in toll.unfinished],
        "overdue": [_name(one) for one in toll.overdue],
        "announced": [_name(one) for one in toll.announced],
    }


def _name(one: Tracked) -> str:
    return f"{one.review.id}#{one.action.id}"


def _reviews(found: Iterable[Use]) -> tuple[Review, ...]:
    """The reviews to which some safeguards belong, each once."""
    return tuple({use.review.id: use.review for use in found}.values())
