"""What the search reads of the engine's pages."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.structure.files import Files

from afterword.pages.page import Page
from afterword.publish.search import SearchIndex
from afterword.publish.search.text import sections, title_of
from afterword.site.context import Site
from afterword.site.search.search_entries import entry_for_static_page
from afterword.site.search.search_index import index_for


def read_pages(site: Site, files: Files, ours: Mapping[str, Page]) -> SearchIndex:
    """An index that has read the pages, with all that other plugins made of them."""
    search = index_for(site)
    for file in files.documentation_pages():
        page = ours.get(file.src_uri)
        entry = page.search_entry if page else entry_for_static_page(file.src_uri)
        if entry and file.page and (content := file.page.content):
            search.add(file.src_uri, file.url, entry, sections(content), title_of(content))
    return search
