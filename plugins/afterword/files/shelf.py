"""Many values in one file of the cache, a database: to write a file for each would take longer than to make most.

Two processes may use it at once. Where it is damaged or cannot be written, nothing is kept, and nothing is said.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from afterword.files.cache import Store, edition

_NAME: Final = "values.sqlite"
_WAIT: Final = 1.0
"""How many seconds one process waits for another."""

_TABLE: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;  -- what a crash of the machine loses is made again
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, edition TEXT, used INTEGER, sum INTEGER, value BLOB);
CREATE INDEX IF NOT EXISTS by_use ON kept (used);
"""

_GET: Final = "SELECT sum, value FROM kept WHERE name = ? AND edition = ?"
_PUT: Final = "INSERT OR REPLACE INTO kept VALUES (?, ?, (SELECT coalesce(max(used), 0) FROM kept), ?, ?)"
_USED: Final = "UPDATE kept SET used = ? WHERE name = ?"
_PRUNE: Final = "DELETE FROM kept WHERE rowid NOT IN (SELECT rowid FROM kept ORDER BY used DESC LIMIT ?)"


class Shelf:
    """Values by name in a store, each of one edition of the package."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # A connection must not be used, nor closed, by a process that was forked from the one that opened it.
        self._connections: dict[int, sqlite3.Connection] = {}
        self._used: set[str] = set()

    def get(self, name: str) -> Any:
        """The value of a name, as put by this edition of the package; ``None`` if there is none."""
        found = self._ask(_GET, name, edition())
        if found is None or found[0] != crc32(found[1]):
            return None
        self._used.add(name)
        try:
            return json.loads(found[1])
        except (ValueError, TypeError, RecursionError):
            return None

    def put(self, name: str, value: Any) -> None:
        """Keep a JSON value."""
        text = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self._ask(_PUT, name, edition(), crc32(text), text)
        self._used.add(name)

    def close(self, most: int) -> None:
        """Keep the ``most`` values that were used last; what is asked for after this is not found."""
        connection = self._connections.pop(os.getpid(), None)
        if connection is None:
            return
        with suppress(sqlite3.Error), connection:
            connection.execute("BEGIN IMMEDIATE")
            (last,) = connection.execute("SELECT max(used) FROM kept").fetchone()
            used = [((last or 0) + 1, name) for name in self._used]
            connection.executemany(_USED, used)
            connection.execute(_PRUNE, (most,))
        with suppress(sqlite3.Error):
            connection.close()
        self._used.clear()

    def _ask(self, question: str, *given: Any) -> Any:
        """The first row of an answer; ``None`` if there is none, or no database."""
        try:
            connection = self._connection()
            if connection is None:
                return None
            return connection.execute(question, given).fetchone()
        except sqlite3.OperationalError:  # another process is writing, or the disk is full
            return None
        except sqlite3.DatabaseError:  # it is damaged
            self._discard()
            return None

    def _connection(self) -> sqlite3.Connection | None:
        process = os.getpid()
        if process not in self._connections:
            if not self._store.ready():
                return None
            connection = sqlite3.connect(self._file, timeout=_WAIT, isolation_level=None, check_same_thread=False)
            self._connections[process] = connection
            connection.executescript(_TABLE)
        return self._connections[process]

    def _discard(self) -> None:
        connection = self._connections.pop(os.getpid(), None)
        if connection is not None:
            connection.close()
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{self._file}{end}").unlink()

    @property
    def _file(self) -> Path:
        return self._store.folder / _NAME
