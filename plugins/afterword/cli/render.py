"""``afterword render``: the site as files for any site generator."""

from __future__ import annotations

import html
import os
import shlex
import sys
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from afterword.cli.common import (
    CouldNotRun,
    SiteUrl,
    as_of_option,
    audience_option,
    could_not_run,
    packages_of,
    root_option,
    today,
)
from afterword.cli.whole_folder import refuse_foreign, replaced
from afterword.diagnostics import counted
from afterword.files.reason import reason
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.site.assemble import Assembled

COMMAND = "render"
DOCS = "docs"
ZENSICAL = "zensical"

MOST_NAMED = 10
"""The most missing files that a message names."""


@click.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write: new, empty, or written by an earlier `afterword render`.",
)
@click.option(
    "--for",
    "engine",
    type=click.Choice([ZENSICAL]),
    help="Also write a configuration for this engine. The pages are then in the folder `docs` next to it.",
)
@click.option("--flat-urls", is_flag=True, help="Link to pages as `page.html`, for an engine that publishes them so.")
@click.option(
    "--check",
    "site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Write nothing. Fail if this folder, built by an engine, lacks a page or file of `--out`.",
)
@click.option("--site-url", default="", type=SiteUrl(), metavar="URL", help="URL of the published site, for its feeds.")
@audience_option
@as_of_option
@root_option
def render(
    *,
    out: Path,
    engine: str | None,
    flat_urls: bool,
    site: Path | None,
    site_url: str,
    audience: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """Write the site as pages, JSON and assets, for any site generator.

    A page is HTML in a Markdown file and needs no Markdown extension; only its narrative is Markdown.
    Nothing is written if `afterword check` finds an error.
    An engine may leave out pages without a message: run the command again with `--check` after each build.

    \b
    Examples:
      afterword render --out build/docs
      afterword render --for zensical --out build/zensical
      afterword render --for zensical --out build/zensical --check build/zensical/site
    """
    if site:
        _check(out / DOCS if engine else out, site, folders=not flat_urls)
        return
    given, out = out, Path(os.path.abspath(out))
    refuse_foreign(out, COMMAND)
    files = _files(root, as_of or today(), audience, site_url, engine, folders=not flat_urls)
    try:
        count = _write(out, files)
    except OSError as error:
        raise CouldNotRun(f"{out} cannot be written: {reason(error)}") from error
    click.echo(f"Wrote {count:,} files to {out}")
    if engine:
        from afterword.publish.zensical import NAME, SITE

        asked = f"afterword render --for {engine}{' --flat-urls' * flat_urls} --out {shlex.quote(str(given))}"
        click.echo("Build the site, then check that no page is missing:")
        click.echo(f"  zensical build -f {shlex.quote(str(given / NAME))}")
        click.echo(f"  {asked} --check {shlex.quote(str(given / SITE))}")


def _files(
    root: Path | None, as_of: date, audience: str | None, site_url: str, engine: str | None, *, folders: bool
) -> Iterator[tuple[str, bytes]]:
    """Check and assemble the site; then each file by its path in the folder, made when it is its turn."""
    from afterword.cli.wellformed import well_formed
    from afterword.corpus.guides import guides
    from afterword.settings.identity import advice

    report = well_formed(root, as_of, audience)
    settings = report.loaded.settings
    docs = settings.docs_dir
    with could_not_run(), packages_of("site"):
        from afterword.site.assemble import assemble

        # Zensical takes every link as one from the Markdown file, also within HTML.
        made = assemble(report, docs, as_of, site_url, folders=folders, from_source=engine == ZENSICAL)
    if told := advice(settings):
        click.echo(told, err=True)
    if made.clashes:
        raise CouldNotRun("\n".join(printable(clash.told(settings.docs), 500) for clash in made.clashes))
    for left_out in made.refused:
        click.echo(f"{left_out.path} is not published: {left_out.reason}", err=True)
    copied = {file.relative_to(docs).as_posix(): file for file in guides(docs, settings)}
    files = _with_index(made, copied, folders=folders)
    if not engine:
        return files
    paths = {*copied, *(page.path for page in made.pages)}
    configuration = _configuration(settings.root, paths, site_url, folders=folders)
    return chain([configuration], ((f"{DOCS}/{path}", content) for path, content in files))


def _configuration(root: Path, paths: Collection[str], site_url: str, *, folders: bool) -> tuple[str, bytes]:
    from yaml import YAMLError

    from afterword.publish.zensical import NAME, zensical_config

    try:
        return NAME, zensical_config(root, paths, site_url, folders=folders).encode()
    except (OSError, YAMLError, UnicodeDecodeError) as error:
        raise CouldNotRun(f"mkdocs.yml cannot be read: {error}") from error


def _with_index(made: Assembled, copied: Mapping[str, Path], *, folders: bool) -> Iterator[tuple[str, bytes]]:
    """Each file, and at the end those of the index of the search."""
    from afterword.pages.addresses import published
    from afterword.publish.search import said_on
    from afterword.publish.search.markdown import first_title, sections_of, told
    from afterword.rendering.document import markdown_file
    from afterword.site.search.search_entries import entry_for_static_page
    from afterword.site.search.search_index import index_for

    search = index_for(made.site)
    for path, file in copied.items():
        raw = file.read_bytes()
        if path.endswith(".md") and (entry := entry_for_static_page(path)):
            text = raw.decode("utf-8", "replace")
            search.add(path, published(path, folders=folders), entry, said_on(entry, told(text), first_title(text)))
        yield path, raw
    for page in made.pages:
        document = page.write() if page.write else None
        yield page.path, markdown_file(document).encode() if document else page.raw
        if document and page.search_entry:
            url = published(page.path, folders=folders)
            said = said_on(page.search_entry, sections_of(document), html.unescape(document.title))
            search.add(page.path, url, page.search_entry, said)
    with TemporaryDirectory(prefix="afterword-search-") as folder:
        search.write(Path(folder))
        for file in sorted(Path(folder).rglob("*.js")):
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def _write(out: Path, files: Iterator[tuple[str, bytes]]) -> int:
    """Write everything next to ``out`` and replace it in one step: readers see the old or the new folder."""
    with replaced(out, COMMAND) as fresh:
        count = 0
        for path, content in files:
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            count += 1
    return count


def _check(docs: Path, site: Path, *, folders: bool) -> None:
    from afterword.publish.missing import missing

    if not docs.is_dir():
        raise CouldNotRun(f"{docs} does not exist; write it first, with the same command without `--check`")
    gone = missing(docs, site, folders=folders)
    if not gone:
        click.echo(f"Every page and file of {docs} is in {site}")
        return
    for path in gone[:MOST_NAMED]:
        click.echo(f"{path} is missing from {site}")
    if (more := len(gone) - MOST_NAMED) > 0:
        click.echo(f"… and {counted(more, 'more file')}")
    sys.exit(1)
