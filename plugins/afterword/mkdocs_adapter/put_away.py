"""The content of pages that are finished, in a file until the theme is put around each.

The engine makes the content of every page before it writes the first. Together they are the most of what a build of a
large site has in memory, and nobody asks for them in between.
"""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import IO, Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page as EnginePage

_LATER: Final = ("env", "pre_template", "template_context", "post_template", "post_build")
"""Events in which another plugin could ask a page for its content."""


class PutAway:
    """Contents by the path of their page; pages that are not put away keep their own."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0
        self._file: IO[bytes] | None = None

    def begin(self, config: MkDocsConfig, plugin: BasePlugin[Any]) -> None:
        """Take part in a build; only where no other plugin has a part in the making of a page."""
        events = config.plugins.events
        later = [method for name in _LATER for method in events.get(name, ())]
        if all(getattr(method, "__self__", None) is plugin for method in later):
            self._file = TemporaryFile()  # noqa: SIM115  # closed by `close`
            events["page_content"].append(self._take)
            events["page_context"].append(self._give)
            events["post_page"].append(self._drop)

    def content(self, page: EnginePage) -> str:
        """The content of a page, wherever it is."""
        if self._file is None or page.file.src_uri not in self._places:
            return page.content or ""
        start, length = self._places[page.file.src_uri]
        self._file.seek(start)
        return self._file.read(length).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Delete what was put away."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _take(self, html: str, *, page: EnginePage, **_: Any) -> str:
        if self._file is None:
            return html
        raw = html.encode("utf-8", "surrogatepass")
        self._file.seek(self._end)
        self._file.write(raw)
        self._places[page.file.src_uri] = self._end, len(raw)
        self._end += len(raw)
        return ""

    def _give(self, context: Any, *, page: EnginePage, **_: Any) -> Any:
        page.content = self.content(page)
        return context

    def _drop(self, output: str, *, page: EnginePage, **_: Any) -> str:
        page.content = ""
        return output
