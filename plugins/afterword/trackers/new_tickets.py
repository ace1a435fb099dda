"""The requests that create tickets for actions, one JSON object per line, and their common parts.

Text of an author stays plain text in each tracker: it cannot cause a mention, a command or markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from afterword.text.harmless import code, harmless
from afterword.text.printable import printable
from afterword.trackers.ticket import Rows, Tracker

LABEL: Final = "postmortem"
LONGEST_TITLE: Final = 200


def new_tickets(kind: Tracker, rows: Rows, project: str = "") -> str:
    """The bodies of the requests as lines of JSON."""
    bodies = kind.requests(rows, project)
    return "".join(json.dumps(body, ensure_ascii=True, allow_nan=False) + "\n" for body in bodies)


def title(row: Mapping[str, Any]) -> str:
    """The title as plain text, without a mention: GitLab looks for those in titles too."""
    return printable(row["title"], LONGEST_TITLE).replace("@", "(at)")


def facts(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The facts about an action, each with its name."""
    yield "Review", row["review_title"]
    yield "Owner", row["owner"] or "not reported"
    yield "Area", row["area"]
    if row["outcome"]:
        yield "Outcome", row["outcome"]
    if due := day(row):
        yield "Due", due
    yield "Severity", row["severity"]


def day(row: Mapping[str, Any]) -> str | None:
    """The due date of an action, from its review or from the service level."""
    return row["due"] or row["target"] or None


def body(row: Mapping[str, Any]) -> str:
    """The facts as an HTML list, so that nothing is read as Markdown or as a command."""
    items = "".join(f"<li>{name}: {harmless(text, 400)}</li>" for name, text in facts(row))
    return f"<p>Action {code(row['id'])} of {code(row['review_id'])}</p>\n<ul>{items}</ul>\n"
