"""``afterword capture`` at work: find the review, ask each source, keep what it gives, and tell what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from afterword.capture.beside import NotKept, take_over
from afterword.capture.citing import Citation, Cited, cite, what_of
from afterword.capture.citing import write as write_review
from afterword.capture.exported import read_exported
from afterword.capture.keeping import Kept, keep
from afterword.capture.keeping import write as write_evidence
from afterword.capture.running import Task, capture
from afterword.capture.telling import sentence, snapshot_lines, window_line
from afterword.cli.common import CouldNotRun, this_moment
from afterword.cli.one_review import review_named, window_for
from afterword.cli.status_line import StatusLine
from afterword.corpus.loading import contracts_of
from afterword.diagnostics import counted
from afterword.evidence.snapshot import Snapshot, Window
from afterword.evidence.window import Margins
from afterword.http import NoAnswer
from afterword.model import CLOCKS, Review
from afterword.reporters.diff import diff
from afterword.schema import REVIEW
from afterword.secrecy import Policy
from afterword.settings import Settings
from afterword.text.printable import printable


def captured(
    asked: str, tasks: Sequence[Task], settings: Settings, margins: Margins, file: Path | None, *, only_diff: bool
) -> int:
    """Ask, keep and cite; return the exit code."""
    review = review_named(asked, settings)
    now = this_moment()
    window = window_for(review, margins, now)
    click.echo(f"{printable(review.id)}: {window_line(window)}", err=True)
    try:
        kept, failed = gathered(tasks, review, window, settings, now, file)
    except KeyboardInterrupt:
        click.echo("Stopped; nothing was written.", err=True)
        return 2
    if only_diff:
        cited = _cite(kept, review.path, settings)
        # As bytes, because the line ends of the file are part of the diff.
        click.echo(diff(cited.path, cited.seen.raw, cited.raw, Policy.of(settings)).encode(), nl=False)
        _tell(kept, review, settings, would=True)
        failed += _told_of_review(cited, would=True)
    else:
        kept, cited, unwritten = written_and_cited(kept, review, settings)
        failed += unwritten
    missing = sum(len(one.snapshot.missing) + len(_empty(one.snapshot)) for one in kept)
    series = sum(len(one.snapshot.series) for one in kept)
    verb = "Would keep" if only_diff else "Kept"
    new = any(one.raw for one in kept)
    total = f"{verb if new else 'Nothing is new in'} {counted(series, 'series', 'series')}"
    total = f"{total} of {counted(len(kept), 'source')}" if kept else "Nothing was kept"
    left = failed + missing
    total += f"; {left:,} could not be had" if left else ""
    click.echo(click.style(total, fg="yellow" if left else "green", bold=True), err=only_diff)
    changes = only_diff and (cited.differs or any(one.raw for one in kept))
    return int(bool(left) or changes)


def taken_over(asked: str, settings: Settings) -> None:
    """Give the files that were moved with a renamed review its new name, and tell it."""
    try:
        for path, before in take_over(review_named(asked, settings).id, settings):
            click.echo(f"{settings.reviews}/{path}: belongs to this review now, and no longer to {printable(before)}")
    except NotKept as reason:
        raise CouldNotRun(sentence(str(reason))) from None


def gathered(
    tasks: Sequence[Task], review: Review, window: Window, settings: Settings, now: datetime, file: Path | None = None
) -> tuple[list[Kept], int]:
    """What each source gives, as it would be kept, and how many gave nothing; why is told on standard error."""
    kept: list[Kept] = []
    failed = 0
    clocks = [clock.earliest for name in CLOCKS if (clock := review.clock(name)) and clock.exact]
    with StatusLine() as line:
        for task in tasks:
            name = task.source.name
            line.shows(f"{name}: asking")
            try:
                snapshot = _expect_something(_snapshot(task, review, window, settings, now, file, line))
                known = [metric.name for metric in task.source.metrics] or None
                kept.append(keep(snapshot, settings, known, clocks))
            except (NoAnswer, NotKept) as reason:
                failed += 1
                line.clears()
                click.echo(f"{click.style(name, fg='yellow', bold=True)}: {sentence(str(reason))}", err=True)
    return kept, failed


def written_and_cited(kept: Sequence[Kept], review: Review, settings: Settings) -> tuple[list[Kept], Cited, int]:
    """Write the files and cite them in the review; what is on the disk, the review, and how much could not be done."""
    there, unwritten = _written(kept, settings)
    cited = write_review(_cite(there, review.path, settings), settings)
    _tell(there, review, settings, would=False)
    return there, cited, unwritten + _told_of_review(cited, would=False)


def _cite(kept: Sequence[Kept], path: str, settings: Settings) -> Cited:
    citations = [Citation(what_of(one.snapshot), one.path) for one in kept]
    return cite(path, citations, settings, contracts_of(settings)[REVIEW])


def _snapshot(
    task: Task, review: Review, window: Window, settings: Settings, now: datetime, file: Path | None, line: StatusLine
) -> Snapshot:
    if file:
        return read_exported(file, task, review, window, settings, now)
    name = task.source.name
    return capture(task, review, window, settings, now, lambda what: line.shows(f"{name}: {what}"))


def _expect_something(snapshot: Snapshot) -> Snapshot:
    """A snapshot that says something; raises ``NoAnswer`` for another, of which no file is made."""
    if snapshot.series or snapshot.registry:
        return snapshot
    if not snapshot.missing:
        table = f"[tool.afterword.sources.{snapshot.source.name}.metrics.precision]"
        raise NoAnswer(f"The settings name no metric of it; add a table such as {table} with its `query`")
    raise NoAnswer(f"Nothing could be had. {'. '.join(f'{metric}: {why}' for metric, why in snapshot.missing)}")


def _empty(snapshot: Snapshot) -> set[str]:
    """The metrics of which the source has no point."""
    return {one.metric for one in snapshot.series} - {one.metric for one in snapshot.series if one.points}


def _written(kept: Sequence[Kept], settings: Settings) -> tuple[list[Kept], int]:
    """The files that are on the disk now, and how many could not be written."""
    there = []
    for one in kept:
        try:
            write_evidence(one, settings)
            there.append(one)
        except NotKept as reason:
            click.echo(f"{one.snapshot.source.name}: {sentence(str(reason))}", err=True)
    return there, len(kept) - len(there)


def _tell(kept: Sequence[Kept], review: Review, settings: Settings, *, would: bool) -> None:
    for one in kept:
        name, path = click.style(one.snapshot.source.name, bold=True), f"{settings.reviews}/{one.path}"
        verb = "would write" if would else "wrote"
        click.echo(f"{name}: {verb} {path}" if one.raw else f"{name}: nothing has changed since {path}", err=would)
        for line in snapshot_lines(one.snapshot, review):
            click.echo(f"  {line}", err=would)
        before = (one.snapshot.supersedes if one.raw else one.snapshot.id) or ""
        for line in one.told:
            click.echo(f"  compared with {before.rpartition('/')[2]}.json, {printable(line)}", err=would)


def _told_of_review(cited: Cited, *, would: bool) -> int:
    """Say what became of the review; return how many citations are left to a person."""
    path = printable(cited.path)
    if cited.why:
        click.echo(f"{path}: {sentence(cited.why)} Cite it by hand, below `evidence` of `diagnosis`:", err=True)
        for one in cited.uncited:
            click.echo(f"    - kind: metric\n      what: {one.what}\n      file: {one.file}", err=True)
    elif cited.differs:
        click.echo(f"{path}: {'would cite' if would else 'cites'} it under `diagnosis.evidence`", err=would)
    return max(len(cited.uncited), int(bool(cited.why)))
