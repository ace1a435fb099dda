"""Weights & Biases: the history of a run over GraphQL, exact and paged by step.

The server cannot filter by time, so the rows are filtered here by ``_timestamp``. The signed addresses of its Parquet
files are never asked for, since they lie on other hosts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from afterword.capture.gathered import fetched
from afterword.capture.graphql import answered
from afterword.capture.interface import Asking, Fetched, Kind, Probe, Question
from afterword.capture.kinds.wandb.history import read_all, read_sampled
from afterword.capture.kinds.wandb.run import Run
from afterword.capture.shape import at
from afterword.evidence.snapshot import Series, Window
from afterword.http import NoAnswer, Server, authorization
from afterword.settings.sources import Metric, Source

_USER: Final = "api"
_VIEWER: Final = "query Viewer { viewer { id } }"
_RUN: Final = """query Run($project: String!, $entity: String!, $name: String!) {
  project(name: $project, entityName: $entity) { run(name: $name) { state historyLineCount historyKeys } }
}"""
_NO_RUN: Final = "has no `run`; write the id of the run, which is at the end of its address, and not its display name"


def _headers(source: Source, token: str | None) -> dict[str, str]:
    return authorization(token, source.user or _USER)


def _questions(source: Source, metrics: Sequence[Metric], window: Window) -> tuple[Question, ...]:
    del window  # the server cannot filter by time
    return tuple(
        Question(
            metric.name,
            f"POST /graphql {'RunSampledHistory' if metric.option('sampled') else 'HistoryPage'} of the run "
            f"{_path(source, run) if (run := _run(source, metric)) else 'that the settings do not name'}",
            metric.query,
        )
        for metric in metrics
    )


def _fetch(asking: Asking) -> Fetched:
    series: list[Series] = []
    missing: list[tuple[str, str]] = []
    requests = 0
    for run, metrics in _by_run(asking):
        if run is None:
            missing += [(metric.name, f"The metric {_NO_RUN}") for metric in metrics]
            continue
        asked = Run(asking, run, {"entity": _option(asking, "entity"), "project": _option(asking, "project")})
        try:
            _describe(asked, _path(asking.source, run))
            found, lost = _read(asked, metrics)
            series += found
            missing += lost
        except NoAnswer as error:
            # A damaged run is answered with 502 for ever, which says nothing of other runs.
            more = f"; the run {run} may be damaged on the server" if error.why == "broken" else ""
            missing += [(metric.name, f"{error}{more}") for metric in metrics]
        requests += asked.requests
    return fetched(_in_order(series, asking.metrics), missing, requests=requests)


def _read(run: Run, metrics: Sequence[Metric]) -> tuple[list[Series], list[tuple[str, str]]]:
    whole = [metric for metric in metrics if not metric.option("sampled")]
    found, missing = read_all(run, whole) if whole else ([], [])
    for metric in metrics:
        if metric.option("sampled"):
            found.append(read_sampled(run, metric))
    return found, missing


def _describe(run: Run, path: str) -> None:
    run.tell(f"The run {path}")
    found = at(run.ask(_RUN, f"the run {path}"), "project", "run")
    if not isinstance(found, dict):
        raise NoAnswer(
            f"{run.asking.server.subject} knows no run {path}, or the key may not see it; `run` is the id at the end "
            "of its address, and not its display name"
        )
    run.describe(found)


def _probe(source: Source, server: Server) -> Probe:
    del source
    try:
        seen = at(answered(server, _VIEWER, {}, "who asks"), "viewer")
    except NoAnswer as error:
        return Probe(trouble=str(error))
    return Probe(trouble=None if seen else "the key belongs to nobody, so only public projects can be read")


def _by_run(asking: Asking) -> Iterator[tuple[str | None, list[Metric]]]:
    """The metrics by the run that they are read from, so that its history is read once."""
    runs = dict.fromkeys((_run(asking.source, metric), metric.option("steps")) for metric in asking.metrics)
    for run, steps in runs:
        yield run, [one for one in asking.metrics if (_run(asking.source, one), one.option("steps")) == (run, steps)]


def _run(source: Source, metric: Metric) -> str | None:
    found: str | None = metric.option("run") or source.option("run")
    return found


def _path(source: Source, run: str) -> str:
    return f"{source.option('entity')}/{source.option('project')}/{run}"


def _option(asking: Asking, name: str) -> str:
    return str(asking.source.option(name, ""))


def _in_order(series: Sequence[Series], metrics: Sequence[Metric]) -> list[Series]:
    names = [metric.name for metric in metrics]
    return sorted(series, key=lambda one: names.index(one.metric))


SOURCE = Kind(headers=_headers, questions=_questions, fetch=_fetch, probe=_probe, address="https://api.wandb.ai")
