"""How the engine's configuration is arranged for our pages, spoken to by the names that MkDocs and ProperDocs share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial, update_wrapper
from pathlib import Path
from typing import Any, Final

from afterword.pages.page import Page
from afterword.reading.diagrams import LANGUAGE
from afterword.rendering.diagrams import fence
from afterword.settings.limits import Limits

PRELOADED: Final = "afterword_fonts"
"""The setting of the theme that names the fonts which every page asks for first."""


def take_diagrams(config: Any, limits: Limits) -> None:
    """Let blocks of Mermaid become our markup; for the theme's own markup it would load code from another host."""
    if (name := "pymdownx.superfences") in config.markdown_extensions:
        fences = config.mdx_configs.setdefault(name, {}).get("custom_fences") or []
        # Other plugins ask for the name of what formats a block.
        formatter = update_wrapper(partial(fence, limits=limits), fence)
        ours = {"name": LANGUAGE, "class": LANGUAGE, "format": formatter}
        others = (one for one in fences if one.get("name") != LANGUAGE)
        config.mdx_configs[name]["custom_fences"] = [*others, ours]


def replace_search(config: Any, ours: Path) -> None:
    """Replace Material's search with our box, and keep it from making an index that is never loaded."""
    put_before_theme(config, ours)
    # If it were disabled, the header of the theme would leave out the place of the box as well.
    search = config.plugins.get("material/search")
    if search is None:
        return
    for event, methods in config.plugins.events.items():
        if event != "config":
            methods[:] = [method for method in methods if getattr(method, "__self__", None) is not search]


def hang(pages: Iterable[Page], files: Any, config: Any) -> None:
    """Let each page that has a parent and no place in the navigation hang below its parent there."""
    for page in pages:
        leaf, parent = files.src_uris[page.path].page, files.src_uris.get(page.parent)
        if page.parent and leaf and not leaf.parent and parent and parent.page:
            leaf.parent = _place(parent.page, config)


def _place(parent: Any, config: Any) -> Any:
    """Where the children of a page hang: below it, or below its section where the theme makes the two one."""
    section = parent.parent
    one = "navigation.indexes" in (config.theme.get("features") or ())
    return section if one and section is not None and section.children and section.children[0] is parent else parent


def put_before_theme(config: Any, folder: Path) -> None:
    """Put our templates before those of the theme, and after those of the organisation."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(folder))
