"""The whole site as files, whichever engine reads them: generated pages, and files next to the reviews."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from afterword.check import Report
from afterword.corpus import Corpus, Unshown
from afterword.corpus.guides import guides, replaced
from afterword.corpus.places import HOMES, site_folder
from afterword.glossary import Glossary
from afterword.model import values_at
from afterword.pages.clashes import Clash
from afterword.pages.page import Page
from afterword.publish.attachments import collect_attachments
from afterword.reading.narrative import links
from afterword.schema import PATTERN, REVIEW
from afterword.settings import Settings
from afterword.site import build_pages
from afterword.site.context import Site
from afterword.site.own_pages import settled

__all__ = ["Assembled", "assemble", "guides", "replaced"]

_EVIDENCE: Final = ("diagnosis", "evidence", "*", "file")


@dataclass(frozen=True)
class Assembled:
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
    build: Callable[[Site, Glossary], list[Page]] = build_pages,
) -> Assembled:
    """Make every file, sorted by path.

    ``address`` is where the site will be published, for what must name it; without it such links are relative.
    With ``folders`` each page is a folder with an index in it.
    A page that the organisation wrote itself, such as ``docs/index.md``, replaces the generated one; without ``docs``
    that is for the caller to settle, who knows more of the docs folder.
    """
    settings, contracts = report.loaded.settings, report.loaded.contracts
    attachments = collect_attachments(settings)
    beside = attachments.pages
    if settings.audience == "public":
        named = _named_by(report.corpus, settings)
        beside = tuple(page for page in beside if page.path in named)
    fields, pattern_fields = contracts[REVIEW].fields, contracts[PATTERN].fields
    site = Site(report.corpus, fields, pattern_fields, settings, as_of, address, folders)
    made = build(site, report.glossary)
    every = {page.path: page for page in (*made, *beside)}
    pages = tuple(every[path] for path in sorted(every))
    if docs is None:
        return Assembled(pages, attachments.refused, site)
    own = {file.relative_to(docs).as_posix() for file in guides(docs, settings)} if docs.is_dir() else set()
    pages, found = settled(site, pages, own)
    return Assembled(pages, attachments.refused, site, found)


def _named_by(corpus: Corpus, settings: Settings) -> frozenset[str]:
    """The attachments that a shown page names; the drawing of an internal review must not be had by its address."""
    homes = [(site_folder(review.path, REVIEW, settings), review) for review in corpus.reviews]
    named = [(home, unquote(link.target)) for home, review in homes for link in links(review.body)]
    named += [(home, name) for home, review in homes for name in values_at(review.data, _EVIDENCE)]
    named += [(HOMES[PATTERN], unquote(link.target)) for pattern in corpus.patterns for link in links(pattern.body)]
    return frozenset(posixpath.normpath(posixpath.join(home, name)) for home, name in named)
