"""Phoenix: spans and their annotations by time, put together to steps here.

Its own aggregates are only there over GraphQL, which changes with its versions; its REST interface is documented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from urllib.parse import quote

from afterword.capture.gathered import fetched
from afterword.capture.interface import Asking, Fetched, Kind, Probe, Question
from afterword.capture.kinds.phoenix.annotations import annotations_of
from afterword.capture.kinds.phoenix.asked import Phoenix, version_in
from afterword.capture.kinds.phoenix.measures import ANNOTATION, Measure, measure, steps
from afterword.capture.kinds.phoenix.spans import Filter, filter_of, spans_of
from afterword.capture.told import accepted
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Series, Span, Window
from afterword.http import NoAnswer, Server, ask, authorization
from afterword.settings.sources import Metric, Source


def _headers(source: Source, token: str | None) -> dict[str, str]:
    return {"Accept": "application/json", **authorization(token, source.user)}


def _questions(source: Source, metrics: Sequence[Metric], window: Window) -> tuple[Question, ...]:
    project = quote(source.option("project", ""), safe="")
    span = f"from {written_moment(window.start)} to {written_moment(window.end)}"
    return tuple(
        Question(metric.name, f"GET /v1/projects/{project}/{what} {span}, page by page", metric.query)
        for metric in metrics
        for what in ("spans", *(["span_annotations"] if metric.query.startswith(ANNOTATION) else []))
    )


def _fetch(asking: Asking) -> Fetched:
    phoenix = Phoenix(asking)
    phoenix.find_version()
    series: list[Series] = []
    missing: list[tuple[str, str]] = []
    down: NoAnswer | None = None
    for wanted, measures in _by_filter(asking.metrics, missing):
        try:
            if down:
                raise down
            asking.tell(f"The spans of the project {phoenix.project}")
            spans = spans_of(phoenix, wanted, _needed(asking, measures))
        except NoAnswer as reason:
            # What does not answer one question does not answer the next one either.
            down = reason if reason.silent else None
            missing += [(one.metric.name, str(reason)) for one in measures]
            continue
        for one in measures:
            try:
                marks = annotations_of(phoenix, spans, one.annotation) if one.annotation else ()
                series.append(steps(one, spans, marks, asking))
            except NoAnswer as reason:
                missing.append((one.metric.name, str(reason)))
    return fetched(series, missing, server_version=phoenix.version, requests=phoenix.requests)


def _needed(asking: Asking, measures: Sequence[Measure]) -> Span:
    """The time of all steps that begin in the window, as far as it is past."""
    size = max(one.metric.step for one in measures)
    return Span(asking.window.start, min(asking.window.end + timedelta(seconds=size), asking.now))


def _by_filter(metrics: Sequence[Metric], missing: list[tuple[str, str]]) -> Iterator[tuple[Filter, list[Measure]]]:
    """What is measured, by the spans that it needs, so that these are read once."""
    groups: dict[Filter, list[Measure]] = {}
    for metric in metrics:
        try:
            one = measure(metric)
            groups.setdefault(filter_of(metric), []).append(one)
        except NoAnswer as reason:
            missing.append((metric.name, str(reason)))
    yield from groups.items()


def _probe(source: Source, server: Server) -> Probe:
    try:
        version = ask(server, f"{server.url}/arize_phoenix_version")
        project = quote(source.option("project", ""), safe="")
        found = ask(server, f"{server.url}/v1/projects/{project}")
        if found.status != 404:
            accepted(found, server, "the project")
    except NoAnswer as error:
        return Probe(trouble=str(error))
    trouble = f"there is no project {source.option('project')}" if found.status == 404 else None
    return Probe(version_in(version), trouble)


SOURCE = Kind(headers=_headers, questions=_questions, fetch=_fetch, probe=_probe)
