"""The cached records of one knowledge base for one set of rules, settings, schemas and code, in one file of its cache.

A line is the digest of a file and its path, the digest of the record, and the record. A truncated or damaged record
is ignored. Only records used by the last check are kept, so that the file does not outgrow the knowledge base.
"""

from __future__ import annotations

from typing import Final

from afterword.check.one_file import File, FileChecker
from afterword.files.cache import Store, digest, edition
from afterword.schema.loading import said_by

NAME: Final = "check-"
MOST: Final = 8
"""How many sets of rules and settings are kept."""

PARTS: Final = frozenset(
    {
        *("analysis", "check", "corpus", "evidence", "files", "glossary", "language", "migrations", "model", "pages"),
        *("reading", "rules", "schema", "secrecy", "settings", "text"),
    }
)
"""The parts of the package that decide what a check finds; a test holds them against what it imports."""

_SIZE: Final = 32
_OTHERS: Final = 8
"""How many lines are kept that are about no single file."""


class Records:
    """Records by file; without a store there are none, and none is saved. ``pages`` are the names of all files."""

    def __init__(self, store: Store | None, checker: FileChecker) -> None:
        self._store, self._name = store, ""
        self._lines: dict[bytes, bytes] = {}
        self._used: dict[bytes, bytes] = {}
        self.pages: set[bytes] = set()
        if store is not None:
            settings, codes = checker.settings, [rule.code for rule in checker.rules]
            schemas = [digest_of(raw).decode() for raw in said_by(settings.schema_dir)]
            self._name = f"{NAME}{digest(edition(PARTS), repr(settings), schemas, codes)}.lines"
            self._lines = {line[:_SIZE]: line for line in (store.read(self._name) or b"").split(b"\n") if line}

    def __bool__(self) -> bool:
        return self._store is not None

    def get(self, file: File) -> bytes | None:
        """The cached record of a file with this content."""
        if not self:
            return None
        name = _name(file)
        self.pages.add(name)
        return self.line(name)

    def put(self, file: File, record: bytes | None) -> None:
        """Keep the record of a file."""
        if not self:
            return
        name = _name(file)
        self._used.pop(name, None)
        if record is not None:
            self._used[name] = name + digest_of(record) + record

    @property
    def complete(self) -> bool:
        """Whether each file has a record."""
        return self.pages <= self._used.keys()

    def line(self, name: bytes) -> bytes | None:
        """The cached record of a name."""
        line = self._lines.get(name, b"")
        record = line[2 * _SIZE :]
        if not record or line[_SIZE : 2 * _SIZE] != digest_of(record):
            return None
        self._used[name] = line
        return record

    def put_line(self, name: bytes, record: bytes) -> None:
        """Keep a record that is about no single file."""
        self._used[name] = name + digest_of(record) + record

    def save(self) -> None:
        """Save the records that this check used, if they differ from those in the store."""
        if self._store is None or self._used == self._lines:
            return
        # A check of one file and a check of all take turns, and each has a record of its own.
        others = [(name, line) for name, line in self._lines.items() if name not in self._used and _is_other(line)]
        lines = dict(others[-_OTHERS:]) | self._used
        if lines != self._lines:
            self._store.write(self._name, (part for line in lines.values() for part in (line, b"\n")))
            self._store.prune(NAME, MOST)


def _name(file: File) -> bytes:
    return digest_of(f"{file.kind}\0{file.path}\0".encode("utf-8", "surrogateescape") + file.raw)


def _is_other(line: bytes) -> bool:
    """Whether a line is whole and about no single file: the record of a file begins with its fields."""
    record = line[2 * _SIZE :]
    return not record.startswith(b"[{") and line[_SIZE : 2 * _SIZE] == digest_of(record)


def digest_of(raw: bytes) -> bytes:
    """The digest of bytes, as it is written in a line."""
    from hashlib import blake2b  # slow to import, and not always needed

    return blake2b(raw, digest_size=_SIZE // 2).hexdigest().encode()
