"""What the search reads of the engine's pages, which of most of them a build before has read."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final

from mkdocs.structure.files import Files

from afterword.files.cache import Store
from afterword.pages.page import Page
from afterword.pages.search_entry import SearchEntry
from afterword.publish.search import Said, SearchIndex, said_on
from afterword.publish.search.text import sections, title_of
from afterword.site.context import Site
from afterword.site.search.search_entries import entry_for_static_page
from afterword.site.search.search_index import index_for

NAMES: Final[Mapping[str, str]] = {digit: f"said-{digit}" for digit in "0123456789abcdef"}
"""The names under which it is kept, by how the hash of a page begins: in parts, so that no part takes much memory."""


def read_pages(site: Site, files: Files, ours: Mapping[str, Page], store: Store | None) -> SearchIndex:
    """An index that has read the pages, with all that other plugins made of them."""
    search, kept = index_for(site), KeptReading(store)
    for file in files.documentation_pages():
        page = ours.get(file.src_uri)
        entry = page.search_entry if page else entry_for_static_page(file.src_uri)
        if entry and file.page and (content := file.page.content):
            said = kept.said_on(content, entry, known=search.knows(file.src_uri))
            search.add(file.src_uri, file.url, entry, said)
    kept.save()
    return search


class KeptReading:
    """What was said on the pages of the build before, each under a name for its HTML and for how it is found."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._before: Mapping[str, Mapping[str, Any]] = {
            part: (store.get(name) if store else None) or {} for part, name in NAMES.items()
        }
        self._now: Mapping[str, dict[str, Said]] = {part: {} for part in NAMES}

    def said_on(self, content: str, entry: SearchEntry, *, known: bool) -> Said:
        raw = f"{known}{entry.facts}{entry.filters}\0{content}".encode("utf-8", "surrogatepass")
        name = blake2b(raw, digest_size=16).hexdigest()
        before = self._before[name[0]].get(name)
        said = _said(*before) if before else said_on(entry, sections(content), title_of(content))
        if self._store:
            self._now[name[0]][name] = said = said._replace(text="") if known else said
        return said

    def save(self) -> None:
        for part, now in self._now.items():
            if self._store and now.keys() != self._before[part].keys():
                kept = {
                    name: (said.title, b64encode(said.shown).decode(), said.words, said.text)
                    for name, said in now.items()
                }
                self._store.put(NAMES[part], kept)
        if self._store:
            self._store.prune("said-", len(NAMES))  # what a build was writing that was killed


def _said(title: str, shown: str, words: str, text: str) -> Said:
    return Said(title, b64decode(shown), words, text)
