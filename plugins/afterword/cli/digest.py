"""``afterword digest``: what a stretch of time brought, as Markdown that is ready to be sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from afterword.cli.common import CouldNotRun, Day, as_of_option, illustrative_option, packages_of, root_option, today
from afterword.cli.written import print_or_write


@click.command()
@click.option(
    "--since", required=True, type=Day(), metavar="DATE", help="Tell what came after this day, such as 2026-10-31."
)
@click.option("--until", type=Day(), metavar="DATE", help="The last day of the stretch. [default: the day of --as-of]")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a file.")
@click.option("--site-url", default="", metavar="URL", help="Where the site lies, so that reviews become links.")
@illustrative_option
@as_of_option
@root_option
def digest(
    since: date,
    until: date | None,
    output: Path | None,
    site_url: str,
    illustrative: bool,
    as_of: date | None,
    root: Path | None,
) -> None:
    """Write what was learned, caught, verified and closed since a day, what happened again, and what is late.

    The stretch ends with today or with `--until`, that day included.
    What began on these days in earlier years is remembered at the end.
    Only what the site may show is told: on a public site no internal review.

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
            f"The digest is to tell of {since} to {until}; the first must lie before the second, and the "
            f"second not after {day}."
        )
    report = well_formed(root, day)
    with packages_of("site"):
        from afterword.digest import digest_of, digest_text
    told = digest_of(report.corpus, since, until, illustrative=illustrative)
    settings, fields = report.loaded.settings, report.loaded.contracts[REVIEW].fields
    text = digest_text(told, fields, title=settings.title, address=site_url)
    print_or_write(text, output)
