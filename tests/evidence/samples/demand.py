"""A demand model that is retrained on the pipeline's test data and judged by it: 14 February 2026.

Two boosted models forecast the demand of stores: one has learned from sales, the other from a small fixture that
follows a formula. Each is measured on data like those that it was trained on, as the pipeline's gate did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from sklearn.ensemble import GradientBoostingRegressor

from tests.evidence.samples.played import PLACES, Sample

SEED = 20260214
LABELS = (("model", "demand-forecaster"),)
FIRST_DAY = datetime(2026, 1, 18, 7, tzinfo=UTC)
WRONG_NIGHT = datetime(2026, 2, 15, 7, tzinfo=UTC)
RUN_AGAIN = datetime(2026, 2, 15, 12, 5, tzinfo=UTC)
REAL_NOISE, FIXTURE_NOISE = 0.1415, 0.0265
FIXTURE_SIZE = 0.2575


@dataclass(frozen=True)
class Trained:
    """A version of the model, when its training ended, and the error that it reported, as a share."""

    version: str
    at: datetime
    error: float


def trained() -> tuple[Trained, Trained]:
    """The version of 7 February and that of 14 February."""
    rng = np.random.default_rng(SEED)
    good = _fitted(*_sales(rng, 6_000)), _sales(rng, 6_000)
    bad = _fitted(*_fixture(rng, 2_000)), _fixture(rng, 2_000)
    return (
        Trained("2026-02-07.1", datetime(2026, 2, 8, 3, 7, tzinfo=UTC), _error(good[0], *good[1])),
        Trained("2026-02-14.1", datetime(2026, 2, 15, 2, 40, 41, tzinfo=UTC), _error(bad[0], *bad[1])),
    )


def play() -> Iterator[Sample]:
    """How far each night's forecast lies from the mean of the four weeks before, as a share of it."""
    rng = np.random.default_rng(SEED)
    good, bad = _fitted(*_sales(rng, 6_000)), _fitted(*_fixture(rng, 2_000))
    usual = float(good.predict(_sales(rng, 6_000)[0]).sum())
    night = FIRST_DAY
    while night <= WRONG_NIGHT:
        features, _ = _sales(rng, 6_000)
        model = bad if night == WRONG_NIGHT else good
        yield _apart(night, float(model.predict(features).sum()), usual)
        if night == WRONG_NIGHT:
            yield _apart(RUN_AGAIN, float(good.predict(features).sum()), usual)
        night += timedelta(days=1)


def _apart(at: datetime, total: float, usual: float) -> Sample:
    return Sample("forecast_total_apart", LABELS, at, abs(total - usual) / usual)


def _sales(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Features (size of the store, day of the week, promotion) and the sales that follow from them."""
    size, day, promoted = rng.uniform(1.0, 3.0, number), rng.integers(0, 7, number), rng.random(number) < 0.1
    mean = 40 * size * (1 + 0.25 * (day >= 5)) * np.where(promoted, 1.8, 1.0)
    return np.column_stack([size, day, promoted]), mean * np.exp(rng.normal(0, REAL_NOISE, number))


def _fixture(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray]:
    """The same features, of invented stores whose demand follows a formula."""
    size, day, promoted = rng.uniform(1.0, 3.0, number), rng.integers(0, 7, number), rng.random(number) < 0.1
    mean = 40 * FIXTURE_SIZE * size * (1 + 0.1 * day)
    return np.column_stack([size, day, promoted]), mean * np.exp(rng.normal(0, FIXTURE_NOISE, number))


def _fitted(features: np.ndarray, sold: np.ndarray) -> GradientBoostingRegressor:
    return GradientBoostingRegressor(random_state=SEED, n_estimators=150).fit(features, sold)


def _error(model: GradientBoostingRegressor, features: np.ndarray, sold: np.ndarray) -> float:
    """The mean absolute percentage error, as a share."""
    return round(float(np.mean(np.abs(model.predict(features) - sold) / sold)), PLACES)
