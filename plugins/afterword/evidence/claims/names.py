"""Which metric of the evidence a review means by a name of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from afterword.evidence.snapshot import Series
from afterword.text.expression import expression

_SPELT: Final = {
    "psi": "population stability index",
    "mape": "mean absolute percentage error",
    "mae": "mean absolute error",
    "rmse": "root mean squared error",
    "auc": "area under curve",
    "auroc": "area under curve",
    "fpr": "false positive",
    "fnr": "false negative",
    "tpr": "recall",
    "sensitivity": "recall",
    "ttft": "time first token",
    "ctr": "click through",
    "avg": "mean",
    "average": "mean",
    "median": "p50",
    "maximum": "max",
    "minimum": "min",
    "duration": "latency",
    "empty": "null",
    "missing": "null",
    "nulls": "null",
    "failed": "error",
    "failure": "error",
    "failures": "error",
    "ks": "kolmogorov smirnov",
    "acc": "accuracy",
}
_PHRASES: Final = (
    (re.compile(r"\bresponse[ _-]times?\b", re.IGNORECASE), "latency"),
    (re.compile(r"\btrue[ _-]positive[ _-]rate\b", re.IGNORECASE), "recall"),
    (re.compile(r"\b(\d\d)(?:th|st|nd|rd)?[ _-]*percentile\b", re.IGNORECASE), r"p\1"),
    (re.compile(r"\bp0?\.(\d\d)\b|\bquantile[ _-]?0?\.(\d\d)\b", re.IGNORECASE), r"p\1\2"),
    # A condition under which it is measured is no part of the name: "precision at 1 % false positives".
    (re.compile(r"\s(?:at|@)\s*\d.*", re.DOTALL), ""),
    (re.compile(r"\([^)]*\)"), " "),
)
_EMPTY = (
    "the a an of at in on for per to by with and or from is was be all each every its our model models ml "
    "rate share fraction ratio proportion percentage percent pct score value total number count metric s "
    "ms sec second seconds millisecond milliseconds min minute minutes hour hours day byte bytes daily "
    "hourly weekly live prod production overall observed measured online"
)
_EMPTY_WORDS: Final = frozenset(_EMPTY.split())
_OF_ANOTHER = (
    "false true non not max min mean train training test validation offline shadow canary baseline p50 "
    "p75 p90 p95 p98 p99 p999 first last"
)
_FIRM: Final = frozenset(_OF_ANOTHER.split())
"""Words that make it another metric where only one of the two names has them."""

METHODS: Final = tuple(
    map(
        frozenset,
        (
            ("population", "stability"),
            ("kolmogorov", "smirnov"),
            ("wasserstein",),
            ("jensen", "shannon"),
            ("kullback", "leibler"),
            ("chi",),
            ("hellinger",),
            ("anderson", "darling"),
        ),
    )
)
"""Ways to measure drift, by the words that name them."""

OF_DRIFT: Final = frozenset({"drift", "distance", "divergence"}).union(*METHODS)

_WORD: Final = expression(r"[A-Za-z]?\d+[A-Za-z]*|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")


@lru_cache(maxsize=1024)
def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, in one spelling."""
    for pattern, instead in _PHRASES:
        name = pattern.sub(instead, name)
    every = [_singular(word.lower()) for word in _WORD.findall(name)]
    spelt = " ".join(_SPELT.get(word, word) for word in every).split()
    return frozenset(word for word in spelt if word not in _EMPTY_WORDS) or frozenset(spelt)


def likeness(name: str, metric: str) -> float:
    """How alike two names are, from 0 to 1; 0 where they cannot mean the same."""
    ours, theirs = words_of(name), words_of(metric)
    common = ours & theirs
    if not common or common not in (ours, theirs):
        return 0.0
    if (ours ^ theirs) & _FIRM:
        return 0.0
    return len(common) / len(ours | theirs)


def meant(name: str, series: Iterable[Series], context: Sequence[str] = ()) -> tuple[Series, ...]:
    """The series that a name may mean: the metric whose name is nearest, and of its slices those that are named.

    ``context`` are other words that tell a slice, such as the name of the model.
    """
    scored = [(likeness(name, one.metric), one) for one in series]
    best = max((score for score, _ in scored), default=0.0)
    return slices(name, [one for score, one in scored if score == best > 0], context)


def of_drift(*names: str | None) -> bool:
    """Whether one of these names speaks of drift: the score of a feature is not its value."""
    return any(words_of(name) & OF_DRIFT for name in names if name)


def slices(name: str, series: Sequence[Series], context: Sequence[str] = ()) -> tuple[Series, ...]:
    """Of the slices of one metric those that a text names, or else those that are of the whole, or else all."""
    if len(series) < 2:
        return tuple(series)
    said = words_of(name).union(*map(words_of, context))
    named = [one for one in series if one.labels and all(words_of(value) <= said for _, value in one.labels)]
    whole = [one for one in series if not one.labels]
    return tuple(named or whole or series)


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
    return word
