"""What is taken from the knowledge base of one team, and where it goes."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from afterword.corpus.attachments import files_beside
from afterword.corpus.places import files_in
from afterword.evidence.cited import is_evidence
from afterword.gathering.names import Names
from afterword.settings import Settings, SettingsError


class Taken(NamedTuple):
    """A file to write: its path from the folder of reviews or of patterns, its bytes, and where it comes from."""

    path: str
    content: bytes
    source: Path


@dataclass(frozen=True)
class Team:
    """One knowledge base, by the name of its team and its settings; ``longest`` is the limit of new ids."""

    name: str
    settings: Settings
    longest: int

    @cached_property
    def names(self) -> Names:
        home = self.settings.reviews_dir
        beside = tuple(path for path, _ in files_beside(home))
        return Names(self.name, tuple(file.stem for file in files_in(home, dated=True)), beside, self.longest)

    def reviews(self) -> Iterator[Taken]:
        """Its reviews and the files beside them; raises ``SettingsError`` for what is no plain file."""
        home = self.settings.reviews_dir
        for file in files_in(home, dated=True):
            below = file.parent.relative_to(home).as_posix().removeprefix(".")
            path = f"{below}/{self.names.ids[file.stem]}{file.suffix}".lstrip("/")
            yield Taken(path, self._named(file, below), file)
        for path, file in files_beside(home):
            content = self._named(file, "") if is_evidence(path) else _bytes(file)
            yield Taken(self.names.place(path), content, file)

    def patterns(self) -> Iterator[Taken]:
        """Its patterns and the files beside them, which keep their names: a pattern belongs to everyone."""
        home = self.settings.patterns_dir
        for file in files_in(home):
            yield Taken(file.name, self._named(file, ""), file)
        for path, file in files_beside(home):
            yield Taken(path, _bytes(file), file)

    def _named(self, file: Path, below: str) -> bytes:
        """The bytes of a text with the new names; one beyond the limit is left to the check, which refuses it."""
        content = _bytes(file)
        if len(content) > self.settings.limits.file_bytes:
            return content
        text = content.decode("utf-8", "surrogateescape")
        return self.names.text(text, below).encode("utf-8", "surrogateescape")


def _bytes(file: Path) -> bytes:
    if not stat.S_ISREG(file.lstat().st_mode):
        raise SettingsError(f"{file} is not a plain file; put a copy of the content in its place.")
    return file.read_bytes()
