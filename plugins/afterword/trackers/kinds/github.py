"""Issues and pull requests of GitHub, by ``GET /repos/{owner}/{repo}/issues/{number}`` (API version 2022-11-28)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from afterword.trackers.new_tickets import LABEL, body, title
from afterword.trackers.ticket import Rows, Ticket, Tracker, UnknownReason, day_of, text_at, unexpected

_NOT_DONE = frozenset({"not_planned", "duplicate"})


def _api(base: str, found: Mapping[str, str]) -> str:
    # github.com has its API on another host, as *.ghe.com has; GitHub Enterprise Server has it below a path.
    cloud = base == "https://github.com" or re.fullmatch(r"https://[a-z0-9-]+\.ghe\.com", base)
    root = base.replace("https://", "https://api.") if cloud else f"{base}/api/v3"
    return f"{root}/repos/{quote(found['owner'], safe='')}/{quote(found['repo'], safe='')}/issues/{found['number']}"


def _headers(token: str | None) -> Mapping[str, str]:
    asked = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    return asked | ({"Authorization": f"Bearer {token}"} if token else {})


def _ticket(answer: Mapping[str, Any]) -> Ticket:
    state, closed = text_at(answer, "state"), day_of(text_at(answer, "closed_at"))
    if state == "open":
        return Ticket("open")
    if state != "closed":
        raise unexpected("it has no `state`")
    if "pull_request" in answer:
        merged = text_at(answer, "pull_request", "merged_at")
        return Ticket("done", closed, stated=True) if merged else Ticket("dropped", closed)
    reason = text_at(answer, "state_reason")
    if reason not in {None, "completed", *_NOT_DONE}:
        raise UnknownReason(str(reason), closed)
    return Ticket("dropped", closed) if reason in _NOT_DONE else Ticket("done", closed, stated=reason is not None)


def _requests(rows: Rows, project: str) -> Iterator[Mapping[str, Any]]:
    """For ``POST /repos/{owner}/{repo}/issues``."""
    del project  # the repository is named in the address
    for row in rows:
        yield {"title": title(row), "body": body(row), "labels": [LABEL, row["area"]]}


TRACKER = Tracker(
    path=re.compile(
        r"/(?P<owner>[A-Za-z0-9_-]{1,39})/(?P<repo>[A-Za-z0-9._-]{1,100})/(?:issues|pull)/(?P<number>[1-9][0-9]{0,11})/?",
        re.ASCII,
    ),
    example="/owner/repository/issues/12",
    api=_api,
    tokens=("AFTERWORD_GITHUB_TOKEN", "GITHUB_TOKEN"),
    headers=_headers,
    ticket=_ticket,
    requests=_requests,
)
