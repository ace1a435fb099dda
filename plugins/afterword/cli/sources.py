"""``afterword capture --dry-run`` and ``--list``: what would be asked of whom, and whether each source answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import click

from afterword.capture.exported import shown
from afterword.capture.running import Task, address_of, probe, questions
from afterword.capture.telling import sentence, window_line
from afterword.cli.common import this_moment
from afterword.cli.one_review import review_named, window_for
from afterword.diagnostics import counted
from afterword.evidence.window import Margins
from afterword.http import NoAnswer
from afterword.settings import Settings
from afterword.settings.source_tables import kinds
from afterword.text.printable import printable


def planned(asked: str, tasks: Sequence[Task], settings: Settings, margins: Margins, file: Path | None) -> int:
    """Say what would be asked of whom; return the exit code."""
    review = review_named(asked, settings)
    window = window_for(review, margins, this_moment())
    click.echo(f"{printable(review.id)}: {window_line(window)}")
    failed = 0
    for task in tasks:
        source = task.source
        name = click.style(source.name, bold=True)
        if file:
            click.echo(f"{name}: {shown(file)} would be read as an export of the kind {source.kind}")
            continue
        try:
            asking = questions(task, window)
        except NoAnswer as reason:
            failed += 1
            click.echo(f"{name}: {sentence(str(reason))}")
            continue
        to = f"{address_of(source)}{_with_token(task)}{_in_the_clear(task)}"
        click.echo(f"{name}: {counted(len(asking), 'request')} to {to}")
        for one in asking:
            click.echo(
                f"  {printable(one.metric) or 'registry'}: {printable(one.what)}"
                + (f"  {printable(one.query)}" if one.query else "")
            )
    click.echo("Nothing was asked, and nothing was written.", err=True)
    return int(bool(failed))


def listed(tasks: Sequence[Task], settings: Settings) -> int:
    """Say of each source whether it answers, its version, and whether its token works; return the exit code."""
    failed = 0
    for task in tasks:
        source = task.source
        name, what = click.style(source.name, bold=True), f"{source.kind}, {counted(len(source.metrics), 'metric')}"
        if kinds()[source.kind]["url"] == "no":
            click.echo(f"{name}: {what}, read from files with --from")
            continue
        found = probe(source, settings)
        failed += bool(found.trouble)
        state = f"does not work. {sentence(found.trouble)}" if found.trouble else "answers"
        version = f", version {printable(found.version, 80)}" if found.version else ""
        token = ", the token works" if _has_token(task) and not found.trouble else ""
        click.echo(f"{name}: {what}, {address_of(source)}: {state}{version}{token}{_in_the_clear(task)}")
    return int(bool(failed))


def _has_token(task: Task) -> bool:
    return bool(task.source.token_env or task.source.token_command)


def _in_the_clear(task: Task) -> str:
    """That a token can be read on its way, unless it stays on this machine."""
    parts = urlsplit(address_of(task.source))
    near = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return "" if near or parts.scheme != "http" or not _has_token(task) else ", which is not encrypted: use https"


def _with_token(task: Task) -> str:
    if task.source.token_env:
        return f", with the token in {task.source.token_env}"
    return f", with the token that `{task.source.token_command[0]}` prints" if task.source.token_command else ""
