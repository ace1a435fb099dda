"""Arize AX: metrics over time by GraphQL; or predictions by Flight, of which the numbers are made here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from afterword.capture.gathered import fetched
from afterword.capture.graphql import answered
from afterword.capture.interface import Asking, Fetched, Kind, Probe, Question
from afterword.capture.kinds.arize.flight import by_export
from afterword.capture.kinds.arize.over_time import by_graphql, is_monitor
from afterword.capture.shape import at
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer, Server
from afterword.settings.sources import Metric, Source

_MODEL: Final = "query Model($id: ID!) { node(id: $id) { ... on Model { name modelType } } }"
_ANYTHING: Final = "query Anything { __typename }"


def _headers(source: Source, token: str | None) -> dict[str, str]:
    del source
    return {} if token is None else {"x-api-key": token}


def _questions(source: Source, metrics: Sequence[Metric], window: Window) -> tuple[Question, ...]:
    del source, window
    return tuple(Question(metric.name, _what(metric), metric.query) for metric in metrics)


def _what(metric: Metric) -> str:
    if metric.option("flight"):
        return "Flight export of the predictions"
    return f"POST /graphql {'metricHistory' if is_monitor(metric) else 'performanceMetricOverTime'}"


def _fetch(asking: Asking) -> Fetched:
    series: list[Series] = []
    missing: list[tuple[str, str]] = []
    requests = 0
    for metric in asking.metrics:
        asking.tell(metric.name)
        try:
            requests += 2 if metric.option("flight") else 1
            series.append((by_export if metric.option("flight") else by_graphql)(asking, metric))
        except NoAnswer as error:
            missing.append((metric.name, str(error)))
    return fetched(series, missing, requests=requests)


def _probe(source: Source, server: Server) -> Probe:
    """Arize says no version. A model that the settings name shows whether the key may see it."""
    model = source.option("model_id")
    try:
        found = answered(server, _MODEL if model else _ANYTHING, {"id": model} if model else {}, "a question")
    except NoAnswer as error:
        return Probe(trouble=str(error))
    seen = not model or isinstance(at(found, "node"), dict)
    return Probe(trouble=None if seen else f"{server.who} knows no model {model}, or the key may not see it")


SOURCE = Kind(headers=_headers, questions=_questions, fetch=_fetch, probe=_probe, address="https://app.arize.com")
