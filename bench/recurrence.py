"""Pairs of the repository's reviews that share a cause, by ours and by wider rules: ``python -m bench.recurrence``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import combinations

from afterword.analysis.recurrence import Outcome, recurrences
from afterword.check import check
from afterword.model import Review
from afterword.settings import load_settings
from bench.generate import REPOSITORY

AS_OF = date(2027, 1, 1)
WIDER: dict[str, Callable[[Review, Review], bool]] = {
    "a pattern and a layer in common": lambda one, other: bool(_patterns(one, other) and _layers(one, other)),
    "two patterns and a layer in common": lambda one, other: (
        len(_patterns(one, other)) > 1 and bool(_layers(one, other))
    ),
    "the first pattern and a layer in common": lambda one, other: (
        one.patterns[:1] == other.patterns[:1] and bool(_layers(one, other))
    ),
}


def main() -> None:
    """Print the number of pairs under each rule, and ours by outcome."""
    corpus = check(load_settings(REPOSITORY), AS_OF).corpus
    pairs = list(combinations(corpus.reviews, 2))
    print(f"{len(pairs):6,} pairs of {len(corpus.reviews)} reviews")
    for title, holds in WIDER.items():
        print(f"{sum(holds(*pair) for pair in pairs):6,} {title}")
    found = recurrences(corpus)
    print(f"{len(found):6,} afterword")
    for outcome, number in sorted(Counter(one.outcome for one in found).items(), key=lambda row: row[0].rank):
        print(f"{number:10,} {Outcome(outcome).label}")


def _patterns(one: Review, other: Review) -> set[str]:
    return {*one.patterns} & {*other.patterns}


def _layers(one: Review, other: Review) -> set[str]:
    return {*one.layers} & {*other.layers}


if __name__ == "__main__":
    main()
