"""From the examples in a rule's manual to files on disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.evidence_made import written
from tests.knowledge import DRAFT, EXAMPLE, NARRATIVE, PUBLISHED, Base, overlaid, page

_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def lay_out(section: str, base: Base) -> None:
    """Write the files that one section of a manual describes.

    A block `yaml` lays fields over a draft, `published` over a complete published incident, `body` replaces the
    narrative; `markdown`, `toml`, `json`, `bytes` and `symlink` give a whole file at the path of their title, and
    `evidence` a file of evidence in short. The example itself is always there.
    """
    fields, body, whole = DRAFT, NARRATIVE, set()
    for kind, path, text in blocks(section):
        if kind in {"markdown", "toml", "json", "bytes", "symlink"}:
            whole.add(path)
            _write(base, kind, path, text)
        elif kind == "evidence":
            base.write(path, written(text, Path(path).stem))
        elif kind == "body":
            body = text
        else:
            fields = overlaid(PUBLISHED if kind == "published" else DRAFT, text)
    if EXAMPLE not in whole:
        base.write(EXAMPLE, page(fields, body))


def blocks(section: str) -> Iterator[tuple[str, str, str]]:
    """The kind, the title and the text of each block of a section."""
    for match in _BLOCK.finditer(section):
        yield match[1], match[2] or "", match[3]


def _write(base: Base, kind: str, path: str, text: str) -> None:
    if kind in {"markdown", "toml", "json"}:
        base.write(path, text)
    elif kind == "bytes":
        base.write(path, text.rstrip("\n").encode("latin-1").decode("unicode_escape").encode("latin-1"))
    else:
        (base.root / path).symlink_to(text.strip())
