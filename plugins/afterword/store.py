"""What was worked out before, as files of JSON in a folder that may be lost, spoilt or deleted at any time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(".cache") / "afterword"
"""Where it lies, seen from the root of a knowledge base."""

_PACKAGE = Path(__file__).parent
_PRUNED = re.compile(r"[0-9a-f]{64}\.json(?:-\d+)?")


@dataclass(frozen=True)
class Store:
    """Values by name in a folder; each says which edition of the package wrote it, and another is not read."""

    folder: Path

    def get(self, name: str) -> Any:
        """The value of a name, or ``None``: what cannot be read, or is not ours, is not there."""
        file = self._file(name)
        try:
            held = json.loads(file.read_bytes())
            if held["edition"] != edition() or held["name"] != name:
                return None
            os.utime(file)  # what is used goes last
            return held["value"]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def put(self, name: str, value: Any) -> None:
        """Keep a value, whole or not at all; where nothing can be written, nothing is kept."""
        file = self._file(name)
        new = file.with_name(f"{file.name}-{os.getpid()}")
        held = {"edition": edition(), "name": name, "value": value}
        with suppress(OSError):
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, exist_ok=True)
                (self.folder / ".gitignore").write_text("*\n", "utf-8")
            try:
                new.write_text(json.dumps(held, ensure_ascii=False, sort_keys=True), "utf-8", "surrogatepass")
                new.replace(file)
            finally:
                new.unlink(missing_ok=True)

    def prune(self, most: int) -> None:
        """Keep, of the values that are named by a digest, the ``most`` that were used last; nothing else is touched."""
        with suppress(OSError):
            files = [
                (file.stat().st_mtime_ns, file.name, file.path)
                for file in os.scandir(self.folder)
                if _PRUNED.fullmatch(file.name)
            ]
            for _, _, path in sorted(files, reverse=True)[most:]:
                Path(path).unlink()

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def digest(*parts: Any) -> str:
    """A name for what values of JSON say together; equal values have equal names."""
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1)
def edition() -> str:
    """What the code and the data of this package are: their bytes, since a working copy has no version of its own."""
    files = sorted(file for pattern in ("*.py", "*.yaml") for file in _PACKAGE.rglob(pattern))
    whole = hashlib.sha256(sys.version.encode())
    for file in files:
        whole.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()
