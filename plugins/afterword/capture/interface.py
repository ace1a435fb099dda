"""The interface of each kind of source, one module each in ``capture/kinds``, found by its name.

A module has ``SOURCE``, a value of ``Kind``. It knows nothing of files, reviews or the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from afterword.evidence.snapshot import Registered, Series, Window
from afterword.http import Server
from afterword.settings.sources import Metric, Source


class Question(NamedTuple):
    """One request that would be made: for a dry run. ``what`` is a line, such as ``GET /api/v1/query_range``."""

    metric: str
    what: str
    query: str = ""


class Probe(NamedTuple):
    """What a source says of itself: its version, and ``trouble`` if it or its token does not work."""

    version: str | None = None
    trouble: str | None = None


class Fetched(NamedTuple):
    """What a source gave: one metric that fails never loses the others.

    ``missing`` are metrics that could not be had, each with the reason as a sentence without a full stop.
    """

    series: tuple[Series, ...] = ()
    registry: tuple[Registered, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    server_version: str | None = None
    requests: int = 0


@dataclass(frozen=True)
class Asking:
    """What a module needs to ask: ``models`` are the names in the review, the one that failed first at the head.

    ``onset`` is the earliest time at which the incident can have begun, ``now`` the time of the capture, and ``tell``
    is called with a line for the progress on the terminal.
    """

    source: Source
    metrics: Sequence[Metric]
    window: Window
    server: Server
    now: datetime
    models: tuple[str, ...] = ()
    onset: datetime | None = None
    tell: Callable[[str], None] = field(default=lambda _: None)


class Kind(NamedTuple):
    """One kind of source.

    ``headers`` makes the headers of every request out of the settings and the token. ``questions`` says what would be
    asked, without asking. ``fetch`` asks, and raises ``NoAnswer`` only if nothing at all could be had. ``probe`` asks
    for the version, with the token. ``address`` is where the server is, if the settings need not say it.
    """

    headers: Callable[[Source, str | None], dict[str, str]]
    questions: Callable[[Source, Sequence[Metric], Window], tuple[Question, ...]]
    fetch: Callable[[Asking], Fetched]
    probe: Callable[[Source, Server], Probe]
    address: str = ""


class Export(NamedTuple):
    """A reader of exported answers, one module each in ``capture/exports``: bytes in, the same value out.

    ``read`` gets the content of a file, the settings of a source of its kind if there is one, the metrics, and the
    window; it raises ``NoAnswer`` with what is wrong and what the file should be. The option ``at`` of the source is
    the time that was given for a file without one. Without metrics it takes those that the file names, if it does so.
    """

    read: Callable[[bytes, Source, Sequence[Metric], Window], Fetched]
