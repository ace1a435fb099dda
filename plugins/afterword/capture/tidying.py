"""Series as a file keeps them: what the settings say of a metric, points in order and within the window, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC
from math import isfinite
from typing import Final

from afterword.evidence.snapshot import Point, Registered, Series, Window
from afterword.settings.sources import Metric
from afterword.text.printable import printable

Key = tuple[str, tuple[tuple[str, str], ...], str]

_LONGEST: Final = 200
_LONGEST_LINE: Final = 490
_MOST_ALIASES: Final = 100
_MOST_NOTES: Final = 90
_NOT_A_NUMBER: Final = "Some values were not finite numbers; they are kept as points without a number"


def tidied(series: Iterable[Series], metrics: Sequence[Metric], window: Window) -> tuple[Series, ...]:
    """Each series once, sorted by metric and slice."""
    named = {metric.name: metric for metric in metrics}
    found = {key_of(one): one for one in (_tidy(one, named.get(one.metric), window) for one in series)}
    return tuple(found[key] for key in sorted(found))


def line(text: str | None) -> str | None:
    """Words of a source as one line that a file takes; ``None`` if there are none."""
    # What is escaped is longer than it was.
    return printable(text or "")[:_LONGEST_LINE].strip() or None


def tidied_registry(registry: Iterable[Registered]) -> tuple[Registered, ...]:
    """What a registry said, as lines; an entry without the name of a model says nothing."""
    return tuple(
        one._replace(
            model=model,
            version=line(one.version),
            last_good_version=line(one.last_good_version),
            uri=line(one.uri),
            aliases=tuple(alias for alias in map(line, one.aliases[:_MOST_ALIASES]) if alias),
            history=line(one.history) or "",
        )
        for one in registry
        if (model := line(one.model))
    )


def key_of(series: Series) -> Key:
    """What makes a series the same one in another snapshot: its metric, its slice and its query."""
    return series.metric, series.labels, series.query


def _tidy(series: Series, metric: Metric | None, window: Window) -> Series:
    series = _as_set(series, metric) if metric else series
    labels = tuple(sorted((printable(name, _LONGEST), printable(value, _LONGEST)) for name, value in series.labels))
    by_time = {point.at.astimezone(UTC): point for point in series.points if window.start <= point.at <= window.end}
    odd = any(point.value is not None and not isfinite(point.value) for point in by_time.values())
    points = tuple(Point(at, _finite(by_time[at].value)) for at in sorted(by_time))
    said = [note for note in map(line, series.notes[:_MOST_NOTES]) if note]
    notes = tuple(dict.fromkeys([*said, *([_NOT_A_NUMBER] if odd else [])]))
    return as_flagged(
        series._replace(labels=labels, points=points, notes=notes, threshold_from=line(series.threshold_from))
    )


def as_flagged(series: Series) -> Series:
    """A series that says whether it is empty, and its flags in order."""
    has_numbers = any(point.value is not None for point in series.points)
    flags = {*series.flags, *(() if series.points else ("empty",))} - ({"empty"} if has_numbers else set())
    return series._replace(flags=tuple(sorted(flags)))


def _as_set(series: Series, metric: Metric) -> Series:
    """A series with what the settings say and the source did not."""
    known = dict(series.labels)
    more = {"model": metric.model, "slice": metric.slice}
    labels = {**{name: value for name, value in more.items() if value}, **known}
    ours = series.threshold is None and metric.threshold is not None
    threshold = metric.threshold if ours else series.threshold
    return series._replace(
        labels=tuple(labels.items()),
        unit=series.unit or metric.unit,
        threshold=threshold,
        threshold_from=(series.threshold_from or ("settings" if metric.threshold == threshold else None))
        if threshold is not None
        else None,
        breach=(series.breach or metric.breach) if threshold is not None else series.breach,
        step=series.step or metric.step,
    )


def _finite(value: float | None) -> float | None:
    return float(value) if value is not None and isfinite(value) else None
