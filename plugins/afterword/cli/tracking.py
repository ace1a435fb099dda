"""What ``afterword actions`` does with trackers: take over what they know, and give what creates their tickets."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import click

from afterword.analysis.actions import Tracked
from afterword.cli.common import CouldNotRun, could_not_run
from afterword.corpus import Loaded
from afterword.reporters.diff import diff
from afterword.reporters.syncs import syncs_text
from afterword.trackers import KINDS, ask_all, headers_for, new_tickets, sync, write


def synced(actions: Sequence[Tracked], loaded: Loaded, as_of: date, *, only_diff: bool) -> int:
    """Ask, edit, write unless only the diff is wanted, and tell; the exit code."""
    if not loaded.settings.trackers:
        raise CouldNotRun(
            "No tracker may be asked: name them under [tool.afterword.trackers] in pyproject.toml, such as\n"
            '  "github.com" = "github"\n'
            '  "tracker.example.org/jira" = "jira"'
        )
    with could_not_run():
        headers = headers_for(loaded.settings, os.environ)
    answers = ask_all(actions, loaded.settings, headers)
    outcomes = list(sync(actions, loaded, answers, as_of))
    if not only_diff:
        outcomes = [write(one, loaded) for one in outcomes]
    for one in outcomes if only_diff else ():
        # As bytes: the line ends of the file are part of the diff.
        click.echo(diff(one.path, one.seen.raw, one.raw).encode(), nl=False)
    elsewhere = sum(answer is None for answer in answers.values())
    told = syncs_text(outcomes, len(answers) - elsewhere, elsewhere, would=only_diff)
    click.echo(told, nl=False, err=only_diff)
    left = any(one.left or one.unwritten for one in outcomes)
    return int(left or (only_diff and any(one.differs for one in outcomes)))


def exported(rows: Sequence[Mapping[str, Any]], kind: str, project: str | None) -> str:
    """The bodies of the requests that create tickets."""
    if kind == "jira" and not re.fullmatch(r"[A-Z][A-Z0-9_]{1,30}", project or "", re.ASCII):
        raise CouldNotRun("Jira needs the key of the project, such as --project OPS")
    return new_tickets(KINDS[kind], rows, project or "")
