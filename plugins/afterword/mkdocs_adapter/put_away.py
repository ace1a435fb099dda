"""The content of pages that are finished, in a file until the theme is put around each.

The engine makes the content of every page before it writes the first. Together they are the most of what a build of a
large site has in memory, and nobody asks for them in between.
"""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

_LATER: Final = ("env", "post_template", "pre_template", "template_context", "post_build")
"""Events in which a plugin could ask a page for its content."""


class PutAway:
    """Contents by the path of their page."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  # closed by `close`
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def put(self, path: str, content: str) -> None:
        """Put away the content of a page."""
        raw = content.encode("utf-8", "surrogatepass")
        self._file.seek(self._end)
        self._file.write(raw)
        self._places[path] = self._end, len(raw)
        self._end += len(raw)

    def get(self, path: str) -> str | None:
        """The content of a page; ``None`` if it was not put away."""
        if path not in self._places:
            return None
        start, length = self._places[path]
        self._file.seek(start)
        return self._file.read(length).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Delete what was put away."""
        self._file.close()


def may_put_away(config: MkDocsConfig, plugin: BasePlugin[Any]) -> bool:
    """Whether no other plugin could miss the content of a page that no other plugin takes part in."""
    methods = [method for name in _LATER for method in config.plugins.events.get(name, ())]
    return all(getattr(method, "__self__", None) is plugin for method in methods)
