"""What an engine must not run here: each puts files of the machine, or the output of code, into a page."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

_EXTENSIONS: Final = ("pymdownx.snippets", "markdown_include.include")
_PLUGINS: Final = (
    *("macros", "include-markdown", "markdown-exec"),
    *("markdownextradata", "table-reader", "codeinclude", "external-markdown"),
)


def refusal(extensions: Container[str], plugins: Container[str]) -> str | None:
    """Why a site with these extensions and plugins is not built; ``None`` where nothing is wrong with them."""
    for name in _EXTENSIONS:
        if name in extensions:
            return (
                f"The Markdown extension {name} is enabled. It publishes any file that a review names. "
                "Remove it from markdown_extensions."
            )
    for name in _PLUGINS:
        if name in plugins:
            return (
                f"The plugin {name} is enabled. It takes the text of a review for instructions. Remove it from plugins."
            )
    return None
