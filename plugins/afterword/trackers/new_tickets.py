"""The requests that create tickets for actions, one JSON object a line, and what every kind of tracker puts in them.

What an author wrote stays text in each tracker: no mention, no command and no markup can be made with it.
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
    """What a ticket says of its action, each with its name."""
    yield "Review", row["review_title"]
    yield "Owner", row["owner"] or "not reported"
    yield "Area", row["area"]
    if row["outcome"]:
        yield "Outcome", row["outcome"]
    if due := day(row):
        yield "Due", due
    yield "Severity", row["severity"]


def day(row: Mapping[str, Any]) -> str | None:
    """The day until which an action is due, by its review or by the service level."""
    return row["due"] or row["target"] or None


def body(row: Mapping[str, Any]) -> str:
    """The facts as a list in HTML: nothing inside is read as Markdown, and no line begins with a command."""
    items = "".join(f"<li>{name}: {harmless(text, 400)}</li>" for name, text in facts(row))
    return f"<p>Action {code(row['id'])} of {code(row['review_id'])}</p>\n<ul>{items}</ul>\n"
