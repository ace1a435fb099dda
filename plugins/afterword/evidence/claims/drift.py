"""Drift scores and their thresholds, held against the series of the same feature and method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from afterword.evidence.cited import Cited, newest
from afterword.evidence.claims.measured import Contradiction, Measured, clock_text, values_of
from afterword.evidence.claims.names import METHODS, OF_DRIFT, words_of
from afterword.evidence.claims.numbers import Written, numbers
from afterword.evidence.claims.rows import every_series
from afterword.evidence.claims.values import ADVICE, same_limit, threshold
from afterword.evidence.snapshot import Series
from afterword.model import Review

_OF_WHOLE: Final = frozenset({"model", "version", "job", "instance", "env", "environment"})
"""Labels that tell no feature."""


def drift(review: Review, found: Sequence[Cited]) -> Iterator[Contradiction]:
    """Each score that was not measured, and each threshold that differs."""
    every = every_series(newest(found), review)
    for position, row in enumerate(review.data.get("drift", ())):
        measured = [one for one in every if one.numbers and _is_meant(row, one.series)]
        if not measured:
            continue
        score = _number(row["score"])
        if all(one.has(score, _scores(one)) is False for one in measured):
            yield Contradiction(
                ("drift", position, "score"), f"`score` is {score.text}, but {_most(measured[0])}", ADVICE
            )
        held = [one for one in measured if one.series.threshold is not None]
        if "threshold" in row and held:
            limit = _number(row["threshold"])
            if not any(same_limit(limit, one, one.series.threshold or 0.0) for one in held):
                yield Contradiction(
                    ("drift", position, "threshold"), f"`threshold` is {limit.text}, but {threshold(held[0])}", ADVICE
                )


def _is_meant(row: Mapping[str, Any], series: Series) -> bool:
    """Whether a series is the drift of the feature by the method of a row."""
    feature, method = words_of(row["feature"]), words_of(row["method"])
    labels = [value for name, value in series.labels if name not in _OF_WHOLE]
    named = words_of(series.metric).union(*map(words_of, labels))
    if not feature <= named:
        return False
    rest = (named - feature) | (words_of(series.unit or "") & OF_DRIFT)
    theirs = [words for words in METHODS if words & rest]
    ours = [words for words in METHODS if words & method]
    if theirs and ours and not any(words in theirs for words in ours):
        return False
    return bool(rest & (OF_DRIFT | method)) or not rest


def _scores(one: Measured) -> list[float]:
    """The scores of the incident; a report on drift is often made later, so those of the whole window also count."""
    after = [point for point in one.numbers if not one.snapshot.window.baseline.holds(point.at)]
    return values_of(after or one.numbers)


def _most(one: Measured) -> str:
    top = max(one.during, key=lambda point: point.value or 0.0)
    return f"in {one.path} {one.name} was {one.shown(top.value or 0.0)} at most, at {clock_text(top.at)}"


def _number(value: float) -> Written:
    text = repr(value)
    return next(numbers(text), Written(text, float(value), abs(float(value)) * 1e-3, None, 0, len(text)))
