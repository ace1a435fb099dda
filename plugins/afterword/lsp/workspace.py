"""The open knowledge bases with their open files, which are checked when typing pauses."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from afterword.corpus import Loaded
from afterword.lsp.base import Base, Checked
from afterword.lsp.messages import Words, about_the_file, diagnostics
from afterword.lsp.positions import Positions
from afterword.schema import SchemaError
from afterword.settings import NoKnowledgeBaseError, SettingsError, find_root

PAUSE: Final = 0.2
"""Seconds without a change before a text is checked."""

_log = logging.getLogger("afterword.lsp")


@dataclass
class OpenBase:
    """A knowledge base, the URIs of its open files by their paths, and the pending check."""

    base: Base
    opened: dict[str, str] = field(default_factory=dict)
    checked: Checked | None = None
    waiting: asyncio.TimerHandle | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def loaded(self) -> Loaded:
        """The knowledge base as of the last check."""
        return self.checked.loaded if self.checked else self.base.load({})


class OpenPage(NamedTuple):
    """An open page: its knowledge base, its path there, and its text."""

    open_base: OpenBase
    path: str
    words: Words


class Workspace:
    """The open pages, each with its knowledge base."""

    def __init__(self, server: LanguageServer, as_of: Callable[[], date]) -> None:
        self._server, self._as_of = server, as_of
        self._open_bases: dict[Path, OpenBase] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def page(self, address: str) -> OpenPage | None:
        """The open page of a URI; ``None`` if it is not a page, has invalid settings, or is too large."""
        try:
            found = self._find(address)
        except (SettingsError, SchemaError):
            return None
        text = self._text(address)
        if found is None or text is None:
            return None
        open_base, path = found
        if len(text) > open_base.base.rules()[0].limits.file_bytes:
            return None
        return OpenPage(open_base, path, Words(Positions(text, self._encoding)))

    def changed(self, address: str) -> None:
        """A text was opened, changed or saved: check its knowledge base soon."""
        try:
            found = self._find(address)
        except (SettingsError, SchemaError) as error:
            self._publish(address, [about_the_file(str(error))])
            return
        self._forget(address)
        if found is None:
            return
        open_base, path = found
        open_base.opened[path] = address
        self._check_soon(open_base)

    def closed(self, address: str) -> None:
        """A text was closed: the editor shows no problems of it any more, and its file counts for the others again."""
        for open_base in self._forget(address):
            self._check_soon(open_base)
        self._publish(address, [])

    def everything_changed(self) -> None:
        """A file changed on the disk that others may depend on, such as the settings."""
        for address in self._documents():
            self.changed(address)

    @property
    def _encoding(self) -> str:
        encoding = self._server.workspace.position_encoding or types.PositionEncodingKind.Utf16
        return encoding.value if isinstance(encoding, types.PositionEncodingKind) else encoding

    def _find(self, address: str) -> tuple[OpenBase, str] | None:
        """The knowledge base and the path of a URI; ``None`` if it is not a page. Raises as ``Base.rules`` does."""
        try:
            place = to_fs_path(address)
        except ValueError:
            return None
        if place is None or "\0" in place:
            return None
        try:
            root = find_root(Path(place).parent)
        except (NoKnowledgeBaseError, OSError):
            return None
        open_base = self._open_bases.setdefault(root, OpenBase(Base(root, self._as_of)))
        path = open_base.base.path_of(Path(place))
        return (open_base, path) if path is not None else None

    def _forget(self, address: str) -> list[OpenBase]:
        """Take a page out of its knowledge base, which is returned."""
        found = [open_base for open_base in self._open_bases.values() if address in open_base.opened.values()]
        for open_base in found:
            open_base.opened = {path: other for path, other in open_base.opened.items() if other != address}
        return found

    def _documents(self) -> dict[str, TextDocument]:
        """The open texts by their URIs as the editor sent them; pygls keeps them by the URIs without escapes."""
        return {document.uri: document for document in self._server.workspace.text_documents.values()}

    def _text(self, address: str) -> str | None:
        document = self._documents().get(address)
        return document.source if document is not None else None

    def _check_soon(self, open_base: OpenBase) -> None:
        if open_base.waiting is not None:
            open_base.waiting.cancel()
        open_base.waiting = asyncio.get_running_loop().call_later(PAUSE, self._begin, open_base)

    def _begin(self, open_base: OpenBase) -> None:
        task = asyncio.get_running_loop().create_task(self._check(open_base))
        # The loop itself keeps no reference to a task.
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _check(self, open_base: OpenBase) -> None:
        async with open_base.lock:
            texts = {path: text for path, at in open_base.opened.items() if (text := self._text(at)) is not None}
            loop = asyncio.get_running_loop()
            try:
                checked = await loop.run_in_executor(self._server.thread_pool, open_base.base.check, texts)
            except (SettingsError, SchemaError) as error:
                for address in open_base.opened.values():
                    self._publish(address, [about_the_file(str(error))])
                return
            except Exception:  # noqa: BLE001  # the server must survive any error; the next change is checked again
                _log.exception("The check failed")
                return
        open_base.checked = checked
        most = checked.loaded.settings.limits.shown_per_file
        for path, address in open_base.opened.items():
            # A text that has changed in the meantime is checked next; its old positions would be wrong.
            if path in texts and self._text(address) == texts[path]:
                words = Words(Positions(texts[path], self._encoding))
                self._publish(address, diagnostics(checked.found.get(path, []), words, most))

    def _publish(self, address: str, found: Sequence[types.Diagnostic]) -> None:
        document = self._documents().get(address)
        version = document.version if document is not None else None
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(address, found, version))
