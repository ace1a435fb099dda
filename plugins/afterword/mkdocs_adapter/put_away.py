"""The contents of pages and of data in a file, from which they are read when somebody asks for them.

The engine makes the content of every page before it writes the first, and writes data last. Together they are most of
what a build of a large site holds in memory, and hardly anybody asks for them in between.
"""

from __future__ import annotations

import os
from contextlib import suppress
from tempfile import TemporaryFile, gettempdir
from typing import IO
from weakref import finalize

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as EnginePage

from afterword.files.reason import reason

Place = tuple[int, int]
"""Where a content begins in the file, and its length, in bytes."""

_REMEDY = "Make room there, or name another folder in the environment variable TMPDIR."


class PutAway:
    """The file of the contents of one build, which is deleted with the last of its pages.

    Whatever writes to it raises ``PluginError`` where that cannot be done.
    """

    def __init__(self) -> None:
        try:
            self._file = TemporaryFile()  # noqa: SIM115  # closed by `finalize`
        except OSError as error:
            raise PluginError(f"No temporary file can be made: {reason(error)}. {_REMEDY}") from error
        finalize(self, _close, self._file)
        self._end = 0
        # The engine sets and reads the content of a page several times before it comes to the next.
        self._last: tuple[Place | None, str] = None, ""

    def hold(self, page: EnginePage) -> None:
        """Let a page keep its content and its source in the file; whoever reads or sets them notices no difference."""
        if type(page) is EnginePage:
            content, markdown = vars(page).pop("content"), vars(page).pop("markdown")
            vars(page).update(put_away=self, place=None, source=None)
            page.__class__ = _HeldPage
            page.content, page.markdown = content, markdown

    def hold_file(self, file: File) -> None:
        """Let a file without a source keep its content in the file; whoever reads or sets it notices no difference."""
        place = self.write_raw(file.content_bytes, None)
        vars(file).pop("_content", None)
        vars(file).update(put_away=self, place=place)
        file.__class__ = _HeldFile

    def write(self, content: str, before: Place | None) -> Place:
        """Put a content behind the others; in place of the one that the page had ``before``, if that is the last."""
        if before and self._last == (before, content):
            return before
        place = self.write_raw(content.encode("utf-8", "surrogatepass"), before)
        self._last = place, content
        return place

    def write_raw(self, raw: bytes, before: Place | None) -> Place:
        """The same with bytes."""
        start = before[0] if before and sum(before) == self._end else self._end
        try:
            self._file.seek(start)
            self._file.write(raw)
            self._file.flush()  # so that a process that was forked finds all of it
        except OSError as error:
            raise PluginError(f"{gettempdir()} takes no more temporary files: {reason(error)}. {_REMEDY}") from error
        self._end = start + len(raw)
        return start, len(raw)

    def read(self, place: Place) -> str:
        """A content again."""
        if self._last[0] != place:
            self._last = place, self.read_raw(place).decode("utf-8", "surrogatepass")
        return self._last[1]

    def read_raw(self, place: Place) -> bytes:
        """The same as bytes."""
        start, length = place
        if hasattr(os, "pread"):  # the place in the file at which one process reads is that of another one, too
            return os.pread(self._file.fileno(), length, start)
        self._file.seek(start)
        return self._file.read(length)


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # what could not be written is still waiting, and nobody needs it
        file.close()


class _HeldPage(EnginePage):
    put_away: PutAway
    place: Place | None
    source: Place | None

    @property
    def markdown(self) -> str | None:
        return None if self.source is None else self.put_away.read(self.source)

    @markdown.setter
    def markdown(self, markdown: str | None) -> None:
        self.source = None if markdown is None else self.put_away.write(markdown, self.source)

    @property
    def content(self) -> str | None:
        return None if self.place is None else self.put_away.read(self.place)

    @content.setter
    def content(self, content: str | None) -> None:
        self.place = None if content is None else self.put_away.write(content, self.place)


class _HeldFile(File):
    put_away: PutAway
    place: Place | None

    @property
    def _content(self) -> bytes | None:
        return None if self.place is None else self.put_away.read_raw(self.place)

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        raw = content.encode() if isinstance(content, str) else content
        self.place = None if raw is None else self.put_away.write_raw(raw, self.place)
