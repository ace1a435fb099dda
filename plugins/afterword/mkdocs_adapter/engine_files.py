"""Our files among those of the engine."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from afterword.corpus.guides import replaced
from afterword.mkdocs_adapter.first_script import FIRST, first_pages
from afterword.mkdocs_adapter.icons import ICONS, with_icons
from afterword.mkdocs_adapter.put_away import PutAway
from afterword.pages.page import Page
from afterword.site.context import Site
from afterword.site.own_pages import settled
from afterword.text.printable import printable

log = get_plugin_logger("afterword")


def file_of(page: Page, config: MkDocsConfig, root: Path, named: Collection[str] = ()) -> File:
    """A file of ours for the engine; ``root`` is that of the knowledge base, where the sources of pages are.

    ``named`` are the pages that a navigation of one's own names.
    """
    # A page that it does not name is left out on purpose: the organisation cannot know them all.
    aside = page.parent or (config.nav is not None and page.path not in named)
    level = InclusionLevel.NOT_IN_NAV if aside else InclusionLevel.UNDEFINED
    file = File.generated(config, page.path, content=page.content, inclusion=level)
    if page.source:
        file.edit_uri = Path(os.path.relpath(root / page.source, config.docs_dir)).as_posix()
    return file


def _named(nav: Any) -> Iterator[str]:
    """The pages that a navigation names, at every depth."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict | list):
        for below in nav.values() if isinstance(nav, dict) else nav:
            yield from _named(below)


def put_ours(
    files: Files, pages: Collection[Page], site: Site, config: MkDocsConfig, *, away: PutAway | None
) -> Mapping[str, Page]:
    """Put our files among those of the docs folder; the pages by path, without those that a page there replaces.

    A file that is excluded from the site, or that is for our reader only, makes room for ours. Raises ``PluginError``
    for files at an address of ours; a preview warns, and shows only one of the two. Data are put ``away``, which a
    preview does not: it keeps them for its next build.
    """
    serving = away is None
    # Another plugin may have copied the docs folder; its files keep their paths in it.
    own = site.settings.docs_dir
    for file in list(files):
        if file.abs_src_path and any(
            replaced(path, site.settings) for path in (Path(file.abs_src_path), own / file.src_uri)
        ):
            files.remove(file)
    least = InclusionLevel.DRAFT if serving else InclusionLevel.NOT_IN_NAV
    shown = {file.src_uri for file in files if file.inclusion.value >= least.value}
    kept, found = settled(site, pages, shown)
    docs = Path(os.path.relpath(config.docs_dir, site.settings.root)).as_posix()
    told = [printable(clash.told(docs), 500) for clash in found]
    if told and not serving:
        raise PluginError("\n".join(told))
    for clash, line in zip(found, told, strict=True):
        log.warning("%s", line)
        if not clash.ours.replaceable:
            files.remove(files.src_uris[clash.own])
    kept = (
        *with_icons(kept, config.theme.get(ICONS) or (), config.theme.dirs),
        *first_pages(config.theme.get(FIRST) or ""),
    )
    named = frozenset(_named(config.nav))
    for page in kept:
        if page.path in files.src_uris:
            files.remove(files.src_uris[page.path])
        file = file_of(page, config, site.settings.root, named)
        files.append(file)
        if away and not page.write:
            away.hold_file(file)
    if away is None:
        return {page.path: page for page in kept}
    site.forget_published()
    return {page.path: page if page.write else page._replace(content="") for page in kept}
