"""``afterword render``: the site as plain Markdown, for any site generator."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import click

from afterword.cli.common import CouldNotRun, as_of_option, could_not_run, packages_of, root_option, today
from afterword.files.atomic_folder import swapped
from afterword.files.reason import reason

MARKER = ".afterword-render"
"""Marks a folder that this command has written and may replace."""

DOCS = "docs"


@click.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write: new, empty, or written by an earlier `afterword render`.",
)
@click.option("--site-url", default="", metavar="URL", help="URL of the published site, for its feeds.")
@as_of_option
@root_option
def render(out: Path, site_url: str, as_of: date | None, root: Path | None) -> None:
    """Write the site as plain Markdown, JSON and assets, for any site generator.

    The files are identical to those that the plugin passes to MkDocs.
    Nothing is written if `afterword check` finds an error.

    \b
    Example:
      afterword render --out build/docs
    """
    from afterword.cli.wellformed import well_formed

    out = Path(os.path.abspath(out))
    _refuse_foreign(out)
    day = as_of or today()
    report = well_formed(root, day)
    settings = report.loaded.settings
    with could_not_run():
        docs = settings.root / DOCS
        with packages_of("site"):
            from afterword.site.assemble import assemble, guides

            made = assemble(report, docs, day, site_url)
    for left_out in made.refused:
        click.echo(f"{left_out.path} is not published: {left_out.reason}", err=True)
    copied = ((file.relative_to(docs).as_posix(), file.read_bytes()) for file in guides(docs, settings))
    try:
        count = _write(out, chain(copied, ((page.path, page.raw) for page in made.pages)))
    except OSError as error:
        raise CouldNotRun(f"{out} cannot be written: {reason(error)}") from error
    click.echo(f"Wrote {count:,} files to {out}")


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CouldNotRun(f"{out} is not a folder")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise CouldNotRun(f"{out} contains files that `afterword render` did not write; choose a new or empty folder")


def _write(out: Path, files: Iterator[tuple[str, bytes]]) -> int:
    """Write everything next to ``out`` and replace it in one step: readers see the old or the new folder."""
    with swapped(out, lambda: click.echo(f"Another process is writing {out}; waiting for it.", err=True)) as fresh:
        count = 0
        for path, content in files:
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            count += 1
        (fresh / MARKER).write_text("Written by `afterword render`, which replaces this whole folder.\n", "utf-8")
    return count
