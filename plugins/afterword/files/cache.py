"""The cache: files in a folder of the user that may be lost, damaged or deleted at any time.

It is never inside a checkout: its content is trusted, and in a knowledge base it could come with a pull request.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = "AFTERWORD_CACHE_DIR"
"""The environment variable for another folder than the cache folder of the user."""

_PACKAGE: Final = Path(__file__).parents[1]
_MOST_BASES: Final = 32
_SEAL: Final = 16
_MARKS: Final = (".git", ".hg", ".jj", ".svn", ".bzr", ".fslckout", ".pijul", "_darcs")
# Where pipelines unpack a repository, perhaps without any mark.
_CHECKOUTS: Final = (
    *("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BITBUCKET_CLONE_DIR", "BUILD_SOURCESDIRECTORY", "WORKSPACE"),
    *("BUILDKITE_BUILD_CHECKOUT_PATH", "CIRCLE_WORKING_DIRECTORY", "DRONE_WORKSPACE", "CI_WORKSPACE"),
)
_BASE: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Store:
    """Files by name in a folder that only the user can write to; otherwise nothing is read or written."""

    folder: Path

    @classmethod
    def of(cls, root: Path) -> Store | None:
        """The cache of a knowledge base; ``None`` if its folder is inside a checkout."""
        home, root = _home(), Path(os.path.realpath(root))
        if home is None or home.is_relative_to(root) or _in_checkout(home):
            return None
        return cls(home / _sha256(os.fsencode(root))[:32])

    def read(self, name: str) -> bytes | None:
        """The content of a name; ``None`` if there is none."""
        file = self.folder / name
        with suppress(OSError):
            if self._own:
                raw = file.read_bytes()
                os.utime(file)  # recently used files are pruned last
                return raw
        return None

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file in one step; if that is not possible, nothing is kept."""
        with suppress(OSError):
            if self.ready():
                file = self.folder / name
                # Not by `atomic_file`, which waits for the disk: what is lost here is worked out again.
                new = file.with_name(f"{name}-{os.urandom(8).hex()}")
                try:
                    with new.open("wb") as stream:
                        stream.writelines(parts)
                    new.replace(file)
                finally:
                    new.unlink(missing_ok=True)

    def get(self, name: str) -> Any:
        """The value of a name, as put by this edition of the package; ``None`` if there is none."""
        found = unsealed(name, self.read(f"{name}.json") or b"")
        return found and found[0]

    def put(self, name: str, value: Any) -> None:
        """Keep a JSON value."""
        self.write(f"{name}.json", [sealed(name, value)])

    def newest(self, name: str) -> list[Path]:
        """The files with names that begin so, those that were used last first."""
        with suppress(OSError):
            if self._own:
                return _used_last(self.folder, re.compile(rf"{re.escape(name)}[0-9a-f]+\.\w+(?:-[0-9a-f]+)?"))
        return []

    def prune(self, name: str, most: int) -> None:
        """Keep the ``most`` files with names that begin so that were used last."""
        with suppress(OSError):
            for path in self.newest(name)[most:]:
                path.unlink()

    def ready(self) -> bool:
        """Whether something may be written; the folder is made if it is not there. Raises ``OSError``."""
        if not self.folder.is_dir():
            self._make()
        return self._own

    @property
    def _own(self) -> bool:
        return _is_own(self.folder.parent) and _is_own(self.folder)

    def _make(self) -> None:
        home = self.folder.parent
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_own(home):
            from shutil import rmtree

            for path in _used_last(home, _BASE)[_MOST_BASES - 1 :]:
                rmtree(path, ignore_errors=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)


def sealed(name: str, value: Any, text: bytes = b"") -> bytes:
    """A JSON value and a text as they are kept under a name: a seal, the value in one line, and the text."""
    raw = b"%s\n%s" % (json.dumps(value, sort_keys=True).encode(), text)
    return _seal(name, raw) + raw


def unsealed(name: str, raw: bytes) -> tuple[Any, bytes] | None:
    """The value and the text that this edition of the package has kept under a name; ``None`` for any other bytes."""
    seal, held = raw[:_SEAL], raw[_SEAL:]
    if seal != _seal(name, held):
        return None
    value, _, text = held.partition(b"\n")
    return json.loads(value), text


def _seal(name: str, raw: bytes) -> bytes:
    """A digest of what is kept, of its name and of the edition: what is damaged is then not there."""
    from hashlib import blake2b  # slow to import, and not always needed

    seal = blake2b(f"{edition()}\0{name}\0".encode(), digest_size=_SEAL)
    seal.update(raw)
    return seal.digest()


def digest(*parts: Any) -> str:
    """A name for JSON values; equal values have equal names."""
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True)
    return _sha256(text.encode())


@lru_cache(maxsize=2)
def edition(parts: frozenset[str] = frozenset()) -> str:
    """The code and data in use, by the sizes and times of the files, because a working copy has no version.

    Of the folders at the top of the package only ``parts`` count, if they are given. For other packages, the time of
    their folder changes when one is installed or removed.
    """
    folders = {Path(folder) for folder in sys.path if folder.endswith("-packages")}
    others = sorted(folder.stat().st_mtime_ns for folder in folders if folder.is_dir())
    stamps = sorted(_stamps(str(_PACKAGE), parts))
    return _sha256(repr((sys.version, others, stamps)).encode())


def _sha256(raw: bytes) -> str:
    import hashlib  # imported only when needed, because it is slow

    return hashlib.sha256(raw).hexdigest()


def _stamps(folder: str, parts: frozenset[str] = frozenset()) -> Iterator[tuple[str, int, int, int]]:
    with os.scandir(folder) as found:
        for item in found:
            if item.is_dir():
                if item.name not in {"__pycache__", "assets"} and (not parts or item.name in parts):
                    yield from _stamps(item.path)
            else:
                # The modification time can be set back, the change time cannot.
                seen = item.stat()
                yield item.path, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _home() -> Path | None:
    """The folder of this package in the user's cache folder, with links resolved; ``None`` if it is relative."""
    if named := os.environ.get(FOLDER):
        home = Path(named)
    elif sys.platform == "linux":
        # The same as platformdirs returns, without the time to import it.
        named = os.environ.get("XDG_CACHE_HOME", "")
        # `Path.expanduser` raises for a user without a home, who then has no cache.
        home = Path(named or os.path.expanduser("~/.cache"), "afterword")  # noqa: PTH111
    else:
        from platformdirs import user_cache_path

        home = user_cache_path("afterword", appauthor=False)
    return Path(os.path.realpath(home)) if home.is_absolute() else None


def _in_checkout(folder: Path) -> bool:
    named = filter(None, map(os.environ.get, _CHECKOUTS))
    if any(folder.is_relative_to(os.path.realpath(checkout)) for checkout in named):
        return True
    return any(os.path.lexists(above / mark) for above in (folder, *folder.parents) for mark in _MARKS)


def _is_own(folder: Path) -> bool:
    """Whether it is a folder that only the user can write to."""
    try:
        seen = folder.lstat()
    except OSError:
        return False
    own = not hasattr(os, "geteuid") or (seen.st_uid == os.geteuid() and not seen.st_mode & 0o022)
    return own and folder.is_dir() and not folder.is_symlink()


def _used_last(folder: Path, name: re.Pattern[str]) -> list[Path]:
    with os.scandir(folder) as found:
        files = [(item.stat().st_mtime_ns, item.path) for item in found if name.fullmatch(item.name)]
    return [Path(path) for _, path in sorted(files, reverse=True)]
