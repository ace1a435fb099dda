"""Fingerprints of problems that stay the same between runs, so that a platform can tell new ones from known ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from afterword.check import Report
from afterword.diagnostics import Diagnostic
from afterword.secrecy import Masked

_PLACE_IN_A_LIST = re.compile(r"/\d+(?=/|$)")


def fingerprinted(report: Report) -> Iterator[tuple[Diagnostic, str]]:
    """Every problem with its fingerprint, which does not depend on its line, its wording or other edits of the file.

    It consists of the path, the code, and the place: the field, or else the words of the line.
    Problems that agree in all of these are numbered.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for diagnostic in report.diagnostics:
        key = (diagnostic.path, diagnostic.code, *_place_of(diagnostic, report.loaded.sources.get(diagnostic.path)))
        seen[key] += 1
        # File names may have bytes that are not text.
        text = "\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")
        yield diagnostic, sha256(text).hexdigest()


def _place_of(diagnostic: Diagnostic, source: Masked | None) -> tuple[str, str]:
    """The field, and the words of the line if the field alone is ambiguous."""
    field = _PLACE_IN_A_LIST.sub("/*", diagnostic.pointer)
    if field and field == diagnostic.pointer:
        return field, ""
    # An item of a list is identified by its words: its number changes when an item is inserted before it.
    line = source.line(diagnostic.span.line) if source else ""
    return field, " ".join(line.split())
