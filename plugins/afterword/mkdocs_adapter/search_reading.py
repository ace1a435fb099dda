"""What the search reads of the engine's pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as EnginePage

from afterword.pages.page import Page
from afterword.publish.pagefind import UnindexedError
from afterword.publish.search_input import SearchInput
from afterword.site.search.search_entries import entry_for_static_page


def read_pages(
    search: SearchInput, files: Files, ours: Mapping[str, Page], content_of: Callable[[EnginePage], str]
) -> None:
    """Let the search read the pages, with all that other plugins made of them, and begin to make its index."""
    for file in files.documentation_pages():
        page = ours.get(file.src_uri)
        entry = page.search_entry if page else entry_for_static_page(file.src_uri)
        if entry and file.page and (content := content_of(file.page)):
            search.add(file.dest_uri, content, entry)
    search.begin()


def make_index(search: SearchInput, config: MkDocsConfig) -> None:
    """Make the index in the folder of the site. Raises ``PluginError``."""
    try:
        search.index(Path(config.site_dir))
    except UnindexedError as error:
        raise PluginError(f"{error} To build without it, set `search: material` in the plugin's settings.") from error
