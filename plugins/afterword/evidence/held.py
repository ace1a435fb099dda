"""What a review holds of evidence: its newest captures, those that they replaced, and the files that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from afterword.evidence.cited import citations, cited, newest
from afterword.evidence.figures import Figures, figures
from afterword.evidence.snapshot import Series, Snapshot, Window
from afterword.model import Review
from afterword.settings import Settings


class Told(NamedTuple):
    """One series with its figures; ``path`` is that of its file, from the folder of reviews.

    ``detected`` and ``mitigated`` are clocks of the review that are known to the minute.
    """

    path: str
    snapshot: Snapshot
    series: Series
    figures: Figures
    detected: datetime | None = None
    mitigated: datetime | None = None

    @property
    def window(self) -> Window:
        return self.snapshot.window

    @property
    def slice(self) -> str:
        """What tells the series from others of its metric: ``region=eu, tier=gold``; empty for the metric itself."""
        return self.series.slice

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


class Held(NamedTuple):
    """The files of evidence of one review, in the order in which it cites them.

    ``told`` are the series of the newest files, and ``unusable`` the names of files that cannot be used.
    """

    newest: tuple[tuple[str, Snapshot], ...] = ()
    superseded: tuple[tuple[str, Snapshot], ...] = ()
    unusable: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


def held(review: Review, settings: Settings) -> Held:
    """The evidence of a review about itself; what it cites of another incident is a file like any other."""
    files = [one for one in cited(review, settings) if _is_own(one.path, review)]
    usable = [(one.path, one.snapshot) for one in files if one.snapshot]
    current = {one.snapshot.id for one in newest(files) if one.snapshot}
    new = tuple((path, snapshot) for path, snapshot in usable if snapshot.id in current)
    ends = (_exactly(review, "detected"), _exactly(review, "mitigated"))
    return Held(
        new,
        tuple((path, snapshot) for path, snapshot in usable if snapshot.id not in current),
        tuple(one.path.rpartition("/")[2] for one in files if one.snapshot is None),
        tuple(
            Told(path, snapshot, series, figures(series, snapshot.window, *ends), *ends)
            for path, snapshot in new
            for series in snapshot.series
        ),
    )


def prints(review: Review, settings: Settings) -> Mapping[str, str]:
    """For each file of evidence of a review, what its content is known by; nothing is read of a review without."""
    paths = dict.fromkeys(path for _, path in citations(review) if _is_own(path, review))
    return {path: _print(settings.reviews_dir / path) for path in paths}


def _is_own(path: str, review: Review) -> bool:
    """Whether a file of evidence lies below the review's own name."""
    return path.split("/")[1] == review.id


def _print(file: Path) -> str:
    try:
        return blake2b(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _exactly(review: Review, clock: str) -> datetime | None:
    """A clock that is known to the minute; at any other, nobody can say what the numbers were."""
    moment = review.clock(clock)
    return moment.earliest if moment and moment.exact else None
