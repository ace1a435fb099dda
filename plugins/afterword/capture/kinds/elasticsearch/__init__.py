"""Elasticsearch and OpenSearch: date histograms over an organisation's own index, and ES|QL."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Final

from afterword.capture.gathered import fetched
from afterword.capture.interface import Asking, Fetched, Kind, Probe, Question
from afterword.capture.kinds.elasticsearch.asked import OPENSEARCH, Cluster, quote_index
from afterword.capture.kinds.elasticsearch.esql import by_language
from afterword.capture.kinds.elasticsearch.histogram import by_time
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer, Server, authorization
from afterword.settings.sources import Metric, Source

_LANGUAGE = re.compile(r"\s*(?:FROM|TS|SET)\s", re.IGNORECASE | re.ASCII)
_PAIR = re.compile(r"[^:\s]+:[^:\s]+", re.ASCII)
_JSON: Final = {"Accept": "application/json", "Content-Type": "application/json"}


def _headers(source: Source, token: str | None) -> dict[str, str]:
    way = source.option("auth", "basic" if source.user else "apikey")
    if token is None or way != "apikey":
        # A user makes it `Basic`, whatever else is said.
        return {**_JSON, **authorization(token, source.user if way == "basic" else None)}
    # The key is shown as `id:key` too, and sent in base64.
    packed = base64.b64encode(token.encode()).decode("ascii") if _PAIR.fullmatch(token) else token
    return {**_JSON, "Authorization": f"ApiKey {packed}"}


def _questions(source: Source, metrics: Sequence[Metric], window: Window) -> tuple[Question, ...]:
    del window
    return tuple(
        Question(
            metric.name,
            "POST /_query"
            if _LANGUAGE.match(metric.query)
            else f"POST /{metric.option('index') or source.option('index', 'INDEX')}/_search",
            metric.query,
        )
        for metric in metrics
    )


def _fetch(asking: Asking) -> Fetched:
    cluster = Cluster(asking.server)
    version = cluster.version(asked=True)
    series: list[Series] = []
    missing: list[tuple[str, str]] = []
    for metric in asking.metrics:
        asking.tell(metric.name)
        try:
            series += _series(asking, cluster, metric, version)
        except NoAnswer as error:
            missing.append((metric.name, str(error)))
    return fetched(series, missing, server_version=version, requests=cluster.requests)


def _series(asking: Asking, cluster: Cluster, metric: Metric, version: str | None) -> list[Series]:
    if not _LANGUAGE.match(metric.query):
        return by_time(asking, cluster, metric)
    if version and version.startswith(OPENSEARCH):
        raise NoAnswer(f"{version} has no ES|QL; write an aggregation such as avg(score), with an `index`")
    return by_language(asking, cluster, metric)


def _probe(source: Source, server: Server) -> Probe:
    cluster = Cluster(server)
    try:
        version = cluster.version(asked=True)
        # A key may be made for one index alone, and then not see the version.
        if version is None and (index := source.option("index")):
            cluster.post(f"/{quote_index(index)}/_search", {"size": 0, "track_total_hits": False}, "a search")
        elif version is None:
            cluster.version()
    except NoAnswer as error:
        return Probe(trouble=str(error))
    return Probe(version)


SOURCE = Kind(headers=_headers, questions=_questions, fetch=_fetch, probe=_probe)
