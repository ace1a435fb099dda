"""The content of each page in a file, from which it is read when somebody asks for it.

The engine makes the content of every page before it writes the first. Together they are most of what a build of a
large site holds in memory, and hardly anybody asks for them in between.
"""

from __future__ import annotations

import os
from tempfile import TemporaryFile
from weakref import finalize

from mkdocs.structure.pages import Page as EnginePage

Place = tuple[int, int]
"""Where a content begins in the file, and its length, in bytes."""


class PutAway:
    """The file of the contents of one build, which is deleted with the last of its pages."""

    def __init__(self) -> None:
        # Nothing of it waits in memory, so that a process that was forked finds all of it.
        self._file = TemporaryFile(buffering=0)  # noqa: SIM115  # closed by `finalize`
        finalize(self, self._file.close)
        self._end = 0

    def hold(self, page: EnginePage) -> None:
        """Let a page keep its content in the file; for whoever reads or sets it, that makes no difference."""
        if type(page) is EnginePage:
            content = vars(page).pop("content")
            vars(page).update(put_away=self, place=None)
            page.__class__ = _HeldPage
            page.content = content

    def write(self, content: str, before: Place | None) -> Place:
        """Put a content behind the others; in place of the one that the page had ``before``, if that is the last."""
        raw = content.encode("utf-8", "surrogatepass")
        start = before[0] if before and sum(before) == self._end else self._end
        self._file.seek(start)
        self._file.write(raw)
        self._end = start + len(raw)
        return start, len(raw)

    def read(self, place: Place) -> str:
        """A content again."""
        start, length = place
        if hasattr(os, "pread"):  # the place in the file at which one process reads is that of another one, too
            raw = os.pread(self._file.fileno(), length, start)
        else:
            self._file.seek(start)
            raw = self._file.read(length)
        return raw.decode("utf-8", "surrogatepass")


class _HeldPage(EnginePage):
    put_away: PutAway
    place: Place | None

    @property
    def content(self) -> str | None:
        return None if self.place is None else self.put_away.read(self.place)

    @content.setter
    def content(self, content: str | None) -> None:
        self.place = None if content is None else self.put_away.write(content, self.place)
