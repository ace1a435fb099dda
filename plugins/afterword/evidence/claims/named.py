"""Where a sentence names a metric, and which series it means there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from afterword.evidence.cited import Cited
from afterword.evidence.claims.measured import Measured
from afterword.evidence.claims.names import slices
from afterword.evidence.claims.rows import rows
from afterword.model import Review
from afterword.text.expression import expression

_OF_ANOTHER: Final = expression(
    r"\b(?:false|true|non|not|un\w+|offline|validation|training|test|shadow|canary|p\d\d)[\s-]*$", re.IGNORECASE
)
_UNITS: Final = frozenset({"ms", "s", "sec", "seconds", "ratio", "percent", "pct", "bytes", "total"})
_PREFIXES: Final = frozenset({"model", "ml"})
_LEADING: Final = 24
_MOST: Final = 20
"""A sentence that names a metric more often is no prose."""

_QUANTILE: Final = expression(r"p\d\d+")

Named = tuple[re.Pattern[str], tuple[Measured, ...]]
"""A name of a metric as a pattern, with the series that it may mean."""


def names_in_use(review: Review, found: Sequence[Cited], every: Sequence[Measured]) -> list[Named]:
    """What a sentence may call each metric, the longest name first: as in the source, and as the KPIs call it."""
    names: dict[str, tuple[Measured, ...]] = {}
    for row in rows(review, found):
        names[row.name.lower()] = row.measured
    for one in every:
        alike = tuple(other for other in every if other.series.metric == one.series.metric)
        names.setdefault(re.sub(r"[\s_./-]+", " ", one.series.metric).lower(), alike)
        for name in _spoken(_bare(one.series.metric)):
            names.setdefault(name, alike)
    return [
        (_pattern(name), names[name]) for name in sorted(names, key=lambda name: (-len(name), name)) if len(name) > 2
    ]


def mentions(sentence: str, named: Sequence[Named]) -> Iterator[tuple[re.Match[str], list[Measured]]]:
    """Each place that names a metric, with the series of the slices that are meant; a longer name wins."""
    taken: list[tuple[int, int]] = []
    for pattern, measured in named:
        for match in islice(pattern.finditer(sentence), _MOST):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if not _OF_ANOTHER.search(sentence[max(0, match.start() - _LEADING) : match.start()]):
                chosen = slices(sentence, [one.series for one in measured])
                yield match, [one for one in measured if any(one.series is series for series in chosen)]


@lru_cache(maxsize=256)
def _pattern(name: str) -> re.Pattern[str]:
    inner = r"[\s_./-]+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<![\w-]){inner}(?![\w-])", re.IGNORECASE)


def _bare(metric: str) -> list[str]:
    """The words of a metric in their order, without the unit and the prefix that names of metrics have."""
    words = re.split(r"[\s_./-]+", metric.lower())
    while len(words) > 1 and words[-1] in _UNITS:
        words.pop()
    return words[1:] if len(words) > 1 and words[0] in _PREFIXES else words


def _spoken(words: Sequence[str]) -> Iterator[str]:
    """The orders in which words are spoken: a quantile stands before or after its metric."""
    quantiles = [word for word in words if _QUANTILE.fullmatch(word)]
    rest = [word for word in words if word not in quantiles]
    yield " ".join(words)
    if quantiles and rest:
        yield from (" ".join((*quantiles, *rest)), " ".join((*rest, *quantiles)))
