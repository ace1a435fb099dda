"""``afterword digest``: what happened in a period, as Markdown to send by mail or chat."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from afterword.cli.common import (
    CouldNotRun,
    Day,
    as_of_option,
    audience_option,
    flat_urls_option,
    illustrative_option,
    packages_of,
    root_option,
    site_of,
    site_url_option,
    today,
)
from afterword.cli.written import print_or_write


@click.command()
@click.option(
    "--since", required=True, type=Day(), metavar="DATE", help="Last day before the period, such as 2026-10-31."
)
@click.option("--until", type=Day(), metavar="DATE", help="Last day of the period. [default: the day of --as-of]")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the digest to a file.")
@site_url_option
@flat_urls_option
@illustrative_option
@audience_option
@as_of_option
@root_option
def digest(
    since: date,
    until: date | None,
    output: Path | None,
    site_url: str | None,
    flat_urls: bool,
    illustrative: bool,
    audience: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """Summarise a period: what was published, caught, closed and repeated, and what is overdue.

    The period starts on the day after `--since` and ends with today or `--until`, that day included.
    An action counts on the day on which it was closed, under the status that it has now, since no field has the day on
    which it was verified.
    The last section lists incidents that began on these days in earlier years.
    Only what the site may show is included: for a public audience, no internal reviews.

    \b
    Examples:
      afterword digest --since 2026-10-31
      afterword digest --since 2026-09-30 --until 2026-10-31 --site-url https://reviews.example.org
    """
    from afterword.cli.wellformed import well_formed
    from afterword.schema import REVIEW

    day = as_of or today()
    until = until or day
    if not since < until <= day:
        raise CouldNotRun(
            f"--since is {since} and --until is {until}; --since must be before --until, and --until not after {day}."
        )
    report = well_formed(root, day, audience)
    with packages_of("site"):
        from afterword.digest import digest_of, digest_text
    contents = digest_of(report.corpus, since, until, illustrative=illustrative)
    settings, fields = report.loaded.settings, report.loaded.contracts[REVIEW].fields
    address, folders = site_of(settings, site_url, flat_urls=flat_urls)
    text = digest_text(contents, fields, title=settings.title, address=address, folders=folders)
    print_or_write(text, output)
