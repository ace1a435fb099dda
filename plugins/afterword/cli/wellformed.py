"""The first step of verbs that publish: a knowledge base without errors, or else its problems."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from afterword.check import Report, check
from afterword.cli.common import CouldNotRun, could_not_run, settings_for
from afterword.corpus.loading import no_reviews
from afterword.files.cache import Store
from afterword.reporters import REPORTERS


def well_formed(root: Path | None, as_of: date) -> Report:
    """The report on a knowledge base that may be published.

    If there is an error, all problems are printed and the command ends with exit code 1; without any review it ends
    with exit code 2.
    """
    with could_not_run():
        settings = settings_for(root)
        report = check(settings, as_of, store=Store.of(settings.root))
    if report.rejected:
        click.echo(REPORTERS["text"](report), nl=False)
        sys.exit(1)
    if report.checked == 0:
        raise CouldNotRun(no_reviews(settings.reviews_dir))
    return report
