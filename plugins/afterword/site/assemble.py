"""The whole site as files, whichever engine reads them: generated pages, and files next to the reviews."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from afterword.check import Report
from afterword.corpus import Unshown
from afterword.corpus.guides import guides
from afterword.corpus.hidden import files_named
from afterword.glossary import Glossary
from afterword.pages import addresses
from afterword.pages.clashes import Clash
from afterword.pages.page import Page
from afterword.publish.attachments import collect_attachments
from afterword.schema import PATTERN, REVIEW
from afterword.settings import PUBLIC
from afterword.site import build_pages
from afterword.site.context import Site
from afterword.site.own_pages import settled


class Assembled(NamedTuple):
    """The files that are added to the docs folder, what beside the reviews is not published, and the site itself.

    ``clashes`` are files of the docs folder at an address of ours.
    """

    pages: tuple[Page, ...]
    refused: tuple[Unshown, ...]
    site: Site
    clashes: tuple[Clash, ...] = ()


def assemble(
    report: Report,
    docs: Path | None,
    as_of: date,
    address: str = "",
    *,
    folders: bool = True,
    from_source: bool = False,
    build: Callable[[Site, Glossary], list[Page]] = build_pages,
) -> Assembled:
    """Make every file, sorted by path.

    ``address`` is where the site will be published, for what must name it; without it such links are relative.
    With ``folders`` each page is a folder with an index in it; ``from_source`` is that of a ``Linker``.
    A page that the organisation wrote itself, such as ``docs/index.md``, replaces the generated one; without ``docs``
    that is for the caller to settle, who knows more of the docs folder.
    """
    settings, contracts = report.loaded.settings, report.loaded.contracts
    attachments = collect_attachments(settings)
    beside, refused = attachments.pages, attachments.refused
    if settings.audience == PUBLIC:
        # The drawing of an internal review must not be had by its address, nor its name be told.
        named = {place for entry in report.loaded.shown.entries for place, _ in files_named(entry, settings)}
        beside = tuple(page for page in beside if page.path in named)
        refused = tuple(
            one
            for one in refused
            if f"{addresses.REVIEW_FOLDER}/{one.path.removeprefix(f'{settings.reviews}/')}" in named
        )
    fields, pattern_fields = contracts[REVIEW].fields, contracts[PATTERN].fields
    site = Site(report.corpus, fields, pattern_fields, settings, as_of, address, folders, from_source)
    made = build(site, report.glossary)
    every = {page.path: page for page in (*made, *beside)}
    pages = tuple(every[path] for path in sorted(every))
    if docs is None:
        return Assembled(pages, refused, site)
    own = {file.relative_to(docs).as_posix() for file in guides(docs, settings)} if docs.is_dir() else set()
    pages, found = settled(site, pages, own)
    return Assembled(pages, refused, site, found)
