"""The cached records of one knowledge base for one set of rules, settings, schemas and code, in one file of its cache.

A line is the digest of a file and its path, the digest of the record, and the record. A truncated or damaged record
is ignored. Only records used by the last check are kept, so that the file does not outgrow the knowledge base.
"""

from __future__ import annotations

from typing import Final

from afterword.check.one_file import File, FileChecker
from afterword.files.cache import Store, digest, edition

NAME: Final = "check-"
MOST: Final = 8
"""How many sets of rules and settings are kept."""

_SIZE: Final = 32


class Records:
    """Records by file; without a store there are none, and none is saved."""

    def __init__(self, store: Store | None, checker: FileChecker) -> None:
        self._store, self._name = store, ""
        self._lines: dict[bytes, bytes] = {}
        self._used: dict[bytes, bytes] = {}
        self.asked: list[str] = []
        """What tells each file that was asked for, with its content."""
        if store is not None:
            schemas = [contract.schema for contract in checker.contracts.values()]
            codes = [rule.code for rule in checker.rules]
            self._name = f"{NAME}{digest(edition(), repr(checker.settings), schemas, codes)}.lines"
            self._lines = {line[:_SIZE]: line for line in (store.read(self._name) or b"").split(b"\n") if line}

    def __bool__(self) -> bool:
        return self._store is not None

    def get(self, file: File) -> bytes | None:
        """The cached record of a file with this content."""
        if not self:
            return None
        name = _name(file)
        self.asked.append(name.decode())
        line = self._lines.get(name, b"")
        record = line[2 * _SIZE :]
        if not record or line[_SIZE : 2 * _SIZE] != _digest(record):
            return None
        self._used[name] = line
        return record

    def put(self, file: File, record: bytes | None) -> None:
        """Keep the record of a file."""
        if not self:
            return
        name = _name(file)
        self._used.pop(name, None)
        if record is not None:
            self._used[name] = name + _digest(record) + record

    def save(self) -> None:
        """Save the records that this check used, if they differ from those in the store."""
        if self._store is not None and self._used != self._lines:
            self._store.write(self._name, (part for line in self._used.values() for part in (line, b"\n")))
            self._store.prune(NAME, MOST)


def _name(file: File) -> bytes:
    return _digest(f"{file.kind}\0{file.path}\0".encode("utf-8", "surrogateescape") + file.raw)


def _digest(raw: bytes) -> bytes:
    from hashlib import blake2b  # slow to import, and not always needed

    return blake2b(raw, digest_size=_SIZE // 2).hexdigest().encode()
