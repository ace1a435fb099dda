"""``afterword comment``: a comment on the reviews that a pull request adds or changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from afterword.check import check
from afterword.cli.common import (
    CouldNotRun,
    as_of_option,
    audience_option,
    could_not_run,
    root_option,
    settings_for,
    today,
)
from afterword.cli.written import print_or_write
from afterword.comment import comment_on, load_beside
from afterword.files.cache import Store
from afterword.settings import load_settings
from afterword.text.printable import printable

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option(
    "--base", type=_FOLDER, help="Checkout of the base branch to compare with. [default: the one of --trusted]"
)
@click.option("--trusted", type=_FOLDER, help="Checkout of the base branch. Settings and schemas are read from it.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the comment to a file.")
@audience_option
@as_of_option
@root_option
def comment(
    base: Path | None,
    trusted: Path | None,
    output: Path | None,
    audience: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """Write a pull request comment in Markdown.

    For each review it shows what is missing for the next status, similar past incidents with the state of their
    actions, the patterns, and the problems that the check found.
    The first line is a marker: a pipeline uses it to update its comment instead of adding another.
    The exit code is 0 even if there are problems; `afterword check` is the command that rejects.

    \b
    Examples:
      afterword comment --root proposed --trusted base --output comment.md
      afterword comment --base ../main
    """
    compared = base or trusted
    if compared is None:
        raise CouldNotRun("Name a checkout of the base branch to compare with, with --base or --trusted")
    day = as_of or today()
    with could_not_run():
        settings = settings_for(root, trusted=trusted, audience=audience)
        apart = trusted is not None and trusted.resolve() != compared.resolve()
        report = check(settings, day, store=None if trusted else Store.of(settings.root))
        before = load_beside(report.loaded, load_settings(compared, trusted if apart else None))
        text = comment_on(report, before, day)
    print_or_write(text, output)
    if output is not None:
        click.echo(f"Wrote {printable(str(output))}")
