"""Every limit on files of authors, in one place.

A limit can be raised under ``[tool.afterword.limits]``, by its name here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

AT_ONCE: Final = 50
"""How many files are read and then checked rule by rule; what several rules ask of a file is kept for so many."""


@dataclass(frozen=True)
class Limits:
    """Bounds on one file and on what is printed; sizes in bytes, lengths in characters."""

    file_bytes: int = 1024 * 1024
    attachment_bytes: int = 8 * 1024 * 1024
    evidence_bytes: int = 1024 * 1024
    front_matter_bytes: int = 64 * 1024
    nesting: int = 16
    nodes: int = 20_000
    scalar: int = 64 * 1024
    key: int = 64
    id: int = 80
    line: int = 20_000
    markup_run: int = 200
    diagram: int = 4_000
    allowances: int = 100
    shown_per_file: int = 100
    shown_per_run: int = 1_000

    def raising(self, name: str) -> str:
        """A sentence on how to raise a limit."""
        return f"The limit is {getattr(self, name):,}; raise it with `{name}` under [tool.afterword.limits]."
