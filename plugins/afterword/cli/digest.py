"""``afterword digest``: what a stretch of time brought, as Markdown that is ready to be sent."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from afterword.cli.common import CouldNotRun, Day, as_of_option, could_not_run, root_option, settings_for, today
from afterword.cli.written import write_whole
from afterword.reporters import REPORTERS


@click.command()
@click.option(
    "--since", required=True, type=Day(), metavar="DATE", help="Tell what came after this day, such as 2026-10-31."
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a file.")
@click.option("--site-url", default="", metavar="URL", help="Where the site lies, so that reviews become links.")
@click.option("--include-illustrative", is_flag=True, help="Take invented scenarios in as well.")
@as_of_option
@root_option
def digest(
    since: date, output: Path | None, site_url: str, include_illustrative: bool, as_of: date | None, root: Path | None
) -> None:
    r"""Write what was learned, caught, verified and closed since a day, what happened again, and what is late.

    The stretch ends with the day of `--as-of`, that day included.
    What began on these days in earlier years is remembered at the end.
    Only what the site may show is told: on a public site no internal review.

    \b
    Examples:
      afterword digest --since 2026-10-31
      afterword digest --since 2026-10-31 --as-of 2026-11-30 --site-url https://reviews.example.org
    """
    from afterword.check import check
    from afterword.schema import REVIEW

    until = as_of or today()
    if since >= until:
        raise CouldNotRun(f"--since is {since}; it must lie before the day of the digest, {until}.")
    with could_not_run():
        settings = settings_for(root)
        report = check(settings, until)
    if report.checked == 0:
        raise CouldNotRun(f"No reviews found in {settings.reviews_dir}; begin one with `afterword new`.")
    if report.rejected:
        click.echo(REPORTERS["text"](report), nl=False)
        sys.exit(1)
    try:
        from afterword.digest import digest_of, digest_text
    except ModuleNotFoundError as error:
        raise CouldNotRun(f"The package {error.name} is missing; install `afterword[site]`") from error
    told = digest_of(report.corpus, since, until, illustrative=include_illustrative)
    text = digest_text(told, report.loaded.contracts[REVIEW].fields, title=settings.title, address=site_url)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text)
