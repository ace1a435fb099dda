"""The one review that a command is about, by its path or its id, and the time around it."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from afterword.cli.common import CouldNotRun, could_not_run
from afterword.cli.to_run import to_run
from afterword.corpus.loading import contracts_of, load_file
from afterword.corpus.places import files_in, kind_of
from afterword.evidence.snapshot import Window
from afterword.evidence.window import Margins, NoWindowError, window_of
from afterword.model import Review
from afterword.schema import REVIEW
from afterword.settings import Settings
from afterword.text.nearest import suggest
from afterword.text.printable import printable


def review_named(asked: str, settings: Settings) -> Review:
    """The review at a path or with an id; the command ends where there is none."""
    files = {file.stem: file for file in files_in(settings.reviews_dir, dated=True)}
    file = Path(os.path.abspath(asked)) if asked.endswith(".md") or os.sep in asked else files.get(asked)
    shown = printable(asked, 100)
    if file is None or not file.is_file():
        meant = suggest(Path(asked).stem, files)
        more = meant or " An id is the name of the file of a review without `.md`; `afterword new` writes one."
        raise CouldNotRun(f"There is no review `{shown}`.{more}")
    file = file.parent.resolve() / file.name
    if kind_of(file, settings) != REVIEW:
        raise CouldNotRun(f"{shown} does not lie among the reviews, in {settings.reviews_dir}")
    with could_not_run():
        entry = load_file(file, settings, contracts_of(settings)[REVIEW])
    if not isinstance(entry.value, Review):
        # The check takes paths, and no ids.
        raise CouldNotRun(f"{shown} is not well-formed; run `{to_run('check', os.path.relpath(file))}`")
    return entry.value


def window_for(review: Review, margins: Margins, now: datetime) -> Window:
    """The time to ask for; the command ends where the clocks of the review do not say it."""
    try:
        return window_of(review, margins, now)
    except NoWindowError as error:
        raise CouldNotRun(f"{printable(review.path)}: {error}") from None
