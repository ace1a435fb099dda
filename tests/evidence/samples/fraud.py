"""A fraud score that counts recent payments in local time, in the night when the clocks go back: 26 October 2025.

A logistic regression is trained on invented payments of a summer. In the night one hour of local time comes twice, so
payments of up to three hours ago count as those of the last two, and people on a night shift look like fraud.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from sklearn.linear_model import LogisticRegression

from tests.evidence.samples.played import Sample

SEED = 20251026
LABELS = (("model", "card-fraud-score"), ("version", "9.4"))
HOME = ZoneInfo("Europe/Vienna")
START, END = datetime(2025, 10, 24, 23, tzinfo=UTC), datetime(2025, 10, 26, 11, tzinfo=UTC)
STEP = timedelta(hours=1)
COUNTED = timedelta(hours=2)
CHANGED = datetime(2025, 10, 26, 1, tzinfo=UTC)
NIGHT_WORKERS = 13
OTHERS_BY_DAY, OTHERS_AT_NIGHT = 12_000, 954
CUT = 0.585


def play() -> Iterator[Sample]:
    """The share of good payments that were flagged, hour by hour."""
    rng = np.random.default_rng(SEED)
    model = _trained(rng)
    workers = [_shift(rng) for _ in range(NIGHT_WORKERS)]
    at = START
    while at < END:
        later = at + STEP
        number = OTHERS_AT_NIGHT if at.astimezone(HOME).hour < 6 else OTHERS_BY_DAY
        of_workers = [_recent(paid, one) for paid in workers for one in paid if at <= one < later]
        count = np.concatenate([rng.poisson(0.25, number), np.array(of_workers, dtype=int)])
        amount = rng.gamma(2.0, 18.0, len(count))
        flagged = model.predict_proba(_features(count, amount))[:, 1] > CUT
        yield Sample("good_payments_flagged_share", LABELS, later, float(flagged.mean()))
        yield Sample("good_payments_flagged", LABELS, later, float(flagged.sum()))
        yield Sample("good_payments", LABELS, later, float(len(count)))
        at = later


def _trained(rng: np.random.Generator) -> LogisticRegression:
    number = 80_000
    fraud = rng.random(number) < 0.01
    count = np.where(fraud, rng.poisson(7.0, number), rng.poisson(0.4, number))
    amount = rng.gamma(2.0, 18.0, number) * np.where(fraud, 2.0, 1.0)
    return LogisticRegression(max_iter=1_000).fit(_features(count, amount), fraud)


def _features(count: np.ndarray, amount: np.ndarray) -> np.ndarray:
    return np.column_stack([count, np.log(amount + 1)])


def _shift(rng: np.random.Generator) -> list[datetime]:
    """When a person on a night shift pays: small things, about every half an hour, through the night."""
    start = datetime(2025, 10, 25, 22, 30, tzinfo=UTC)
    gaps = rng.uniform(30, 34, 16)
    return [start + timedelta(minutes=float(sum(gaps[: number + 1]))) for number in range(len(gaps))]


def _recent(paid: list[datetime], now: datetime) -> int:
    """Payments of the last two hours, as local times without their zone have it."""
    local = _bare(now)
    return sum(1 for one in paid if one < now and local - COUNTED < _bare(one) <= local)


def _bare(at: datetime) -> datetime:
    return at.astimezone(HOME).replace(tzinfo=None)
