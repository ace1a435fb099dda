"""What a newer capture of the same source says otherwise than the one before, and what of the older one stays.

A source forgets: what it no longer has stays in the newer file, from the older one, and is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from afterword.capture.telling import name_of
from afterword.capture.tidying import Key, as_flagged, key_of
from afterword.diagnostics import counted
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Point, Series, Snapshot, Whole, Window

_INEXACT: Final = frozenset({"downsampled", "sampled"})
_FORGOTTEN: Final = "The source no longer has all of these points; the others are from the capture of "
_NOT_AGAIN: Final = "It was not captured again; the points are from the capture of "


class Compared(NamedTuple):
    """The newer snapshot with what stays of the older one, and what has changed in the past, as sentences.

    ``same`` means that the older file says all of it already; then only ``missing`` is that of the newer one.
    """

    snapshot: Snapshot
    told: tuple[str, ...] = ()
    same: bool = False


def compared(new: Snapshot, old: Snapshot, known: Collection[str] | None) -> Compared:
    """Compare two snapshots of one source; ``known`` are the metrics that the settings have, if they have any."""
    before = {key_of(one): one for one in old.series}
    after = {key_of(one): one for one in new.series}
    answered = {(one.metric, one.query) for one in new.series}
    told: list[str] = []
    series: dict[Key, Series] = {}
    stale: dict[Key, str] = {}
    for key in sorted({*before, *after}):
        if key not in after:
            if kept := _left(before[key], answered, known, old.window, new.window):
                series[key], stale[key] = kept, _NOT_AGAIN
            told += _of_left(before[key], new, kept is not None)
        elif key not in before:
            series[key] = after[key]
            told.append(f"{name_of(after[key])}: new")
        else:
            series[key], said, forgotten = _both(before[key], after[key], old.window, new.window)
            told += [f"{name_of(after[key])}: {what}" for what in said]
            if forgotten:
                stale[key] = _FORGOTTEN
    merged = new._replace(series=tuple(series.values()), registry=new.registry or old.registry)
    told += _of_registry(merged, old)
    if (merged.window, merged.series, merged.registry) == (old.window, old.series, old.registry):
        return Compared(old._replace(missing=new.missing), tuple(told), same=True)
    if merged.window != old.window:
        told.insert(0, "the window is another one: the clocks of the review, the margins or the time have changed")
    noted = {key: _noted(one, stale[key], old) if key in stale else one for key, one in series.items()}
    return Compared(merged._replace(series=tuple(noted.values())), tuple(told))


def _left(
    earlier: Series, answered: AbstractSet[tuple[str, str]], known: Collection[str] | None, old: Window, new: Window
) -> Series | None:
    """What stays of a series that was not captured again; nothing of one that the settings ask otherwise now."""
    otherwise = (earlier.metric, earlier.query) not in answered and earlier.metric in {name for name, _ in answered}
    if otherwise or (known is not None and earlier.metric not in known):
        return None
    if old == new:
        return earlier
    points = tuple(point for point in earlier.points if new.start <= point.at <= new.end)
    # Of another window nobody knows what all points said.
    whole = Whole(earlier.whole.step) if earlier.whole else None
    return as_flagged(earlier._replace(points=points, whole=whole))


def _of_left(earlier: Series, new: Snapshot, stays: bool) -> Iterator[str]:
    if not stays:
        yield f"{name_of(earlier)}: the settings no longer ask so, and the newer file does not have it"
    elif earlier.metric in {metric for metric, _ in new.missing}:
        yield f"{name_of(earlier)}: could not be had again, so the earlier points stay"
    elif earlier.metric in {one.metric for one in new.series}:
        yield f"{name_of(earlier)}: the source no longer has it, so the earlier points stay"


def _both(earlier: Series, later: Series, old: Window, new: Window) -> tuple[Series, list[str], bool]:
    """The newer series with the earlier points that the source has forgotten, what differs, and whether it forgot."""
    start, end = max(old.start, new.start), min(old.end, new.end)
    then = {point.at: point.value for point in earlier.points if start <= point.at <= end}
    now = {point.at: point.value for point in later.points if start <= point.at <= end}
    added, gone = sorted(now.keys() - then.keys()), sorted(then.keys() - now.keys())
    changed = [at for at in sorted(then.keys() & now.keys()) if then[at] != now[at]]
    # Which points of another window are kept, or sampled, is chance.
    by_chance = old != new and bool(_INEXACT & {*earlier.flags, *later.flags})
    said = [f"{counted(len(added), 'point')} more"] if added and not by_chance else []
    if changed:
        first = changed[0]
        said.append(
            f"{counted(len(changed), 'point')} with another value; that of {written_moment(first)} "
            f"was {_spoken(then[first])} and is {_spoken(now[first])}"
        )
    if not said and not gone and old == new and earlier.whole != later.whole:
        said.append("the points that are not kept have other values")
    # What was deleted between points that the source still has is no longer true where others of them have changed.
    forgotten = _outside(gone, later) if added or changed or by_chance else gone
    if (less := len(gone) - len(forgotten)) and not by_chance:
        said.append(f"{counted(less, 'point')} less; the earlier file still has them")
    if not forgotten:
        return later, said, False
    said.append(f"the source no longer has {counted(len(forgotten), 'point')}; the earlier ones stay")
    points = tuple(sorted((*(Point(at, then[at]) for at in forgotten), *later.points), key=lambda point: point.at))
    same = old == new and points == earlier.points
    return (earlier if same else _joined(earlier, later, points)), said, True


def _outside(times: Collection[datetime], series: Series) -> list[datetime]:
    """The times before the first point of a series and after its last one, not less than a step away."""
    if not series.points:
        return list(times)
    step = timedelta(seconds=(series.whole.step if series.whole else series.step) or 0)
    first, last = series.points[0].at, series.points[-1].at
    return [at for at in times if (at < first and at <= first - step) or (at > last and at >= last + step)]


def _joined(earlier: Series, later: Series, points: tuple[Point, ...]) -> Series:
    """The newer series with earlier points too, which may be farther apart, and not all that there were."""
    flags = {*later.flags, *(_INEXACT & {*earlier.flags})}
    steps = [one.step for one in (earlier, later) if one.step]
    parts = [one.whole.step or 0 if one.whole else 0 for one in (earlier, later) if one.downsampled]
    return as_flagged(
        later._replace(
            points=points,
            step=max(steps, default=None),
            flags=tuple(sorted(flags)),
            whole=Whole(min(parts) or None) if parts else None,
        )
    )


def _noted(series: Series, note: str, old: Snapshot) -> Series:
    """A series with the note that its points, or some of them, are those of the earlier capture."""
    if any(one.startswith((_FORGOTTEN, _NOT_AGAIN)) for one in series.notes):
        return series
    return series._replace(notes=(*series.notes, f"{note}{written_moment(old.captured_at)}"))


def _of_registry(new: Snapshot, old: Snapshot) -> Iterator[str]:
    before = {one.model: one for one in old.registry}
    for one in new.registry:
        if one.model in before and (was := before[one.model].version) != one.version:
            yield f"registry: the version of {one.model} was {was or 'not known'} and is {one.version or 'not known'}"


def _spoken(value: float | None) -> str:
    return "no number" if value is None else f"{value:g}"
