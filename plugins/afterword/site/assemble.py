"""The whole site as files, whichever engine reads them: generated pages, and files next to the reviews."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from afterword.check import Report
from afterword.corpus import Corpus, Unshown
from afterword.corpus.attachments import place_of
from afterword.glossary import Glossary
from afterword.model import values_at
from afterword.pages.page import Page
from afterword.publish.attachments import collect_attachments
from afterword.reading.narrative import links
from afterword.schema import PATTERN, REVIEW
from afterword.settings import Settings
from afterword.site import build_pages
from afterword.site.context import Site


@dataclass(frozen=True)
class Assembled:
    """The files that are added to the docs folder, what beside the reviews is not published, and the site itself."""

    pages: tuple[Page, ...]
    refused: tuple[Unshown, ...]
    site: Site


def assemble(
    report: Report,
    docs: Path,
    as_of: date,
    address: str = "",
    *,
    folders: bool = True,
    build: Callable[[Site, Glossary], list[Page]] = build_pages,
) -> Assembled:
    """Make every file, sorted by path.

    ``address`` is where the site will be published, for what must name it; without it such links are relative.
    With ``folders`` each page is a folder with an index in it.
    A page that the organisation wrote itself, such as ``docs/index.md``, replaces the generated one.
    """
    settings, contracts = report.loaded.settings, report.loaded.contracts
    attachments = collect_attachments(settings)
    beside = attachments.pages
    if settings.audience == "public":
        named = _named_by(report.corpus)
        beside = tuple(page for page in beside if page.path in named)
    fields, pattern_fields = contracts[REVIEW].fields, contracts[PATTERN].fields
    site = Site(report.corpus, fields, pattern_fields, settings, as_of, address, folders)
    made = build(site, report.glossary)
    kept = {page.path: page for page in (*made, *beside) if not _written_by_hand(page, settings, docs)}
    return Assembled(tuple(kept[path] for path in sorted(kept)), attachments.refused, site)


def replaced(file: Path, settings: Settings) -> bool:
    """Whether a file of the docs folder is for our reader only.

    No engine may see an author's front matter, and files beside reviews and patterns are published in a safe form.
    """
    if settings.reviews_dir in file.parents:
        return True
    if file.suffix.casefold() == ".md":
        return file.parent == settings.patterns_dir
    return settings.patterns_dir in file.parents


def guides(docs: Path, settings: Settings) -> Iterator[Path]:
    """The files of the docs folder that go to the engine as they are, sorted; links are not followed."""
    for file in sorted(docs.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(docs).parts)
        if file.is_file() and not file.is_symlink() and not hidden and not replaced(file, settings):
            yield file


def _named_by(corpus: Corpus) -> frozenset[str]:
    """The attachments that a shown page names; the drawing of an internal review must not be had by its address."""
    homes = (("postmortems", corpus.reviews), ("patterns", corpus.patterns))
    linked = [(home, link.target) for home, pages in homes for page in pages for link in links(page.body)]
    evidence = ("diagnosis", "evidence", "*", "file")
    linked += [("postmortems", name) for review in corpus.reviews for name in values_at(review.data, evidence)]
    places = (posixpath.join(home, unquote(urlsplit(name).path)) for home, name in linked)
    return frozenset(place_of(posixpath.normpath(place)) for place in places)


def _written_by_hand(page: Page, settings: Settings, docs: Path) -> bool:
    file = docs / page.path
    return file.is_file() and not replaced(file, settings)
