r"""Changes to a text as values: what stands between two offsets gives way to something else.

Offsets count in the text as it is read: without a byte order mark, with ``\n`` at the end of each line. Applied to
the bytes of the file, an edit leaves every byte outside of it as it was, marks and line ends included.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

_BOM = "\ufeff"


class EditError(ValueError):
    """Edits cannot be applied; the message says why, as the end of a sentence."""


@dataclass(frozen=True, order=True)
class Edit:
    """What stands from ``start`` to ``end`` becomes ``text``."""

    start: int
    end: int
    text: str


def overlap(edits: Iterable[Edit]) -> bool:
    """Whether two edits touch the same place, so that their order would decide."""
    return any(then.start < first.end or then.start == first.start for first, then in pairwise(sorted(edits)))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits to a text; raises ``EditError`` where two overlap or one leads out of the text."""
    ordered = sorted(edits)
    if overlap(ordered):
        raise EditError("two repairs would change the same place")
    parts, at = [], 0
    for edit in ordered:
        if not 0 <= edit.start <= edit.end <= len(text):
            raise EditError("the place to change lies outside of the file")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def apply_to_bytes(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """Apply edits to the bytes of a file whose text is UTF-8; raises ``EditError`` as ``apply`` does."""
    text = raw.decode("utf-8")
    return apply(text, as_stored(text, edits)).encode("utf-8")


def as_stored(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Edits of a text as it is read, as edits of the same text as it is stored; raises ``EditError``."""
    place = places_in(text)
    return [_in_file(text, edit, place(edit.start), place(edit.end)) for edit in edits]


def places_in(text: str) -> Callable[[int], int]:
    """From an offset in a text as it is read to the offset in that text as it is stored."""
    mark = len(_BOM) if text.startswith(_BOM) else 0
    # The n-th line end of two characters has shifted all that follows it by n.
    shifts = [match.start() - mark - before for before, match in enumerate(re.finditer("\r\n", text))]
    return lambda offset: offset + mark + bisect_left(shifts, offset)


def _in_file(text: str, edit: Edit, start: int, end: int) -> Edit:
    if "\n" not in edit.text:
        return Edit(start, end, edit.text)
    # What is put between two places ends its lines as the file does.
    span = (start, end) if "\n" in text[start:end] else (0, len(text))
    lines, two = text.count("\n", *span), text.count("\r\n", *span)
    if two not in {0, lines}:
        raise EditError("the lines end in two different ways")
    return Edit(start, end, edit.text.replace("\n", "\r\n") if two else edit.text)
