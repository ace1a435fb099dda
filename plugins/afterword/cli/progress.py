"""``afterword progress``: what each unfinished review needs, as a checklist."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from afterword.check import Report, by_file, check, errors_ahead, missing_at_the_top
from afterword.cli.common import CouldNotRun, could_not_run, root_option, today
from afterword.cli.given_paths import among, limited, settings_around
from afterword.cli.to_run import to_run
from afterword.corpus.completeness import completeness_of
from afterword.corpus.loading import no_reviews
from afterword.diagnostics import Diagnostic, counted
from afterword.files.cache import Store
from afterword.rules import FileContext
from afterword.schema import REVIEW
from afterword.text.printable import printable


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@root_option
def progress(paths: tuple[Path, ...], root: Path | None) -> None:
    """Show what each unfinished review needs for its next status.

    These are the fields that are missing, and what the check would find then. Errors that it finds now are counted.
    Without PATH, all drafts and all reviews in review are listed, internal ones included, whatever the audience.
    Exit codes: 0 success, 1 a review has an error now, 2 the command could not run.

    \b
    Examples:
      afterword progress
      afterword progress postmortems/2026-03-01-the-ranker-served-an-empty-model.md
    """
    day = today()
    with could_not_run():
        settings = settings_around(root, paths)
        report = check(settings, day, about=among(settings, paths), store=Store.of(settings.root))
        report = limited(report, settings, paths)
    chosen = [entry for entry in report.entries if entry.kind == REVIEW]
    if not chosen:
        raise CouldNotRun(no_reviews(*(paths or (settings.root,))))
    found = by_file(report.diagnostics)
    contexts = [FileContext(entry, report.loaded.contracts[REVIEW], settings, day) for entry in chosen]
    lines = [line for file in contexts for line in _lines(file, report, found.get(file.entry.path, ()))]
    click.echo("\n".join(lines) if lines else f"{counted(len(chosen), 'review')}, none of them unfinished.")
    sys.exit(1 if any(report.rejects(one) for file in contexts for one in found.get(file.entry.path, ())) else 0)


def _lines(file: FileContext, report: Report, found: Sequence[Diagnostic]) -> Iterator[str]:
    path = printable(file.entry.path)
    how_far = completeness_of(file.understood.data, file.contract) if file.entry.document else None
    errors = [one for one in found if report.rejects(one) and not missing_at_the_top(one)]
    again = to_run("check", os.path.relpath(file.settings.root / file.entry.path))
    now = f"{counted(len(errors), 'error')} now; run `{again}`"
    if how_far is None:
        if errors or file.entry.value is None:
            yield f"{path}: {now}"
        return
    filled = f"{len(how_far.present)} of the {how_far.demanded} fields needed for {how_far.following}"
    yield click.style(f"{path}: {how_far.status}, has {filled}", bold=True)
    rows = [(field.name, field.prompt or field.description) for field in how_far.missing]
    cover = report.loaded.cover({file.entry.path})
    ahead = errors_ahead(file, how_far.following)
    rows += [(f"line {one.span.line}", printable(cover(one.message))) for one in ahead]
    width = max((len(name) for name, _ in rows), default=0)
    yield from (f"  [ ] {name:{width}}  {what}" for name, what in rows)
    if errors:
        yield f"  [ ] {now}"
    elif not rows:
        yield f"  Ready: set `status: {how_far.following}`"
