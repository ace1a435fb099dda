"""What a review holds of evidence: its newest captures, those that they replaced, and the files that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from math import isfinite
from typing import Final

from afterword.evidence.cited import citations, cited
from afterword.evidence.figures import Figures, figures
from afterword.evidence.snapshot import Point, Series, Snapshot, Window
from afterword.model import Review
from afterword.settings import Settings


@dataclass(frozen=True)
class Told:
    """One series with its figures; ``path`` is that of its file, from the folder of reviews."""

    path: str
    snapshot: Snapshot
    series: Series
    figures: Figures

    @property
    def window(self) -> Window:
        return self.snapshot.window

    @property
    def slice(self) -> str:
        """What tells the series from others of its metric: ``region=eu, tier=gold``; empty for the metric itself."""
        return ", ".join(f"{name}={value}" for name, value in self.series.labels)

    @property
    def measured(self) -> bool:
        """Whether any point has a number."""
        return any(point.value is not None for point in self.series.points)

    @property
    def harm(self) -> tuple[float, float]:
        """How telling a slice is: the seconds beyond the threshold, then how far the worst is from the baseline."""
        beyond, worst, usual = self.figures.beyond, self.figures.worst, self.figures.baseline
        moved = abs(worst.value / 2 - usual / 2) if worst and worst.value is not None and usual is not None else 0.0
        return beyond.total_seconds() if beyond else 0.0, moved


@dataclass(frozen=True)
class Held:
    """The files of evidence of one review, in the order in which it cites them.

    ``told`` are the series of the newest files, and ``unusable`` the paths of files that cannot be read.
    """

    newest: tuple[tuple[str, Snapshot], ...] = ()
    superseded: tuple[tuple[str, Snapshot], ...] = ()
    unusable: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


NOTHING_HELD: Final = Held()


def held(review: Review, settings: Settings) -> Held:
    """The evidence of a review about itself; what it cites of another incident is a file like any other."""
    own = [one for one in cited(review, settings) if one.path in _paths(review)]
    # A file that two rows cite is one file.
    files = list({one.path: one for one in own}.values())
    read = [(one.path, _numbered(one.snapshot)) for one in files if one.snapshot]
    replaced = {snapshot.supersedes for _, snapshot in read}
    newest = tuple((path, snapshot) for path, snapshot in read if snapshot.id not in replaced)
    ends = (_exactly(review, "detected"), _exactly(review, "mitigated"))
    return Held(
        newest,
        tuple((path, snapshot) for path, snapshot in read if snapshot.id in replaced),
        tuple(one.path for one in files if one.snapshot is None),
        tuple(
            Told(path, snapshot, series, figures(series, snapshot.window, *ends))
            for path, snapshot in newest
            for series in snapshot.series
        ),
    )


def prints(review: Review, settings: Settings) -> Mapping[str, str]:
    """For each file of evidence of a review, what its content is known by; nothing is read of a review without."""
    return {path: _print(settings, path) for path in _paths(review)}


def _paths(review: Review) -> tuple[str, ...]:
    """The files of evidence below the review's own name, each once."""
    return tuple(dict.fromkeys(path for _, path in citations(review) if path.split("/")[1] == review.id))


def _print(settings: Settings, path: str) -> str:
    try:
        return blake2b((settings.reviews_dir / path).read_bytes()).hexdigest()
    except OSError:
        return ""


def _exactly(review: Review, clock: str) -> datetime | None:
    """A clock that is known to the minute; at any other, nobody can say what the numbers were."""
    moment = review.clock(clock)
    return moment.earliest if moment and moment.exact else None


def _numbered(snapshot: Snapshot) -> Snapshot:
    """The snapshot without values that are no finite number, such as `1e999`: they cannot be drawn or compared."""
    return replace(snapshot, series=tuple(map(_numbered_series, snapshot.series)))


def _numbered_series(series: Series) -> Series:
    if all(point.value is None or _finite(point.value) for point in series.points):
        return series
    points = (
        point if point.value is None or _finite(point.value) else Point(point.at, None) for point in series.points
    )
    return replace(series, points=tuple(points))


def _finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:  # a whole number that no float can hold
        return False
