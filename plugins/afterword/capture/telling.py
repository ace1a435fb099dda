"""What a capture gave, as lines for people: what the numbers say, what a reader must know, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from afterword.diagnostics import counted
from afterword.evidence.figures import figures
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import FLAGS, Registered, Series, Snapshot, Window
from afterword.model import Review
from afterword.text.printable import printable

_LONGEST: Final = 1_000


def window_line(window: Window) -> str:
    """The time that is asked for."""
    baseline, incident = window.baseline, window.incident
    return (
        f"{written_moment(incident.start)} to {written_moment(incident.end)}, "
        f"with a baseline from {written_moment(baseline.start)}"
    )


def snapshot_lines(snapshot: Snapshot, review: Review) -> Iterator[str]:
    """What a snapshot says, a line for each series and each entry of the registry, and for what is missing."""
    for series in snapshot.series:
        yield printable(f"{name_of(series)}: {_said(series, snapshot.window, review)}")
        yield from (f"  {line}" for line in _known(series))
    yield from (printable(_registered(one)) for one in snapshot.registry)
    yield from (f"{printable(metric)}: missing. {sentence(why)}" for metric, why in snapshot.missing)


def sentence(text: str) -> str:
    """A reason as a sentence of its own; one that ends with a question needs no full stop."""
    shown = printable(text, _LONGEST)
    return shown if shown.endswith((".", "?", "!")) else f"{shown}."


def name_of(series: Series) -> str:
    """A series as a person calls it: its metric, and what tells its slice from others."""
    return f"{series.metric} ({series.slice})" if series.slice else series.metric


def number(value: float, unit: str | None = None) -> str:
    """A number as it is read, with its unit; a share has none."""
    shown = f"{value:.4g}" if abs(value) < 10_000 else f"{value:,.0f}"
    return shown if unit in {None, "", "ratio", "1"} else f"{shown} {unit}"


def _said(series: Series, window: Window, review: Review) -> str:
    clocks = [clock.earliest if (clock := review.clock(name)) else None for name in ("detected", "mitigated")]
    found = figures(series, window, *clocks)
    parts = [counted(len(series.points), "point")]
    if found.baseline is not None:
        parts.append(f"baseline {number(found.baseline, series.unit)}")
    if found.worst and found.worst.value is not None:
        parts.append(f"worst {number(found.worst.value, series.unit)} at {written_moment(found.worst.at)}")
    if series.threshold is not None and series.points:
        limit = f"{series.breach} {number(series.threshold, series.unit)}"
        parts.append(f"{limit} since {written_moment(found.crossed)}" if found.crossed else f"never {limit}")
    return ", ".join(parts)


def _known(series: Series) -> Iterator[str]:
    yield from (sentence(FLAGS.get(flag, flag)) for flag in series.flags)
    yield from map(sentence, series.notes)


def _registered(one: Registered) -> str:
    parts = [f"version {one.version or 'not known'}{' (inferred)' if one.inferred else ''}"]
    if one.last_good_version:
        parts.append(f"last good version {one.last_good_version}")
    if one.trained_at:
        parts.append(f"trained {one.trained_at:%Y-%m-%d}")
    history = f". {one.history.rstrip('.')}" if one.history else ""
    return f"registry, {one.model}: {', '.join(parts)}{history}"
