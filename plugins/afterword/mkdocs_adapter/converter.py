"""One converter of Markdown for all pages of a build, since making one takes a part of the time of each page.

The engine makes a converter for each page, from the extensions of its configuration. It is given one extension in
their place, which lets the new converter be the one that was made before.
"""

from __future__ import annotations

from copy import copy
from typing import Final

from markdown import Extension, Markdown  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig

from afterword.mkdocs_adapter.markdown_signs import try_by_signs

# Extensions that keep nothing of a page once they are told that the next one begins; tests try each.
REUSABLE: Final = frozenset(
    [
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "fenced_code", "footnotes", "md_in_html"),
        *("nl2br", "sane_lists", "smarty", "tables", "toc", "pymdownx.arithmatex", "pymdownx.betterem"),
        *("pymdownx.caret", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys"),
        *("pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
        "pymdownx.tilde",
    ]
)
_known: dict[str, Extension] = {}


def with_one_converter(config: MkDocsConfig, cache_key: str) -> MkDocsConfig:
    """The configuration with which the engine converts a page; ``cache_key`` names its extensions and their settings.

    It is the configuration itself where an extension may keep something from one page to the next.
    """
    names, settings = config.markdown_extensions, config.mdx_configs or {}
    if not REUSABLE.issuperset(names) or settings.get("footnotes", {}).get("UNIQUE_IDS"):
        return config
    if cache_key not in _known:
        _known.clear()
        made = Markdown(extensions=names, extension_configs=settings)
        try_by_signs(made)
        _known[cache_key] = _Made(made)
    quick = copy(config)
    quick["markdown_extensions"], quick["mdx_configs"] = [_known[cache_key]], {}
    return quick


def forget() -> None:
    """Make a new converter for the next page: one that failed is still in the middle of a text."""
    _known.clear()


class _Made(Extension):  # type: ignore[misc]
    """Lets a converter be one that is there already; the engine then resets it, as it does with a new one."""

    def __init__(self, made: Markdown) -> None:
        super().__init__()
        self._made = made

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the name that Python-Markdown calls
        """Share everything that a converter is."""
        md.__dict__ = self._made.__dict__
