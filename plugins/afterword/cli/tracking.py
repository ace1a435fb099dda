"""``afterword actions`` with trackers: update actions from tickets, and print requests that create tickets."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from afterword.analysis.actions import Tracked
from afterword.cli.common import CouldNotRun, could_not_run, report_unread
from afterword.corpus import Loaded
from afterword.reporters.diff import diff
from afterword.reporters.syncs import syncs_text
from afterword.trackers import KINDS, access_for, ask_all, new_tickets, sync, write


def synced(actions: Sequence[Tracked], loaded: Loaded, as_of: date, *, only_diff: bool) -> int:
    """Read the tickets, edit the reviews, write them unless only the diff is wanted; return the exit code."""
    if not loaded.settings.trackers:
        raise CouldNotRun(
            "No trackers are configured: list them under [tool.afterword.trackers] in pyproject.toml, such as\n"
            '  "github.com" = "github"\n'
            '  "tracker.example.org/jira" = "jira"'
        )
    with could_not_run():
        access = access_for(loaded.settings, os.environ)
    answers = ask_all(actions, loaded.settings, access)
    outcomes = list(sync(actions, loaded, answers, as_of))
    if not only_diff:
        outcomes = [write(outcome, loaded) for outcome in outcomes]
    for outcome in outcomes if only_diff else ():
        # As bytes, because the line ends of the file are part of the diff.
        click.echo(diff(outcome.path, outcome.seen.raw, outcome.raw).encode(), nl=False)
    summary = syncs_text(outcomes, answers, would=only_diff)
    click.echo(summary, nl=False, err=only_diff)
    left = report_unread(loaded) or any(outcome.left or outcome.unwritten for outcome in outcomes)
    return int(left or (only_diff and any(outcome.differs for outcome in outcomes)))


def exported(rows: Sequence[Mapping[str, Any]], kind: str, project: str | None) -> str:
    """The bodies of requests that create tickets."""
    if kind == "jira" and not re.fullmatch(r"[A-Z][A-Z0-9_]{1,30}", project or "", re.ASCII):
        raise CouldNotRun("Jira needs a project key, such as --project OPS")
    return new_tickets(KINDS[kind], rows, project or "")
