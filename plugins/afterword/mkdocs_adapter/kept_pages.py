"""Pages that a build before has finished, for one of the same facts, configuration and code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from afterword.files.cache import digest
from afterword.files.packs import Packs
from afterword.mkdocs_adapter.ahead import Made
from afterword.mkdocs_adapter.finishing import Finished
from afterword.pages.page import Document, Page

NAME: Final = "done-"
"""How the names of what is kept begin."""


class KeptPages:
    """Finished pages in packs; ``key`` names all that they have in common."""

    def __init__(self, packs: Packs, key: str) -> None:
        self._packs, self._key = packs, key

    def name(self, ours: Page) -> str:
        """The name of a page: all that it shows is in it, or in the key."""
        return NAME + digest(self._key, ours.path, ours.source, ours.depends() if ours.depends else None)

    def get(self, name: str) -> Made | None:
        """A page, and of its document what the engine asks beside the content; ``None`` if it is not there."""
        kept = self._packs.get(name)
        return _made(*kept) if kept else None

    def put(self, name: str, document: Document, finished: Finished) -> None:
        """Keep a page."""
        made = {**vars(finished), "anchors": sorted(finished.anchors)}
        content = made.pop("content")
        self._packs.put(name, {"document": vars(document.bare), **made}, content)


def _made(kept: Mapping[str, Any], content: str) -> Made:
    document = Document(**{**kept["document"], "hide": tuple(kept["document"]["hide"])})
    return document, Finished(content, kept["toc"], frozenset(kept["anchors"]), kept["links"])
