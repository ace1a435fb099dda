"""Issues and merge requests of GitLab, by ``GET /projects/:id/issues/:iid`` and ``…/merge_requests/:iid`` (API v4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from afterword.http import NoAnswer
from afterword.trackers.new_tickets import LABEL, body, day, title
from afterword.trackers.ticket import Rows, Ticket, Tracker, day_of, text_at, unexpected


def _api(base: str, found: Mapping[str, str]) -> str:
    what = "merge_requests" if found["what"] == "merge_requests" else "issues"
    return f"{base}/api/v4/projects/{quote(found['project'], safe='')}/{what}/{found['number']}"


def _headers(token: str | None) -> Mapping[str, str]:
    return {"Accept": "application/json"} | ({"PRIVATE-TOKEN": token} if token else {})


def _ticket(answer: Mapping[str, Any]) -> Ticket:
    state = text_at(answer, "state")
    # A merge request is locked for the moment in which it is merged.
    if state in {"opened", "locked"}:
        return Ticket("open")
    if state == "merged":
        return Ticket("done", day_of(text_at(answer, "merged_at")), stated=True)
    if state != "closed":
        raise unexpected("it has no `state`")
    if answer.get("moved_to_id") is not None:
        raise NoAnswer("The issue was moved to another project; set `tracker` to its new URL")
    closed = day_of(text_at(answer, "closed_at"))
    # GitLab gives no other reason for closing an issue, so a closed issue counts as done.
    dropped = "source_branch" in answer or text_at(answer, "_links", "closed_as_duplicate_of")
    return Ticket("dropped" if dropped else "done", closed)


def _requests(rows: Rows, project: str) -> Iterator[Mapping[str, Any]]:
    """For ``POST /projects/:id/issues``."""
    del project  # the project is named in the address
    for row in rows:
        made = {"title": title(row), "description": body(row), "labels": f"{LABEL},{row['area']}"}
        yield made | ({"due_date": due} if (due := day(row)) else {})


TRACKER = Tracker(
    path=re.compile(
        r"/(?P<project>[A-Za-z0-9_][A-Za-z0-9._-]{0,254}(?:/[A-Za-z0-9_][A-Za-z0-9._-]{0,254}){1,20})"
        r"/(?:-/)?(?P<what>issues|work_items|merge_requests)/(?P<number>[1-9][0-9]{0,11})/?",
        re.ASCII,
    ),
    example="/group/project/-/issues/12",
    api=_api,
    tokens=("AFTERWORD_GITLAB_TOKEN", "GITLAB_TOKEN"),
    headers=_headers,
    ticket=_ticket,
    requests=_requests,
)
