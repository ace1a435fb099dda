"""Our files among those of the engine."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from afterword.pages.page import Page


def file_of(page: Page, config: MkDocsConfig, root: Path) -> File:
    """A file of ours for the engine; ``root`` is that of the knowledge base, where the sources of pages are."""
    level = InclusionLevel.NOT_IN_NAV if page.parent else InclusionLevel.UNDEFINED
    file = File.generated(config, page.path, content=page.content, inclusion=level)
    if page.source:
        file.edit_uri = Path(os.path.relpath(root / page.source, config.docs_dir)).as_posix()
    return file
