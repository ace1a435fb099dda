"""What a preview keeps from build to build, so that it makes again only what an edit has changed.

An edit of a narrative changes its own page and no other, but for the suggestions of similar reviews, which a preview
takes from the build before; an edit of anything else makes all documents anew. A page whose document, links and frame
are the same is written again as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final, NamedTuple

from mkdocs.structure.pages import Page as EnginePage

from afterword.corpus import Corpus
from afterword.glossary import Glossary
from afterword.mkdocs_adapter.finishing import Convert, Finished
from afterword.mkdocs_adapter.fresh import FreshPages
from afterword.mkdocs_adapter.last_settings import LastSettings
from afterword.mkdocs_adapter.lasting_folder import LastingFolder
from afterword.mkdocs_adapter.noticing import noticed
from afterword.pages import addresses
from afterword.pages.page import Document, Page
from afterword.site import build_pages
from afterword.site.context import Site
from afterword.site.review.page import narrative

TEMPLATE: Final = "afterword-same.html"
"""The template of a page that stays as it was written: an empty one."""


class _Shown(NamedTuple):
    """A page as it was made: by what, from which document and Markdown, and what became of it."""

    write: Callable[[], Document] | None
    document: Document
    markdown: str | None
    finished: Finished


class Preview:
    """The pages of a preview, as they were made for its last build."""

    def __init__(self) -> None:
        self._key: object = None
        self._corpus: Corpus | None = None
        self._pages: list[Page] = []
        self._retold = False
        self._context: object = None
        self._shown: dict[str, _Shown] = {}
        self._frame: object = None
        self._written: dict[str, Finished] = {}
        self.folder = LastingFolder()
        self.settings = LastSettings()
        self._fresh: FreshPages

    def pages(self, site: Site, glossary: Glossary) -> list[Page]:
        """The pages of a site, as ``build_pages`` makes them."""
        where = (site.as_of, site.address, site.folders, site.guides)
        captured = site.evidence_prints(site.corpus.reviews)
        key = (site.fields, site.pattern_fields, site.settings, glossary, where, captured)
        self._retold = self._corpus is not None and key == self._key and _same_data(self._corpus, site.corpus)
        if self._corpus is None or not self._retold:
            self._pages = [
                page._replace(write=page.write and cache(page.write)) for page in build_pages(site, glossary)
            ]
        else:
            before = self._corpus.by_id
            changed = {
                addresses.review(review.id): narrative(review, site.settings)
                for review in site.corpus.reviews
                if review.body != before[review.id].body
            }
            self._pages = [_retold(page, changed[page.path]) if page.path in changed else page for page in self._pages]
        self._key, self._corpus = key, site.corpus
        return self._pages

    def begin(self, fresh: FreshPages, context: object) -> None:
        """Begin a build; ``context`` stands for what a page shows beside its document."""
        self._fresh = fresh
        if context != self._context:
            self._context, self._shown = context, {}

    def forget_folder(self) -> None:
        """Let the next build write every page, as after a build that failed or that other plugins had a part in."""
        self._written = {}
        self.folder.forget()

    @property
    def first(self) -> bool:
        """Whether nothing is known yet, so that all pages will be made."""
        return not self._shown

    @property
    def anew(self) -> bool:
        """Whether more may have changed than narratives and pages written by hand."""
        return self.first or not self._retold

    def document(self, ours: Page) -> Document:
        """The parts of a page, the same object as before where they are the same."""
        known = self._shown.get(ours.path)
        return known.document if known and known.write is ours.write else self._fresh.document(ours)

    def finished(self, page: EnginePage, ours: Page, document: Document, convert: Convert) -> Finished:
        """The page as the last build made it, if other plugins made the same of the same document."""
        known = self._shown.get(ours.path)
        if known and known.document is document and known.markdown == page.markdown:
            return known.finished
        markdown = page.markdown
        with noticed() as notice:
            finished = self._fresh.finished(page, ours, document, convert)
        # What the engine says of a page must be said by each build.
        write = None if notice.taken() else ours.write
        self._shown[ours.path] = _Shown(write, document, markdown, finished)
        return finished

    def frame(self, frame: object, pages: Mapping[str, EnginePage], late: Collection[str]) -> None:
        """Let the pages that are the same in the same ``frame`` stay as they were written, and those that are late."""
        if frame != self._frame:
            self._frame, self._written = frame, {}
        same = {path for path in pages if self._written.get(path) is self._shown[path].finished}
        for path in same:
            pages[path].meta = {**pages[path].meta, "template": TEMPLATE}
        self.folder.keep({*same, *late})

    def wrote(self, path: str) -> None:
        """Remember what was written of a page."""
        if path in self._shown and self._frame is not None:
            self._written[path] = self._shown[path].finished


def _same_data(one: Corpus, other: Corpus) -> bool:
    """Whether two corpora differ in the narratives of reviews at most."""
    return one.patterns == other.patterns and _data(one) == _data(other) and one.unshown == other.unshown


def _data(corpus: Corpus) -> list[Any]:
    return [(review.path, review.data, review.service_levels) for review in corpus.reviews]


def _retold(page: Page, told: str) -> Page:
    return page._replace(write=cache(lambda: replace(page.document(), narrative=told)))
