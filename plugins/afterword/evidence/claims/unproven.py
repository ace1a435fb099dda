"""Breaches that a review claims without evidence, although a source is set that could give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.evidence.cited import Cited, newest
from afterword.evidence.claims.measured import Contradiction
from afterword.evidence.claims.names import likeness
from afterword.evidence.claims.numbers import Written
from afterword.evidence.claims.rows import Row, rows, rows_of
from afterword.evidence.claims.units import converted
from afterword.evidence.claims.values import change_of
from afterword.model import Review
from afterword.settings import Settings


def unproven(review: Review, found: Sequence[Cited], settings: Settings) -> Iterator[Contradiction]:
    """Each row that claims a breach of which no evidence is cited; only own incidents can have any."""
    if review.provenance != "own":
        return
    shown = {row.field for row in rows(review, found)}
    usable = newest(found)
    advice = f"Capture it with `afterword capture {review.id}`, so that nobody has to believe it."
    for row, evidence, _ in rows_of(review):
        if row.field in shown or evidence or not _claims_breach(row):
            continue
        if not usable or _is_asked(row.name, settings):
            yield Contradiction(
                (*row.field, "observed"), f"The breach of `{row.name[:60]}` is claimed without evidence", advice
            )
    for position, row_of_drift in enumerate(review.data.get("drift", ())):
        if not usable and row_of_drift["score"] > row_of_drift.get("threshold", float("inf")):
            message = f"The drift of `{row_of_drift['feature'][:60]}` is claimed without evidence"
            yield Contradiction(("drift", position, "score"), message, advice)


def _claims_breach(row: Row) -> bool:
    """Whether the observed value of a row is on the wrong side of what was agreed."""
    limit, value = change_of(row.numbers(row.limit)), change_of(row.numbers("observed"))
    if limit is None or value is None:
        return False
    agreed, seen = limit[1] or limit[0], value[1] or value[0]
    if limit[1] is not None:
        return _beyond(seen, limit[0], over=False) or _beyond(seen, limit[1], over=True)
    if not agreed.bound:
        return False
    return _beyond(seen, agreed, over=agreed.bound == "under")


def _beyond(seen: Written, agreed: Written, *, over: bool) -> bool:
    values = converted(seen.value, seen.unit, agreed.unit)
    return bool(values) and all(value > agreed.value if over else value < agreed.value for value in values)


def _is_asked(name: str, settings: Settings) -> bool:
    """Whether a source is asked for a metric of such a name."""
    return any(likeness(name, metric.name) > 0 for source in settings.sources for metric in source.metrics)
