"""A kind of source for the tests of the command: it asks a server on this machine for plain lists of points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from afterword.capture.interface import Asking, Export, Fetched, Kind, Probe, Question
from afterword.evidence.form import moment
from afterword.evidence.snapshot import Point, Registered, Series, Window
from afterword.http import NoAnswer, Server, ask, authorization
from afterword.settings.sources import Metric, Source
from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.unit.trackers.server import FakeTracker

TOKEN: Final = "canary-zq7777vx"  # noqa: S105  # it opens nothing
ONSET: Final = datetime.fromisoformat("2025-01-01T10:00:00+00:00")


def points(*values: float | None, step: int = 5, begin: datetime = ONSET) -> list[list[object]]:
    """Points as the fake server answers them, every five minutes from the onset."""
    times = (begin + timedelta(minutes=step * number) for number in range(len(values)))
    return [[at.isoformat(), value] for at, value in zip(times, values, strict=True)]


def settings(base: str, *metrics: str, more: str = 'token_env = "FAKE_TOKEN"\n', name: str = "prod") -> str:
    """The settings of one fake source."""
    head = f'[tool.afterword.sources.{name}]\nkind = "prometheus"\nurl = "{base}"\n{more}'
    tables = [
        f"[tool.afterword.sources.{name}.metrics.{metric}]\n"
        f'query = "{metric}"\nunit = "ratio"\nthreshold = 0.9\nbreach = "below"\n'
        for metric in metrics
    ]
    return "".join([head, *tables])


def laid(base: Base, toml: str, over: str = "") -> str:
    """A knowledge base with one review and these settings; the text of the review."""
    base.write("pyproject.toml", f"[tool.afterword]\n{toml}")
    text = page(overlaid(PUBLISHED, over))
    base.write(EXAMPLE, text)
    return text


def numbers(stub: FakeTracker, metric: str, found: list[list[object]]) -> None:
    """Let the server answer for a metric."""
    from tests.unit.trackers.server import says

    stub.on(f"/{metric}", says(found))


def _fetch(asking: Asking) -> Fetched:
    series, missing = [], []
    for metric in asking.metrics:
        asking.tell(f"asking for {metric.name}")
        answer = ask(asking.server, f"{asking.server.url}/{metric.query}")
        if answer.status == 401:
            raise NoAnswer("The token is refused (401)", silent=True)
        if answer.status != 200:
            missing.append((metric.name, f"It answered with {answer.status}"))
            continue
        read = answer.json("the source", "a list of points")
        made = tuple(Point(moment(at), value) for at, value in read)
        series.append(Series(metric.name, metric.query, points=made, step=300))
    registry = (
        Registered(
            "Page ranker",
            "4",
            "3",
            uri="models:/page-ranker/4",
            trained_at=moment("2024-12-20T03:00:00Z"),
            history="It cannot be known",
        ),
    )
    return Fetched(
        tuple(series), registry if "Page ranker" in asking.models else (), tuple(missing), "9.9", len(asking.metrics)
    )


def _probe(_: Source, server: Server) -> Probe:
    answer = ask(server, f"{server.url}/version")
    if answer.status == 200:
        return Probe(answer.body.decode())
    return Probe(trouble=f"It answered with {answer.status}")


def _questions(_: Source, metrics: Sequence[Metric], __: Window) -> tuple[Question, ...]:
    return tuple(Question(metric.name, f"GET /{metric.query}", metric.query) for metric in metrics)


def _read(raw: bytes, *_: object) -> Fetched:
    rows = [line.split(",") for line in raw.decode().splitlines()]
    made = tuple(Point(moment(at), float(value)) for at, value in rows)
    return Fetched((Series("recall", "a column", points=made, step=300),))


KIND: Final = Kind(lambda source, token: authorization(token, source.user), _questions, _fetch, _probe)
EXPORT: Final = Export(_read)
