"""Evidence for tests: a metric that falls below its threshold, in a file beside its review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from afterword.evidence.form import dump
from afterword.evidence.snapshot import Origin, Point, Series, Snapshot, Span, Window
from afterword.model import Review
from tests.made import review

REVIEW_ID = "2026-03-01-precision-falls"
ONSET = datetime(2026, 3, 1, 10, 20, tzinfo=UTC)
DETECTED = ONSET + timedelta(minutes=75)
MITIGATED = ONSET + timedelta(minutes=165)
BEGUN = ONSET - timedelta(hours=1)
WINDOW = Window(Span(BEGUN - timedelta(hours=24), BEGUN), Span(BEGUN, MITIGATED + timedelta(hours=2)))
STEP = 300


def points(value: Callable[[datetime], float | None], window: Window = WINDOW, step: int = STEP) -> tuple[Point, ...]:
    """A point at each step of a window."""
    number = int((window.end - window.start).total_seconds()) // step
    times = [window.start + timedelta(seconds=step * at) for at in range(number + 1)]
    return tuple(Point(at, value(at)) for at in times)


def fallen(at: datetime) -> float:
    """0.94, and 0.41 during the incident."""
    return 0.41 if ONSET < at < MITIGATED else 0.94


def precision(**changed: Any) -> Series:
    """A precision that falls to 0.41 while the threshold is 0.9."""
    fields: dict[str, Any] = {
        "metric": "precision",
        "query": 'model_precision{model="fraud"}',
        "unit": "ratio",
        "threshold": 0.9,
        "breach": "below",
        "step": STEP,
        "points": points(fallen),
    }
    return Series(**{**fields, **changed})


def snapshot(*series: Series, name: str = "prod", review_id: str = REVIEW_ID, **changed: Any) -> Snapshot:
    """What a source said."""
    origin = Origin(name.rpartition("-")[0] or name, "prometheus", "https://metrics.example.org", "2.42.0")
    fields: dict[str, Any] = {
        "id": f"{review_id}/{name}",
        "review": review_id,
        "source": origin,
        "window": WINDOW,
        "captured_at": datetime(2026, 3, 2, 9, tzinfo=UTC),
        "tool": "afterword",
        "series": series or (precision(),),
    }
    return Snapshot(**{**fields, **changed})


def written(folder: Path, *snapshots: Snapshot) -> None:
    """Write files of evidence below a folder of reviews."""
    for one in snapshots:
        file = folder / "evidence" / f"{one.id}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(dump(one))


def citing(*names: str, id_: str = REVIEW_ID, **data: Any) -> Review:
    """A review with the clocks of the incident that cites files of its evidence."""
    rows = [
        {"kind": "metric", "what": "Captured numbers", "file": f"evidence/{id_}/{name}.json"}
        for name in names or ("prod",)
    ]
    clocks = {
        "onset": "2026-03-01T10:20:00Z",
        "detected": "2026-03-01T11:35:00Z",
        "mitigated": "2026-03-01T13:05:00Z",
    }
    return review(id_, **{**clocks, "models": [{"name": "fraud"}], "diagnosis": {"evidence": rows}, **data})
