"""Issues of Jira, by ``GET /rest/api/2/issue/{key}``, which Cloud and Data Center both answer.

The state is the category of the status (`new`, `indeterminate`, `done`), since every project names its own statuses.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from afterword.text.printable import printable
from afterword.trackers.new_tickets import LABEL, LONGEST_TITLE, day, facts
from afterword.trackers.ticket import Rows, Ticket, Tracker, UnknownReason, day_of, text_at, unexpected

_STATES = {"new": "open", "indeterminate": "in-progress", "done": "done"}
# Resolutions of the default schemes of Cloud and Data Center, and usual names in other languages.
_DONE = frozenset(
    {"done", "fixed", "resolved", "complete", "completed", "implemented", "fertig", "erledigt", "behoben", "gelöst"}
    | {"terminé", "résolu", "corrigé", "hecho", "listo", "resuelto", "finalizado", "concluído", "resolvido", "完了"}
)
_NOT_DONE = frozenset(
    {"won't do", "won't fix", "duplicate", "cannot reproduce", "declined", "incomplete", "known error", "not a bug"}
    | {"obsolete", "cancelled", "canceled", "rejected", "abandoned", "abgebrochen", "abgelehnt", "storniert"}
    | {"wird nicht erledigt", "annulé", "rejeté", "cancelado", "rechazado"}
)
BULK: Final = 50
"""How many issues Jira creates with one request."""

# The special characters of Jira's text notation, which are escaped with a backslash.
_MARKS = re.compile(r"([\\{}\[\]!|*_+^~?#@-])")
_FIELDS = "status,resolution,resolutiondate,statuscategorychangedate"


def _api(base: str, found: Mapping[str, str]) -> str:
    return f"{base}/rest/api/2/issue/{found['key']}?fields={_FIELDS}"


def _headers(token: str | None) -> Mapping[str, str]:
    # Cloud takes an address and a token as user and password, Data Center a token alone.
    if token and ":" in token:
        return {"Accept": "application/json", "Authorization": f"Basic {base64.b64encode(token.encode()).decode()}"}
    return {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})


def _ticket(answer: Mapping[str, Any]) -> Ticket:
    fields = answer.get("fields")
    state = _STATES.get(text_at(fields, "status", "statusCategory", "key") or "")
    if state is None:
        raise unexpected("its status has no category")
    if state != "done":
        return Ticket(state)
    closed = day_of(text_at(fields, "resolutiondate")) or day_of(text_at(fields, "statuscategorychangedate"))
    resolution = text_at(fields, "resolution", "name") or ""
    # Many workflows set the resolution "Done" in every last status, so a status that says otherwise counts first.
    if {_plain(text_at(fields, "status", "name") or ""), _plain(resolution)} & _NOT_DONE:
        return Ticket("dropped", closed)
    if resolution and _plain(resolution) not in _DONE:
        raise UnknownReason(resolution, closed)
    return Ticket("done", closed, stated=bool(resolution))


def _plain(name: str) -> str:
    return name.strip().casefold().replace("\u2019", "'")


def _requests(rows: Rows, project: str) -> Iterator[Mapping[str, Any]]:
    """For ``POST /rest/api/2/issue/bulk``."""
    issues = [{"fields": _issue(row, project)} for row in rows]
    for at in range(0, len(issues), BULK):
        yield {"issueUpdates": issues[at : at + BULK]}


def _issue(row: Mapping[str, Any], project: str) -> Mapping[str, Any]:
    lines = [f"Action {row['id']} of {_escaped(row['review_id'])}"]
    lines += [f"{name}: {_escaped(text)}" for name, text in facts(row)]
    fields = {
        "project": {"key": project},
        "issuetype": {"name": "Task"},
        "summary": printable(row["title"], LONGEST_TITLE),
        "description": "\n".join(lines),
        "labels": [LABEL, row["area"]],
    }
    return fields | ({"duedate": due} if (due := day(row)) else {})


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", printable(text))


TRACKER = Tracker(
    path=re.compile(
        r"(?:/browse|(?:/jira/(?:software|core|servicedesk)(?:/c)?)?/projects/[A-Z][A-Z0-9_]{0,30}/issues)"
        r"/(?P<key>[A-Z][A-Z0-9_]{0,30}-[1-9][0-9]{0,11})/?",
        re.ASCII,
    ),
    example="/browse/OPS-12",
    api=_api,
    tokens=("AFTERWORD_JIRA_TOKEN", "JIRA_TOKEN"),
    headers=_headers,
    ticket=_ticket,
    requests=_requests,
)
