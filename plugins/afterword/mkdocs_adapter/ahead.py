"""A second process that makes pages from the end of the list, while the engine makes them from its head.

It begins with those that have charts, so that it alone starts Vega, which takes long. Where the two meet, the engine
takes what the other has made. The bytes are the same with and without it.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
from collections.abc import Callable, Sequence
from struct import Struct
from tempfile import TemporaryFile
from typing import Final

from afterword.mkdocs_adapter.finishing import Finished
from afterword.mkdocs_adapter.noticing import Notice
from afterword.mkdocs_adapter.second_process import SecondProcess
from afterword.pages.page import Document

Made = tuple[Document, Finished]
"""A page that is finished; of its document only what the engine asks beside the content is kept."""

_NUMBER: Final = Struct("q")


class Ahead:
    """Pages by path, from the process that makes them: those ``first``, wherever they are in the list, before others.

    ``make`` makes one in that process.
    """

    def __init__(self, paths: Sequence[str], first: Sequence[str], make: Callable[[str], Made]) -> None:
        self._order = list(dict.fromkeys([*first, *reversed(paths)]))
        self._numbers = {path: number for number, path in enumerate(self._order, 1)}
        self._file = TemporaryFile()  # noqa: SIM115  # closed by `close`
        # How many pages are made, and where each of them ends in the file.
        self._ends = mmap.mmap(-1, _NUMBER.size * (len(paths) + 1))
        self._met, self._missed = False, set[str]()
        self._process = SecondProcess(lambda notice: self._work(make, notice))

    def get(self, path: str) -> Made | None:
        """A page that the other process has made; ``None`` if the engine must make it."""
        made = _NUMBER.unpack_from(self._ends)[0]
        number = self._numbers.get(path, 0)
        if not self._met and made + len(self._missed) >= len(self._order):
            self._met = True
            self._process.stop()  # what it has made can still be taken
        if not 0 < number <= made:
            self._missed.add(path)
            return None
        start, end = (_NUMBER.unpack_from(self._ends, _NUMBER.size * at)[0] if at else 0 for at in (number - 1, number))
        self._file.seek(start)
        found: Made | None = pickle.loads(self._file.read(end - start))  # noqa: S301  # written by our own process
        return found

    def close(self) -> None:
        """End the other process and delete what it has made."""
        self._process.stop()
        gc.unfreeze()
        self._file.close()
        self._ends.close()

    def _work(self, make: Callable[[str], Made], notice: Notice) -> None:
        end = 0
        for number, path in enumerate(self._order, 1):
            made = make(path)
            # What was logged of a page must be logged, and counted, by the engine.
            record = pickle.dumps(None if notice.taken() else (made[0].bare, made[1]), pickle.HIGHEST_PROTOCOL)
            if os.pwrite(self._file.fileno(), record, end) < len(record):
                return  # the disk is full
            end += len(record)
            _NUMBER.pack_into(self._ends, _NUMBER.size * number, end)
            _NUMBER.pack_into(self._ends, 0, number)
