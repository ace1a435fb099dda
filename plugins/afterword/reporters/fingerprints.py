"""Names of problems that stay the same from one run to the next, so that a platform tells the new from the known."""

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
    """Every problem with its fingerprint: neither its line, nor its wording, nor other edits of the file change it.

    It is made of the path, the code, and what the problem stands at: the field, or else the words of its line.
    Problems that agree in all of these are counted.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for found in report.diagnostics:
        key = (found.path, found.code, *_standing(found, report.loaded.sources.get(found.path)))
        seen[key] += 1
        # Names of files may hold bytes that are no text.
        said = "\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")
        yield found, sha256(said).hexdigest()


def _standing(found: Diagnostic, source: Masked | None) -> tuple[str, str]:
    """The field, and the words of the line where the field alone does not say which one is meant."""
    field = _PLACE_IN_A_LIST.sub("/*", found.pointer)
    if field and field == found.pointer:
        return field, ""
    # An item is known by what it says: its number changes with every item that is put before it.
    line = source.line(found.span.line) if source else ""
    return field, " ".join(line.split())
