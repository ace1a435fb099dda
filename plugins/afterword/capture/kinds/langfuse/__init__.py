"""Langfuse: its metrics of version 2, all that share a view in one request.

Langfuse Cloud allows few of these requests a day, so nothing is asked twice, and a dry run says how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from afterword.capture.gathered import fetched
from afterword.capture.interface import Asking, Fetched, Kind, Probe, Question
from afterword.capture.kinds.langfuse.answers import series_in
from afterword.capture.kinds.langfuse.asking import Part, parts
from afterword.capture.shape import at
from afterword.capture.told import accepted, told
from afterword.evidence.snapshot import Series, Window
from afterword.http import Answer, NoAnswer, Server, ask, authorization
from afterword.settings.sources import Metric, Source

_PATH: Final = "/api/public/v2/metrics"
_LIMIT: Final = "Langfuse Cloud allows 10, 20 or 200 of these requests a day, by its plan"


def _headers(source: Source, token: str | None) -> dict[str, str]:
    user = source.user or ""
    if user.startswith("sk-"):
        raise NoAnswer("`user` holds a secret key; put the public key there, and the secret key into a variable")
    if token is not None and not user:
        raise NoAnswer("The source has no `user`; write the public key of the project there, such as pk-lf-…")
    return {"Accept": "application/json", **authorization(token, user)}


def _questions(source: Source, metrics: Sequence[Metric], window: Window) -> tuple[Question, ...]:
    asked, _ = parts(source, metrics, window)
    return tuple(
        Question(
            ", ".join(metric.name for metric in part.metrics),
            f"GET {_PATH}, request {number} of {len(asked)}; {_LIMIT}",
            part.query(window.end + part.step),
        )
        for number, part in enumerate(asked, 1)
    )


def _fetch(asking: Asking) -> Fetched:
    asked, lost = parts(asking.source, asking.metrics, asking.window)
    missing = list(lost)
    rows: list[tuple[Part, list[dict[str, Any]] | NoAnswer]] = []
    stopped: NoAnswer | None = None
    requests = 0
    for number, part in enumerate(asked, 1):
        asking.tell(f"Request {number} of {len(asked)}")
        try:
            if stopped:
                raise stopped
            requests += 1
            rows.append((part, _rows(asking.server, part.query(asking.now))))
        except NoAnswer as reason:
            stopped = reason if reason.silent else None
            rows.append((part, reason))
    series: list[Series] = []
    for metric in asking.metrics:
        mine = [(part, found) for part, found in rows if metric in part.metrics]
        try:
            series += series_in(metric, mine, asking) if mine else []
        except NoAnswer as reason:
            missing.append((metric.name, str(reason)))
    if not series:
        return fetched(series, missing, requests=requests)
    return fetched(series, missing, server_version=_version(asking.server), requests=requests + 1)


def _rows(server: Server, query: str) -> list[dict[str, Any]]:
    try:
        answer = ask(server, f"{server.url}{_PATH}?{urlencode({'query': query})}")
    except NoAnswer as reason:
        if reason.why == "limited":
            raise NoAnswer(f"{reason}; {_LIMIT}", silent=True, why=reason.why) from None
        raise
    if answer.status == 404:
        raise NoAnswer(
            f"{server.subject} has no metrics of version 2; a Langfuse of your own has them since version 4. Until "
            "then export the numbers as CSV, and read them with --from",
            silent=True,
        )
    if answer.status == 400:
        raise NoAnswer(f"{server.subject} did not accept the question{_detail(answer, server)}")
    rows = at(accepted(answer, server, "the metrics").json(server.who, "a list of metrics", constants=True), "data")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NoAnswer(f"The answer of {server.who} is not a list of metrics")
    return rows


def _detail(answer: Answer, server: Server) -> str:
    try:
        message = at(answer.json(server.who), "message")
    except NoAnswer:
        return ""
    return f": {told(message, server)}" if isinstance(message, str) else ""


def _version(server: Server) -> str | None:
    try:
        version = at(ask(server, f"{server.url}/api/public/health").json(server.who), "version")
    except NoAnswer:
        return None
    return told(version, server, 40) if isinstance(version, str) else None


def _probe(source: Source, server: Server) -> Probe:
    del source
    version = _version(server)
    try:
        accepted(ask(server, f"{server.url}/api/public/projects"), server, "the project of the keys")
    except NoAnswer as error:
        return Probe(version, str(error))
    return Probe(version)


SOURCE = Kind(headers=_headers, questions=_questions, fetch=_fetch, probe=_probe, address="https://cloud.langfuse.com")
