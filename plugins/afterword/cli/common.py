"""Options that several verbs share, and the error of a verb that could not run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from afterword.cli.to_run import to_run
from afterword.diagnostics import counted
from afterword.files.extras import to_install
from afterword.settings import AUDIENCES, Settings, SettingsError, clock, find_root, load_settings
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.corpus import Corpus, Loaded


_LEFT_OUT: Final = (
    "Internal reviews are left out, because the audience is public; add --audience internal to include them."
)


_SITE_URL: Final = re.compile(r"https?://[^\s/()<>\[\]\"'\\?#@]+(?:/[^\s()<>\[\]\"'\\?#]*)?", re.IGNORECASE)


class Day(click.ParamType):  # type: ignore[type-arg]  # click before 8.3 has no `ParamType[date]`
    """A date on the command line."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it like 2026-01-31", param, ctx)


class SiteUrl(click.ParamType):  # type: ignore[type-arg]  # click before 8.3 has no `ParamType[str]`
    """The address of a site, to which the paths of pages are added; empty for none."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value and not is_site_url(value):
            self.fail(f"{value!r} is not the address of a site; write it like https://reviews.example.org/", param, ctx)
        return str(value)


def is_site_url(text: str) -> bool:
    """Whether links can begin with a text, in Markdown too."""
    return bool(_SITE_URL.fullmatch(text))


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

audience_option = click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="Who reads the output: for `public`, internal reviews are left out. [default: `audience` in the settings]",
)

site_url_option = click.option(
    "--site-url",
    type=SiteUrl(),
    metavar="URL",
    help="URL of the site, to link the reviews. [default: `site_url` in mkdocs.yml, with the form of its pages]",
)
flat_urls_option = click.option(
    "--flat-urls", is_flag=True, help="Link to pages as `page.html`, for a site that publishes them so."
)

illustrative_option = click.option(
    "--include-illustrative", "illustrative", is_flag=True, help="Include invented example reviews."
)


def site_of(settings: Settings, site_url: str | None, *, flat_urls: bool) -> tuple[str, bool]:
    """The address of the site, empty if it is not known, and whether each of its pages is a folder."""
    from afterword.settings.site_folder import site_address

    address, folders = site_address(settings.root) if site_url is None else (site_url, True)
    return address if is_site_url(address) else "", folders and not flat_urls


def is_file(text: str) -> bool:
    """Whether an argument that may be anything is the path of a file."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # a text can be too long for a path, or have characters that no path has
        return False


def today() -> date:
    """The day in UTC, or that of ``SOURCE_DATE_EPOCH``."""
    try:
        return clock.today()
    except SettingsError as error:
        raise CouldNotRun(str(error)) from None


def this_moment() -> datetime:
    """Now in UTC, or the time of ``SOURCE_DATE_EPOCH``."""
    try:
        return clock.now()
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
    """All well-formed reviews and patterns for the audience; it is an error if there are no reviews at all.

    What is left out is told without its name.
    """
    from afterword.corpus.loading import no_reviews
    from afterword.schema import REVIEW

    if not loaded.of_kind(REVIEW) and not loaded.hidden:
        raise CouldNotRun(no_reviews(loaded.settings.reviews_dir))
    if loaded.shown.hidden:
        click.echo(_LEFT_OUT, err=True)
    return loaded.corpus()


def expect_whole(loaded: Loaded, audience: str | None, judge: str) -> None:
    """Refuse to judge by a part of the reviews, unless somebody has asked for that part by ``--audience``."""
    if audience is None and loaded.shown.hidden:
        raise CouldNotRun(
            f"{judge} must judge by every review, but the audience is public. Add --audience internal where internal "
            "reviews may be read, or --audience public to judge by public reviews alone"
        )


def unread_of(loaded: Loaded, *kinds: str) -> list[str]:
    """The pages that are not well-formed, as messages may name them."""
    broken = [entry for entry in loaded.entries if entry.value is None and entry.kind in kinds]
    shown = {entry.path for entry in loaded.shown.entries}
    named = [printable(entry.path) for entry in broken if entry.path in shown]
    rest = len(broken) - len(named)
    return [*named, *([counted(rest, "review that may be internal", "reviews that may be internal")] if rest else [])]


def report_unread(loaded: Loaded) -> bool:
    """Name, on stderr, the reviews that are not well-formed and so left out; return whether there are any."""
    from afterword.schema import REVIEW

    unread = unread_of(loaded, REVIEW)
    for name in unread:
        click.echo(f"Skipped: {name} is not well-formed; run `{to_run('check')}`.", err=True)
    return bool(unread)


@contextmanager
def packages_of(extra: str) -> Iterator[None]:
    """Say what to install if a package of an optional extra is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise CouldNotRun(
            f"The package {error.name} is missing; install what the extra {extra} needs with: {to_install(extra)}"
        ) from error


def settings_for(
    root: Path | None, near: Path | None = None, trusted: Path | None = None, audience: str | None = None
) -> Settings:
    """The settings of the knowledge base at ``root``, or of the one around ``near`` or the current folder.

    ``audience`` takes the place of the one in the settings.
    """
    found = load_settings(root if root is not None else find_root(near if near is not None else Path.cwd()), trusted)
    return replace(found, audience=audience) if audience else found
