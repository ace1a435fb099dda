"""A classifier of abused returns, one of whose columns turns null: 7 April 2026.

A logistic regression is trained on invented returns. Every twenty minutes it decides on labelled returns whose number
of orders comes from the live features; a growing share of these is null, is filled with zero and used as a divisor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from tests.evidence.samples.played import Sample

SEED = 20260407
LABELS = (("model", "returns-abuse"), ("version", "17"))
START, END = datetime(2026, 4, 5, 23, tzinfo=UTC), datetime(2026, 4, 7, 16, tzinfo=UTC)
STEP = timedelta(minutes=20)
FIRST_PUBLISHED = datetime(2026, 4, 7, 2, 40, tzinfo=UTC)
ALL_NULL = datetime(2026, 4, 7, 7, tzinfo=UTC)
TAKEN_OUT = datetime(2026, 4, 7, 10, 6, tzinfo=UTC)
REPAIRED = datetime(2026, 4, 7, 14, 20, tzinfo=UTC)
USUALLY_NULL = 0.004
CUT = 0.5
DECIDED = 6_000


def play() -> Iterator[Sample]:
    """The samples of both days."""
    rng = np.random.default_rng(SEED)
    orders, returned, value, abused = _customers(rng, 60_000)
    model = LogisticRegression(max_iter=1_000).fit(_features(orders, returned, value), abused)
    at = START
    while at <= END:
        share = _null_share(at)
        yield Sample("feature_null_share", (("column", "orders_12m"), *LABELS), at, share)
        if at < TAKEN_OUT:
            orders, returned, value, abused = _customers(rng, DECIDED)
            # The few counts that are always null are those of new customers, whose returns a person decides.
            orders = np.where(rng.random(DECIDED) < (share if share > USUALLY_NULL else 0), 0.0, orders)
            positive = model.predict_proba(_features(orders, returned, value))[:, 1] > CUT
            yield Sample("decided_as_abuse_share", LABELS, at, float(positive.mean()))
            yield Sample("decided_as_abuse_precision", LABELS, at, float(abused[positive].mean()))
        at += STEP


def columns() -> dict[str, Any]:
    """The order counts and the values of returns, as they were in training and at eight that morning."""
    rng = np.random.default_rng(SEED + 1)
    orders, _, value, _ = _customers(rng, 5_000)
    later_orders, _, later_value, _ = _customers(rng, 5_000)
    return {
        "reference": {"orders_12m": orders, "value of the return": value},
        "current": {"orders_12m": np.zeros_like(later_orders), "value of the return": later_value},
    }


def _null_share(at: datetime) -> float:
    if at < FIRST_PUBLISHED or at >= REPAIRED:
        return USUALLY_NULL
    return min(1.0, 0.12 + 0.88 * ((at - FIRST_PUBLISHED) / (ALL_NULL - FIRST_PUBLISHED)))


def _customers(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Orders, returns, value of the return, and whether it is abuse, for some customers."""
    orders = rng.poisson(rng.gamma(2.0, 4.0, number)) + 6
    abused = rng.random(number) < 0.03
    rate = np.where(abused, rng.beta(30, 2, number), rng.beta(2, 30, number))
    returned = rng.binomial(orders, rate) + 1
    value = rng.gamma(2.0, 25.0, number) * np.where(abused, 1.6, 1.0)
    return orders.astype(float), returned.astype(float), value, abused


def _features(orders: np.ndarray, returned: np.ndarray, value: np.ndarray) -> np.ndarray:
    return np.column_stack([np.log(returned / np.maximum(orders, 0.01)), np.log(value + 1), np.log(returned)])
