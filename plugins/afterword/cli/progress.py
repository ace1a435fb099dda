"""``afterword progress``: what each unfinished review needs, as a checklist."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from afterword.cli.common import CouldNotRun, could_not_run, root_option, settings_for
from afterword.corpus import Entry, load
from afterword.corpus.completeness import Completeness, completeness
from afterword.corpus.loading import no_reviews
from afterword.diagnostics import counted
from afterword.model import Review
from afterword.schema import REVIEW
from afterword.secrecy import masked_name
from afterword.text.printable import printable


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@root_option
def progress(paths: tuple[Path, ...], root: Path | None) -> None:
    """Show what each unfinished review needs for its next status.

    Without PATH, all drafts and all reviews in review are listed, internal ones included, whatever the audience.
    Exit codes: 0 success, 1 a review is not well-formed, 2 the command could not run.

    \b
    Examples:
      afterword progress
      afterword progress postmortems/2026-03-01-the-ranker-served-an-empty-model.md
    """
    with could_not_run():
        settings = settings_for(root, paths[0] if paths else None)
        loaded = load(settings)
    places = [path.with_name(masked_name(path.name)) for path in map(Path, map(os.path.abspath, paths))]
    chosen = [
        entry
        for entry in loaded.of_kind(REVIEW)
        if any((settings.root / entry.path).is_relative_to(place) for place in places or [settings.root])
    ]
    if not chosen:
        raise CouldNotRun(no_reviews(*(paths or (settings.root,))))
    contract = loaded.contracts[REVIEW]
    lines = [
        line
        for entry in chosen
        for line in _lines(entry, completeness(entry.value, contract) if isinstance(entry.value, Review) else None)
    ]
    click.echo("\n".join(lines) if lines else f"{counted(len(chosen), 'review')}, none of them unfinished.")
    sys.exit(1 if any(entry.value is None for entry in chosen) else 0)


def _lines(entry: Entry, how_far: Completeness | None) -> Iterator[str]:
    path = printable(entry.path)
    if entry.value is None:
        yield f"{path}: not well-formed; run `afterword check {path}`"
    elif how_far is not None:
        filled = f"{len(how_far.present)} of the {how_far.demanded} fields needed for {how_far.following}"
        yield click.style(f"{path}: {how_far.status}, has {filled}", bold=True)
        if not how_far.missing:
            yield f"  Ready: set `status: {how_far.following}`"
        width = max((len(field.name) for field in how_far.missing), default=0)
        for field in how_far.missing:
            yield f"  [ ] {field.name:{width}}  {field.prompt or field.description}"
