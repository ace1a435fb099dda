"""The pages of a build, each made when the engine comes to it and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs.structure.pages import Page as EnginePage

from afterword.mkdocs_adapter.finishing import Convert, Finished, Finisher
from afterword.pages.page import Document, Page


@dataclass(frozen=True)
class FreshPages:
    """Makes the pages of one build."""

    finisher: Finisher

    def document(self, ours: Page) -> Document:
        """The parts of a page."""
        return ours.document()

    def finished(self, page: EnginePage, ours: Page, document: Document, convert: Convert) -> Finished:
        """The page, whole."""
        return self.finisher.finish(page, ours, document, convert)
