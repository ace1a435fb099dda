"""Quick fixes: the repairs that ``afterword fix`` would make, and the migration of one review, in the open text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.diagnostics import Diagnostic
from afterword.repairs import fix, sound_repairs
from afterword.rules import FileContext
from afterword.secrecy import Masked, Policy
from afterword.text.edits import Edit, as_stored


class QuickFix(NamedTuple):
    """A quick fix: its title, the edits of the text in the editor, and the problems that it fixes."""

    title: str
    edits: tuple[Edit, ...]
    fixed: tuple[Diagnostic, ...] = ()


def quick_fixes(file: FileContext, text: str) -> Iterator[QuickFix]:
    """Each repair that is safe by itself."""
    source = file.entry.reading.source
    if source is None or file.entry.document is None:
        return
    cover = Masked(source.text, Policy.of(file.settings)).cover
    for repair, fixed in sound_repairs(text.encode(), file):
        yield QuickFix(cover(repair.title), tuple(as_stored(text, repair.edits)), fixed)


def everything(file: FileContext, text: str) -> QuickFix | None:
    """All that ``afterword fix`` would change, if there is anything."""
    if file.entry.document is None:
        return None
    fixed = fix(text.encode(), file)
    return _between("Fix everything that can be fixed safely", text, fixed.raw) if fixed.repaired else None


def migration(file: FileContext, text: str) -> QuickFix | None:
    """The migration of a review to the version of its schema, if it has an older one."""
    if file.older is None:
        return None
    return _between("Update the review to the newest schema version", text, file.carried(text.encode()).raw)


def _between(title: str, text: str, raw: bytes) -> QuickFix:
    """The smallest single edit that makes one text of another."""
    after = raw.decode("utf-8")
    # An editor cannot begin or end a change within a line end.
    begin = _alike(text, after)
    begin -= text[begin - 1 : begin] == "\r"
    end = _alike(text[begin:][::-1], after[begin:][::-1])
    end -= text[-end - 1 : -end] == "\r"
    return QuickFix(title, (Edit(begin, len(text) - end, after[begin : len(after) - end]),))


def _alike(one: str, other: str) -> int:
    """The length of the common beginning of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (first, second) in pairs if first != second), min(len(one), len(other)))
