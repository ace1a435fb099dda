"""Options that several verbs share, and the error of a verb that could not run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from afterword.files.extras import to_install
from afterword.settings import Settings, SettingsError, clock, find_root, load_settings

if TYPE_CHECKING:
    from afterword.corpus import Corpus, Loaded


class Day(click.ParamType[date]):
    """A date on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it like 2026-01-31", param, ctx)


class CouldNotRun(click.ClickException):
    """The command could not do its work; exit code 2."""

    exit_code = 2


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the knowledge base. [default: the current folder or the nearest one above it]",
)
as_of_option = click.option(
    "--as-of",
    type=Day(),
    metavar="DATE",
    help="Date to use as today. [default: SOURCE_DATE_EPOCH, or today in UTC]",
)

illustrative_option = click.option(
    "--include-illustrative", "illustrative", is_flag=True, help="Include invented example reviews."
)


def today() -> date:
    """The day in UTC, or that of ``SOURCE_DATE_EPOCH``."""
    try:
        return clock.today()
    except SettingsError as error:
        raise CouldNotRun(str(error)) from None


@contextmanager
def could_not_run() -> Iterator[None]:
    """Report problems with the settings and the schema as a sentence, with exit code 2."""
    from afterword.schema import SchemaError

    try:
        yield
    except (SettingsError, SchemaError) as error:
        raise CouldNotRun(str(error)) from error


def corpus_of(loaded: Loaded) -> Corpus:
    """All well-formed reviews and patterns, internal ones included; it is an error if there are no reviews."""
    from afterword.corpus.loading import no_reviews
    from afterword.schema import REVIEW

    if not loaded.of_kind(REVIEW):
        raise CouldNotRun(no_reviews(loaded.settings.reviews_dir))
    return loaded.corpus()


@contextmanager
def packages_of(extra: str) -> Iterator[None]:
    """Say what to install if a package of an optional extra is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise CouldNotRun(
            f"The package {error.name} is missing; install what the extra {extra} needs with: {to_install(extra)}"
        ) from error


def settings_for(root: Path | None, near: Path | None = None, trusted: Path | None = None) -> Settings:
    """The settings of the knowledge base at ``root``, or of the one around ``near`` or the current folder."""
    return load_settings(root if root is not None else find_root(near if near is not None else Path.cwd()), trusted)
