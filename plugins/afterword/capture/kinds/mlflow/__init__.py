"""MLflow: metrics of runs, metrics of traces by time, and what its registry knows of a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from afterword.capture.gathered import each_asked, fetched
from afterword.capture.interface import Asking, Fetched, Kind, Probe, Question
from afterword.capture.kinds.mlflow.asked import RUNS, Talk
from afterword.capture.kinds.mlflow.history import run_series
from afterword.capture.kinds.mlflow.registry import UnknownModel, is_used, registered
from afterword.capture.kinds.mlflow.traces import is_of_traces, question, trace_series
from afterword.capture.told import told
from afterword.evidence.snapshot import Registered, Series, Window
from afterword.http import NoAnswer, Server, authorization
from afterword.settings.sources import Metric, Source

_MOST_MODELS: Final = 5


def _headers(source: Source, token: str | None) -> dict[str, str]:
    workspace = source.option("workspace")
    return {**authorization(token, source.user), **({"X-MLFLOW-WORKSPACE": workspace} if workspace else {})}


def _questions(source: Source, metrics: Sequence[Metric], window: Window) -> tuple[Question, ...]:
    del window  # the history of runs has no filter by time
    of_metrics = tuple(_question(source, metric) for metric in metrics)
    models = source.option("model") or "each model of the review"
    return (
        *of_metrics,
        Question("the registry", f"GET /api/2.0/mlflow/registered-models/get and its versions, of {models}"),
    )


def _question(source: Source, metric: Metric) -> Question:
    if not is_of_traces(metric.query):
        run, experiment = (metric.option(name) or source.option(name) for name in ("run", "experiment"))
        of = f"the run {run}" if run else f"runs of the experiment {experiment}" if experiment else "no run: name one"
        return Question(metric.name, f"GET /api/2.0/mlflow/metrics/get-history of {of}", metric.query)
    try:
        question(metric)
    except NoAnswer as error:
        return Question(metric.name, f"nothing: {error}", metric.query)
    return Question(metric.name, "POST /api/3.0/mlflow/traces/metrics", metric.query)


def _fetch(asking: Asking) -> Fetched:
    talk = Talk(asking.server)

    def read(metric: Metric) -> list[Series]:
        return (trace_series if is_of_traces(metric.query) else run_series)(asking, talk, metric)

    series, missing, down = each_asked(asking, read)
    registry: list[Registered] = []
    for model in () if down else _models(asking):
        asking.tell(f"the registry on {model}")
        try:
            registry.append(registered(talk, model, asking.onset, asking.source.option("alias")))
        except UnknownModel as error:
            # Who keeps runs here and no models misses none.
            if asking.source.option("model") or not (series or missing) or is_used(talk):
                missing.append((model, str(error)))
        except NoAnswer as error:
            missing.append((model, str(error)))
    version = _version(talk) if series or registry else None
    return fetched(series, missing, registry=tuple(registry), server_version=version, requests=talk.requests)


def _models(asking: Asking) -> tuple[str, ...]:
    """The names that the registry is asked for: that of the settings, or those of the metrics and of the review."""
    if asking.source.option("model"):
        return (str(asking.source.option("model")),)
    of_metrics = [metric.model for metric in asking.metrics if metric.model]
    return tuple(dict.fromkeys([*asking.models, *of_metrics]))[:_MOST_MODELS]


def _version(talk: Talk) -> str | None:
    try:
        answer = talk.raw("/version")
    except NoAnswer:
        return None
    said = told(answer.body.decode("utf-8", "replace"), talk.server, 40)
    # Whoever answers something else there does not tell a version.
    return said if answer.status == 200 and said[:1].isdigit() else None


def _probe(source: Source, server: Server) -> Probe:
    del source
    talk = Talk(server)
    try:
        talk.get(f"{RUNS}/experiments/search", max_results=1)
    except NoAnswer as error:
        return Probe(trouble=str(error))
    return Probe(_version(talk))


SOURCE = Kind(headers=_headers, questions=_questions, fetch=_fetch, probe=_probe)
