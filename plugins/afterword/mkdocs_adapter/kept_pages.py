"""Pages that a build before has finished, for one of the same facts, configuration and code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from afterword.files.cache import Store, digest
from afterword.mkdocs_adapter.ahead import Made
from afterword.mkdocs_adapter.finishing import Finished
from afterword.mkdocs_adapter.page_cache import NAME as OF_ENGINE
from afterword.pages.page import Document, Page

NAME: Final = "done-"
"""How the names of what is kept begin."""


class KeptPages:
    """Finished pages in a store; ``key`` names all that they have in common."""

    def __init__(self, store: Store, key: str) -> None:
        self._store, self._key = store, key

    def name(self, ours: Page) -> str:
        """The name of a page: all that it shows is in it, or in the key."""
        return NAME + digest(self._key, ours.path, ours.source, ours.depends() if ours.depends else None)

    def get(self, name: str) -> Made | None:
        """A page, and of its document what the engine asks beside the content; ``None`` if it is not there."""
        kept = self._store.get(name)
        try:
            return _made(kept) if kept else None
        except (LookupError, TypeError):
            return None

    def put(self, name: str, document: Document, finished: Finished) -> None:
        """Keep a page."""
        made = {**vars(finished), "anchors": sorted(finished.anchors)}
        self._store.put(name, {"document": asdict(document.bare), **made})


def _made(kept: Mapping[str, Any]) -> Made:
    document = Document(**{**kept["document"], "hide": tuple(kept["document"]["hide"])})
    return document, Finished(kept["content"], kept["toc"], frozenset(kept["anchors"]), kept["links"])


def prune(store: Store, pages: int) -> None:
    """Keep no more than a site of so many ``pages`` needs, and another one of the knowledge base, and its guides."""
    for name in (OF_ENGINE, NAME):
        store.prune(name, 2 * pages + 500)
