"""Our files among those of the engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from afterword.pages.page import Page


def file_of(page: Page, config: MkDocsConfig, root: Path) -> File:
    """A file of ours for the engine; ``root`` is that of the knowledge base, where the sources of pages are."""
    # A page that a navigation of one's own does not name is left out on purpose: the organisation cannot know them all.
    aside = page.parent or (config.nav is not None and page.path not in _named(config.nav))
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
