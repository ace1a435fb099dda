"""Many small results of builds in few files of the cache: to make a file takes longer than to write a page into it.

Each process of a build adds what it makes to a file of its own. What another process deletes, or what is damaged, is
not found and is made again.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from afterword.files.cache import Store, sealed, unsealed

_NAME: Final = "packed-"
_MOST: Final = 16
"""How many files there are before they become one."""

_LONGEST: Final = 200
"""The most bytes of the line before a result: its name, and its length in bytes."""

Span = tuple[Path, int, int]
"""Where a result is: its file, where it begins there, and its length in bytes."""


class Packs:
    """Results by name, of this build and of those before it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pack = lru_cache(maxsize=1)(self._new_pack)

    def get(self, name: str) -> tuple[Any, str] | None:
        """The value and the text of a name, as a build before put them; ``None`` if there are none."""
        if span := self._spans.get(name):
            with suppress(OSError):
                if found := unsealed(name, _read(*span)):
                    return found[0], found[1].decode("utf-8", "surrogatepass")
        return None

    def put(self, name: str, value: Any, text: str) -> None:
        """Keep a JSON value and a text, which needs no escapes then, for the builds after this one."""
        record = _record(name, sealed(name, value, text.encode("utf-8", "surrogatepass")))
        with suppress(OSError):
            # A process that was forked has a file of its own.
            if pack := self._pack(os.getpid()):
                with pack.open("ab", buffering=0) as file:
                    end = file.tell()
                    if file.write(record) != len(record):  # the disk is full
                        file.truncate(end)

    def prune(self, most: int) -> None:
        """Make one file of too many, or of too much: with the ``most`` newest results of each kind.

        A kind is what the names have before their hyphen.
        """
        packs = self._store.newest(_NAME)
        results = [(name, span) for pack in packs for name, span in reversed(_spans_in(pack))]
        if len(packs) <= _MOST and len(results) <= 3 * most:
            return
        kinds = Counter[str]()
        kept: dict[str, Span] = {}
        for name, span in results:
            kind = name.partition("-")[0]
            if name not in kept and kinds[kind] < most:
                kept[name] = span
                kinds[kind] += 1
        self._store.write(_new_name(), (_record(name, _read(*kept[name])) for name in reversed(kept)))
        for pack in packs:
            with suppress(OSError):
                pack.unlink()

    @cached_property
    def _spans(self) -> dict[str, Span]:
        return {name: span for pack in reversed(self._store.newest(_NAME)) for name, span in _spans_in(pack)}

    def _new_pack(self, _process: int) -> Path | None:
        return self._store.folder / _new_name() if self._store.ready() else None


def _new_name() -> str:
    return f"{_NAME}{os.urandom(16).hex()}.pack"


def _record(name: str, raw: bytes) -> bytes:
    return b"%s %d\n%s\n" % (name.encode(), len(raw), raw)


def _read(pack: Path, start: int, length: int) -> bytes:
    with pack.open("rb", buffering=0) as file:
        file.seek(start)
        return file.read(length)


def _spans_in(pack: Path) -> tuple[tuple[str, Span], ...]:
    with suppress(OSError):
        return _spans_to(pack, pack.stat().st_size)
    return ()


@lru_cache(maxsize=2 * _MOST)  # a preview asks again at each build
def _spans_to(pack: Path, size: int) -> tuple[tuple[str, Span], ...]:
    """The results in a file of this size, up to where it is damaged or still being written."""
    found: list[tuple[str, Span]] = []
    with suppress(OSError, ValueError), pack.open("rb") as file:
        while line := file.readline(_LONGEST):
            name, length = line.decode("ascii").split()
            start, long = file.tell(), int(length)
            if long < 1 or start + long >= size:
                break
            found.append((name, (pack, start, long)))
            file.seek(start + long + 1)
    return tuple(found)
