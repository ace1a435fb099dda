"""What a source said of a model around an incident: series of numbers and the versions in its registry.

Times are in UTC. A point whose value is ``None`` was measured and has no number; where nothing was measured there is no
point, so a gap stays a gap.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

VERSION: Final = 1
"""The version of the form of a file of evidence."""

FLAGS: Final = {
    "sampled": "The source gave a sample of its points, not all of them",
    "truncated": "The source cut its answer off",
    "partial": "A part of the source did not answer",
    "retention": "The source no longer has a part of the time that was asked for",
    "empty": "The source has no point in the time that was asked for",
    "downsampled": "Points were left out to keep the file small; the highest and the lowest of each part were kept",
    "late": "The newest points may still change in the source",
}
"""What a reader must know of a series, by the word in the file."""


class Point(NamedTuple):
    """A number at a time."""

    at: datetime
    value: float | None


class Span(NamedTuple):
    """A stretch of time, both ends included."""

    start: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        return self.start <= at <= self.end


class Window(NamedTuple):
    """The time that was asked for: the ``baseline``, and right after it the ``incident`` with its margins."""

    baseline: Span
    incident: Span

    @property
    def start(self) -> datetime:
        return min(self.baseline.start, self.incident.start)

    @property
    def end(self) -> datetime:
        return max(self.baseline.end, self.incident.end)


class Whole(NamedTuple):
    """What a series said before points were left out of it, because what is left does not say it.

    ``step`` and ``beyond``, the time beyond the threshold in the incident, are in seconds; ``baseline`` is the median.
    """

    step: int | None = None
    baseline: float | None = None
    beyond: float | None = None


class Series(NamedTuple):
    """One metric of one slice over the window, in the order of time.

    ``query`` is what was sent, ``labels`` tell the slices of one metric apart, ``step`` is in seconds, ``breach`` is
    ``below`` or ``above``, and ``threshold_from`` says where the threshold comes from: ``settings``, or the name of
    the rule in the source. ``flags`` are of ``FLAGS``, and ``notes`` are sentences on what could not be had.
    ``whole`` is only there where points were left out.
    """

    metric: str
    query: str
    labels: tuple[tuple[str, str], ...] = ()
    unit: str | None = None
    threshold: float | None = None
    threshold_from: str | None = None
    breach: str | None = None
    step: int | None = None
    points: tuple[Point, ...] = ()
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    whole: Whole | None = None

    @property
    def downsampled(self) -> bool:
        """Whether points were left out of it."""
        return "downsampled" in self.flags

    @property
    def slice(self) -> str:
        """What tells the series from others of its metric: ``region=eu, tier=gold``; empty for the metric itself."""
        return ", ".join(f"{name}={value}" for name, value in self.labels)


class Registered(NamedTuple):
    """What a registry knows of a model: ``history`` says since when, or that it cannot be known, in a sentence.

    ``version`` served at the time of the incident and ``last_good_version`` before it, ``None`` where it is not known;
    they are ``inferred`` where other versions could have served as well.
    """

    model: str
    version: str | None = None
    last_good_version: str | None = None
    uri: str | None = None
    trained_at: datetime | None = None
    aliases: tuple[str, ...] = ()
    history: str = ""
    inferred: bool = False


class Origin(NamedTuple):
    """The source of a snapshot: its name in the settings, its kind, its address without credentials, its version."""

    name: str
    kind: str
    url: str | None = None
    server_version: str | None = None


class Snapshot(NamedTuple):
    """All that one source said of one review; ``id`` is the id of the review, a slash and the name of the file.

    ``missing`` are the metrics that could not be had, each with the reason as a sentence without a full stop.
    ``supersedes`` is the id of an earlier snapshot that this one replaces.
    """

    id: str
    review: str
    source: Origin
    window: Window
    captured_at: datetime
    tool: str
    series: tuple[Series, ...] = ()
    registry: tuple[Registered, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    requests: int = 0
    supersedes: str | None = None
