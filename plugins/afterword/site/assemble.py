"""The whole site as files, whichever engine reads them: generated pages, and files next to the reviews."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from afterword.check import Report
from afterword.corpus import Unshown
from afterword.corpus.guides import guides, replaced
from afterword.corpus.hidden import files_named
from afterword.glossary import Glossary
from afterword.pages.page import Page
from afterword.publish.attachments import PUBLISHED, collect_attachments
from afterword.schema import PATTERN, REVIEW
from afterword.settings import PUBLIC, Settings
from afterword.site import build_pages
from afterword.site.context import Site

__all__ = ["Assembled", "assemble", "guides", "replaced"]


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
    from_source: bool = False,
    build: Callable[[Site, Glossary], list[Page]] = build_pages,
) -> Assembled:
    """Make every file, sorted by path.

    ``address`` is where the site will be published, for what must name it; without it such links are relative.
    With ``folders`` each page is a folder with an index in it; ``from_source`` is that of a ``Linker``.
    A page that the organisation wrote itself, such as ``docs/index.md``, replaces the generated one.
    """
    settings, contracts = report.loaded.settings, report.loaded.contracts
    attachments = collect_attachments(settings)
    beside, refused = attachments.pages, attachments.refused
    if settings.audience == PUBLIC:
        # The drawing of an internal review must not be had by its address, nor its name be told.
        named = {place for entry in report.loaded.shown.entries for place, _ in files_named(entry)}
        beside = tuple(page for page in beside if page.path in named)
        refused = tuple(
            one for one in refused if f"{PUBLISHED}/{one.path.removeprefix(f'{settings.reviews}/')}" in named
        )
    fields, pattern_fields = contracts[REVIEW].fields, contracts[PATTERN].fields
    site = Site(report.corpus, fields, pattern_fields, settings, as_of, address, folders, from_source)
    made = build(site, report.glossary)
    kept = {page.path: page for page in (*made, *beside) if not _written_by_hand(page, settings, docs)}
    return Assembled(tuple(kept[path] for path in sorted(kept)), refused, site)


def _written_by_hand(page: Page, settings: Settings, docs: Path) -> bool:
    file = docs / page.path
    return file.is_file() and not replaced(file, settings)
