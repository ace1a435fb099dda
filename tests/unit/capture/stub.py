"""A source of evidence on this machine that answers as a test tells it, and the question that a test asks of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from importlib import import_module
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest

from afterword.capture.interface import Asking, Fetched, Kind
from afterword.evidence.snapshot import Point, Series, Span, Window
from afterword.http import Bounds, NoAnswer, Server
from afterword.settings.source_tables import read_sources
from tests.unit.trackers.server import Answer, FakeTracker, endless, running, says

__all__ = [
    "NOW",
    "ONSET",
    "QUICK",
    "TOKEN",
    "WINDOW",
    "FakeTracker",
    "Given",
    "asked",
    "asking",
    "at",
    "endless",
    "fetched",
    "page",
    "points",
    "replies",
    "running",
    "says",
    "values",
]

TOKEN: Final = "t0ps3cret-and-long"  # noqa: S105  # it opens nothing
ONSET: Final = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
NOW: Final = datetime(2026, 3, 2, tzinfo=UTC)
WINDOW: Final = Window(
    Span(ONSET - timedelta(hours=3), ONSET - timedelta(hours=1)),
    Span(ONSET - timedelta(hours=1), ONSET + timedelta(hours=2)),
)
"""Two hours of baseline from 07:00, then the incident with its margins from 09:00 to 12:00."""

QUICK: Final = Bounds(connect=300, total=300, tries=1, longest_wait=1)
"""Limits for a server that answers, however busy the machine is; who tests one that does not brings other limits."""


def at(minutes: float) -> datetime:
    """A time by its minutes after the onset."""
    return ONSET + timedelta(minutes=minutes)


def asking(kind: str, base: str, metrics: dict[str, dict[str, Any]], token: str | None = None, **source: Any) -> Asking:
    """A question to a stub, from a table of settings as a user writes it; ``window``, ``now`` and so on are replaced.

    >>> asking("prometheus", stub.base, {"precision": {"query": "up", "step": "5m"}}, tenant="a")  # doctest: +SKIP
    """
    told = {name: source.pop(name) for name in ("window", "now", "models", "onset", "bounds") if name in source}
    (made,) = read_sources({"prod": {"kind": kind, "url": base, "metrics": metrics, **source}})
    server = Server("the source `prod`", made.url, _module(kind).headers(made, token), bounds=told.pop("bounds", QUICK))
    whole = Asking(made, made.metrics, WINDOW, server, NOW, onset=ONSET)
    return replace(whole, **told)


def fetched(question: Asking) -> Fetched:
    """What its kind makes of the answers of a stub."""
    return _module(question.source.kind).fetch(question)


def reason(question: Asking, hidden: str = "\0") -> str:
    """Why nothing at all could be had, which never repeats what must stay hidden."""
    with pytest.raises(NoAnswer) as caught:
        fetched(question)
    assert hidden not in f"{caught.value!r}{caught.value}"
    return str(caught.value)


def values(series: Series) -> list[tuple[float, float | None]]:
    """The points of a series, each with its minutes after the onset."""
    return [((point.at - ONSET).total_seconds() / 60, point.value) for point in series.points]


def points(*pairs: tuple[float, float | None]) -> tuple[Point, ...]:
    """The points that a series should have, by minutes after the onset."""
    return tuple(Point(at(minutes), value) for minutes, value in pairs)


Given = dict[str, Any]
"""The fields of a request."""


def replies(answer: Callable[[Given], Any]) -> Answer:
    """Answer with what a function makes of the fields of a request: of its query, its form or its JSON.

    The function returns JSON, or an ``Answer`` as ``says`` makes it. Fields that are repeated come as a list.
    """

    def reply(to: BaseHTTPRequestHandler) -> None:
        stub: FakeTracker = to.server.stub  # type: ignore[attr-defined]
        made = answer(asked(stub))
        (made if callable(made) else says(made))(to)

    return reply


def asked(stub: FakeTracker, number: int = -1) -> Given:
    """The fields of a request that a stub has got: of its query, its form or its JSON."""
    (path, headers), body = stub.asked[number], stub.bodies[number]
    fields: dict[str, Any] = {
        name: found[0] if len(found) == 1 else found
        for name, found in parse_qs(urlsplit(path).query, keep_blank_values=True).items()
    }
    if "json" in headers.get("content-type", ""):
        return {**fields, **json.loads(body)}
    form = parse_qs(body.decode("utf-8"), keep_blank_values=True) if body else {}
    return {**fields, **{name: found[0] if len(found) == 1 else found for name, found in form.items()}}


def page(status: int = 502, text: str = "<html><h1>Bad Gateway</h1></html>") -> Answer:
    """The HTML of a proxy that stands before a source."""
    return says(text.encode(), status, Content_Type="text/html")


def _module(kind: str) -> Kind:
    source: Kind = import_module(f"afterword.capture.kinds.{kind}").SOURCE
    return source
