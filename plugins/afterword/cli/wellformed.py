"""The first step of verbs that publish: a knowledge base without errors, or else its problems."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from afterword.check import Report, check, told, what_is_untold
from afterword.cli.common import CouldNotRun, could_not_run, settings_for
from afterword.corpus.loading import no_reviews
from afterword.files.cache import Store
from afterword.reporters import REPORTERS
from afterword.schema import REVIEW


def well_formed(root: Path | None, as_of: date, audience: str | None) -> Report:
    """The report on a knowledge base that may be published.

    If there is an error, all problems are printed and the command ends with exit code 1; without any review it ends
    with exit code 2.
    """
    with could_not_run():
        settings = settings_for(root, audience=audience)
        report = told(check(settings, as_of, store=Store.of(settings.root)), as_of)
    if report.rejected:
        click.echo(REPORTERS["text"](report), nl=False)
        if rest := what_is_untold(report):
            click.echo(rest, err=True)
        sys.exit(1)
    if not report.loaded.of_kind(REVIEW) and not report.loaded.hidden:
        raise CouldNotRun(no_reviews(settings.reviews_dir))
    return report
