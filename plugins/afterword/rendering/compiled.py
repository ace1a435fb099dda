"""Compiled templates of the package and of the theme: kept beside compiled modules, under the same conditions."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import Final

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from afterword.files.cache import edition

_PARTS: Final = frozenset({"rendering", "templates"})
"""The folders of the package that have a part in what a template is compiled to."""


class CompiledTemplates(FileSystemBytecodeCache):
    """What was compiled once; it is also held in memory, for the next build of a preview."""

    def __init__(self, *parts: str) -> None:
        """``parts`` are further folders of the package that say how a template is compiled."""
        super().__init__(str(Path(cache_from_source(__file__)).parent), "template-%s.pyc")
        self._parts = _PARTS.union(parts)
        self._known: dict[str, CodeType] = {}

    def get_source_checksum(self, source: str) -> str:
        """A name for all that a template is compiled from: its source, and the code and packages in use."""
        return f"{super().get_source_checksum(source)}{edition(self._parts)}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled, if it is there."""
        name = f"{bucket.key}{bucket.checksum}"
        if name not in self._known:
            super().load_bytecode(bucket)
            self._keep(name, bucket.code)
        bucket.code = self._known.get(name)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._keep(f"{bucket.key}{bucket.checksum}", bucket.code)
        if not sys.dont_write_bytecode:
            with suppress(OSError):  # whoever runs the package may not be the one who may write into it
                super().dump_bytecode(bucket)

    def _keep(self, name: str, code: CodeType | None) -> None:
        if code is not None:
            self._known[name] = code
