"""The bodies of requests that create tickets for actions, one JSON object per line.

Text of an author stays plain text in each tracker: it cannot cause a mention, a command or markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from afterword.text.harmless import code, harmless
from afterword.text.printable import printable

Rows = Sequence[Mapping[str, Any]]

LABEL: Final = "postmortem"
BULK: Final = 50
"""How many issues Jira creates with one request."""

_LONGEST_TITLE: Final = 200
# The special characters of Jira's text notation, which are escaped with a backslash.
_JIRA_MARKS: Final = re.compile(r"([\\{}\[\]!|*_+^~?#@-])")


def _github(rows: Rows, project: str) -> Iterator[dict[str, Any]]:
    """For ``POST /repos/{owner}/{repo}/issues``."""
    del project  # the repository is named in the address
    for row in rows:
        yield {"title": _title(row), "body": _body(row), "labels": [LABEL, row["area"]]}


def _gitlab(rows: Rows, project: str) -> Iterator[dict[str, Any]]:
    """For ``POST /projects/:id/issues``."""
    del project  # the project is named in the address
    for row in rows:
        body = {"title": _title(row), "description": _body(row), "labels": f"{LABEL},{row['area']}"}
        yield body | ({"due_date": day} if (day := row["due"] or row["target"]) else {})


def _jira(rows: Rows, project: str) -> Iterator[dict[str, Any]]:
    """For ``POST /rest/api/2/issue/bulk``."""
    issues = [{"fields": _jira_fields(row, project)} for row in rows]
    for at in range(0, len(issues), BULK):
        yield {"issueUpdates": issues[at : at + BULK]}


def _lines(bodies: Callable[[Rows, str], Iterator[dict[str, Any]]]) -> Callable[[Rows, str], str]:
    def lines(rows: Rows, project: str = "") -> str:
        return "".join(json.dumps(body, ensure_ascii=True, allow_nan=False) + "\n" for body in bodies(rows, project))

    return lines


NEW_TICKETS: Final[Mapping[str, Callable[[Rows, str], str]]] = {
    "github": _lines(_github),
    "gitlab": _lines(_gitlab),
    "jira": _lines(_jira),
}
"""By the kind of tracker, the function from rows of actions and the key of a project to lines of JSON."""


def _title(row: Mapping[str, Any]) -> str:
    # Titles are plain text, but GitLab finds mentions in them too.
    return printable(row["title"], _LONGEST_TITLE).replace("@", "(at)")


def _facts(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Review", row["review_title"]
    yield "Owner", row["owner"] or "not reported"
    yield "Area", row["area"]
    if row["outcome"]:
        yield "Outcome", row["outcome"]
    if day := row["due"] or row["target"]:
        yield "Due", day
    yield "Severity", row["severity"]


def _body(row: Mapping[str, Any]) -> str:
    """The facts as an HTML list, so that nothing is read as Markdown or as a command."""
    facts = "".join(f"<li>{name}: {harmless(text, 400)}</li>" for name, text in _facts(row))
    return f"<p>Action {code(row['id'])} of {code(row['review_id'])}</p>\n<ul>{facts}</ul>\n"


def _jira_fields(row: Mapping[str, Any], project: str) -> dict[str, Any]:
    facts = [f"Action {row['id']} of {_escaped(row['review_id'])}"]
    facts += [f"{name}: {_escaped(text)}" for name, text in _facts(row)]
    fields = {
        "project": {"key": project},
        "issuetype": {"name": "Task"},
        "summary": printable(row["title"], _LONGEST_TITLE),
        "description": "\n".join(facts),
        "labels": [LABEL, row["area"]],
    }
    return fields | ({"duedate": day} if (day := row["due"] or row["target"]) else {})


def _escaped(text: str) -> str:
    return _JIRA_MARKS.sub(r"\\\1", printable(text))
