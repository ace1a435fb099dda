"""The pages of a build, each made when the engine comes to it, or by a second process before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.pages import Page as EnginePage

from afterword.mkdocs_adapter.ahead import Ahead, Made
from afterword.mkdocs_adapter.finishing import Convert, Finished, Finisher
from afterword.mkdocs_adapter.kept_pages import KeptPages
from afterword.mkdocs_adapter.noticing import noticed
from afterword.mkdocs_adapter.second_process import possible
from afterword.pages.page import Document, Page

log = get_plugin_logger("afterword")


class FreshPages:
    """Makes the pages of one build."""

    def __init__(self, finisher: Finisher, kept: KeptPages | None = None) -> None:
        """``kept`` are those of earlier builds; no other plugin may take part in the making of a page then."""
        self._finisher, self._kept = finisher, kept
        self._ahead: Ahead | None = None
        self._made: dict[str, Finished] = {}
        self._names: dict[str, str] = {}
        self._taken = 0

    def begin(
        self, pages: Mapping[str, Page], prepare: Callable[[EnginePage], None], share: Callable[[], object]
    ) -> None:
        """Let a second process make some of the pages, if that pays; no other plugin may see them in between.

        ``prepare`` is done to a page of the engine before it is rendered, and ``share`` makes what both will need.
        """
        paths = [path for path in pages if pages[path].write]
        if possible(len(paths)):
            share()
            drawn = [path for path in paths if pages[path].draws]
            self._ahead = Ahead(paths, drawn, lambda path: self._make(pages[path], prepare))

    def document(self, ours: Page) -> Document:
        """The parts of a page."""
        made = self._ahead.get(ours.path) if self._ahead else None
        self._taken += made is not None
        if made is None and self._kept:
            self._names[ours.path] = self._kept.name(ours)
            made = self._kept.get(self._names[ours.path])
        if made is None:
            return ours.document()
        self._made[ours.path] = made[1]
        return made[0]

    def finished(self, page: EnginePage, ours: Page, document: Document, convert: Convert) -> Finished:
        """The page, whole."""
        if made := self._made.pop(ours.path, None):
            return made
        with noticed() as notice:
            finished = self._finisher.finish(page, ours, document, convert)
        if self._kept and not notice.taken():
            self._kept.put(self._names[ours.path], document, finished)
        return finished

    def close(self) -> None:
        """End the second process."""
        if self._ahead:
            self._ahead.close()
            self._ahead = None
            log.debug("A second process made %d of the pages.", self._taken)

    def _make(self, ours: Page, prepare: Callable[[EnginePage], None]) -> Made:
        page = self._finisher.files.src_uris[ours.path].page
        if page is None:
            raise ValueError(f"{ours.path} has no page")
        prepare(page)
        document = self.document(ours)
        page.markdown = document.narrative
        return document, self.finished(page, ours, document, page.render)
