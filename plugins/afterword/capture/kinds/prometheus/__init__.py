"""Prometheus and what speaks its language: VictoriaMetrics, Mimir, Thanos, and each behind the proxy of Grafana."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.capture.gathered import each_asked, fetched
from afterword.capture.interface import Asking, Fetched, Kind, Probe, Question
from afterword.capture.kinds.prometheus.asked import Talk
from afterword.capture.kinds.prometheus.reading import Reading
from afterword.capture.kinds.prometheus.ready import written_out
from afterword.capture.kinds.prometheus.times import duration, parts_of
from afterword.capture.told import told
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Window
from afterword.http import NoAnswer, Server, authorization
from afterword.settings.sources import Metric, Source

_VICTORIA = "VictoriaMetrics"


def _headers(source: Source, token: str | None) -> dict[str, str]:
    tenant = source.option("tenant")
    return {**authorization(token, source.user), **({"X-Scope-OrgID": tenant} if tenant else {})}


def _questions(source: Source, metrics: Sequence[Metric], window: Window) -> tuple[Question, ...]:
    del source
    return tuple(_question(metric, window) for metric in metrics)


def _question(metric: Metric, window: Window) -> Question:
    try:
        metric = written_out(metric)
        parts = parts_of(window, metric.step)
    except NoAnswer as error:
        return Question(metric.name, f"nothing: {error}", metric.query)
    ends = f"{written_moment(parts[0].start)} to {written_moment(parts[-1].end)}"
    often = f", in {len(parts)} requests" if len(parts) > 1 else ""
    rules = f"; GET /api/v1/rules for {metric.option('rule')}" if metric.option("rule") else ""
    return Question(
        metric.name,
        f"POST /api/v1/query_range from {ends}, a point every {duration(metric.step)}{often}{rules}",
        metric.query,
    )


def _fetch(asking: Asking) -> Fetched:
    reading = Reading(asking)
    series, missing, _ = each_asked(asking, reading.series)
    version = _version(reading.talk) if series else None
    return fetched(series, missing, server_version=version, requests=reading.talk.requests)


def _version(talk: Talk) -> str | None:
    """The version as the server tells it; ``None`` where it does not tell it."""
    try:
        answer = talk.raw("status/buildinfo")
        data = answer.json(talk.server.who)["data"]
        # It says a version of Prometheus, for Grafana, or none.
        if "x-server-hostname" in answer.headers or not data:
            return _VICTORIA
        version = told(data["version"], talk.server, 60)
        name = told(data.get("application", ""), talk.server, 60)
        return f"{name} {version}".strip() or None
    except (NoAnswer, KeyError, TypeError, AttributeError):
        return None


def _probe(source: Source, server: Server) -> Probe:
    del source
    talk = Talk(server)
    try:
        talk.post("query", {"query": "1"})
    except NoAnswer as error:
        return Probe(trouble=str(error))
    return Probe(_version(talk))


SOURCE = Kind(headers=_headers, questions=_questions, fetch=_fetch, probe=_probe)
