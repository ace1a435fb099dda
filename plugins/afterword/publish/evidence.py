"""Evidence as data: what each file of a review says, in figures; its points are in the file that is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Registered, Snapshot, Span
from afterword.pages import addresses

if TYPE_CHECKING:
    from afterword.evidence.held import Held, Told


def evidence_data(held: Held) -> list[Mapping[str, Any]]:
    """The files of evidence of a review, the newest captures first; those that were replaced give no figures."""
    told: dict[str, list[Told]] = {}
    for one in held.told:
        told.setdefault(one.path, []).append(one)
    return [
        *(
            _file(path, snapshot)
            | {
                "superseded": False,
                "series": [_series(one) for one in told.get(path, ())],
                "registry": [_registered(one) for one in snapshot.registry],
                "missing": [{"metric": metric, "why": why} for metric, why in snapshot.missing],
            }
            for path, snapshot in held.newest
        ),
        *(
            _file(path, snapshot) | {"superseded": True, "series": [], "registry": [], "missing": []}
            for path, snapshot in held.superseded
        ),
    ]


def figure_data(told: Told) -> dict[str, Any]:
    """The figures of a series; what it does not say is ``None``."""
    figures = told.figures
    return {
        "baseline": figures.baseline,
        "worst": figures.worst.value if figures.worst else None,
        "worst_at": _time(figures.worst.at if figures.worst else None),
        "at_detection": figures.at_detection,
        "at_mitigation": figures.at_mitigation,
        "first_beyond": _time(figures.crossed),
        # How long a point stands for is not known of a series without a step.
        "seconds_beyond": figures.beyond.total_seconds() if figures.beyond is not None and told.series.step else None,
    }


def _file(path: str, snapshot: Snapshot) -> dict[str, Any]:
    window = snapshot.window
    return {
        "id": snapshot.id,
        "file": addresses.evidence(path),
        "csv": addresses.evidence(path, "csv"),
        "source": {"name": snapshot.source.name, "kind": snapshot.source.kind},
        "captured_at": written_moment(snapshot.captured_at),
        "window": {"baseline": _span(window.baseline), "incident": _span(window.incident)},
    }


def _series(told: Told) -> dict[str, Any]:
    series = told.series
    return {
        "metric": series.metric,
        "labels": dict(series.labels),
        "unit": series.unit,
        "threshold": series.threshold,
        "breach": series.breach,
        "step": series.step,
        "points": len(series.points),
        **figure_data(told),
        "flags": list(series.flags),
        "notes": list(series.notes),
    }


def _registered(known: Registered) -> dict[str, Any]:
    return {
        "model": known.model,
        "version": known.version,
        "last_good_version": known.last_good_version,
        "trained_at": _time(known.trained_at),
        "aliases": list(known.aliases),
        "history": known.history,
        "inferred": known.inferred,
    }


def _span(span: Span) -> list[str]:
    return [written_moment(span.start), written_moment(span.end)]


def _time(at: datetime | None) -> str | None:
    return written_moment(at) if at else None
