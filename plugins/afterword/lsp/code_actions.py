"""Quick fixes: the repairs that ``afterword fix`` would make, and the migration of one review, in the open text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.diagnostics import Diagnostic
from afterword.repairs import sound_repairs
from afterword.rules import FileContext
from afterword.secrecy import Masked, Policy
from afterword.text.edits import Edit, as_stored


class QuickFix(NamedTuple):
    """A quick fix: its title, the edits of the text in the editor, and the problems that it fixes."""

    title: str
    edits: tuple[Edit, ...]
    fixed: tuple[Diagnostic, ...] = ()


def quick_fixes(file: FileContext, text: str) -> Iterator[QuickFix]:
    """Each safe repair."""
    source = file.entry.reading.source
    if source is None or file.entry.document is None:
        return
    cover = Masked(source.text, Policy.of(file.settings)).cover
    for repair, fixed in sound_repairs(text.encode(), file):
        yield QuickFix(cover(repair.title), tuple(as_stored(text, repair.edits)), fixed)


def migration(file: FileContext, text: str) -> QuickFix | None:
    """The migration of a review to the version of its schema, if it has an older one."""
    if file.older is None:
        return None
    after = file.carried(text.encode()).raw.decode("utf-8")
    begin = _alike(text, after)
    end = _alike(text[begin:][::-1], after[begin:][::-1])
    edit = Edit(begin, len(text) - end, after[begin : len(after) - end])
    return QuickFix("Update the review to the newest schema version", (edit,))


def _alike(one: str, other: str) -> int:
    """The length of the common beginning of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))
