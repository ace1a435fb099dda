"""Carry a review from one version to a later one, in memory, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from afterword.diagnostics import Path, Span
from afterword.migrations.history import HISTORY
from afterword.migrations.moving import SPECIAL, applies, edits, on_data, title
from afterword.migrations.steps import Move, Step
from afterword.migrations.targets import Target, plain, targets
from afterword.reading import Document, read_raw
from afterword.settings.limits import Limits
from afterword.text.edits import Edit, EditError, apply_to_bytes

OLDEST = min(HISTORY)
"""The version before which there is nothing."""


@dataclass(frozen=True)
class Change:
    """One place: its path, where it stood, what was done with it or why it is left, and the reason of the step."""

    path: Path
    span: Span
    said: str
    why: str


@dataclass(frozen=True)
class Migrated:
    """The bytes of a file after its migration, what was changed, and what still has the older shape."""

    raw: bytes
    done: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()


def steps(since: int, until: int) -> tuple[Step, ...]:
    """Every step from one version to a later one."""
    return tuple(step for version in range(since, until) for step in HISTORY.get(version, ()))


def once_called(parent: Path, key: str) -> Move | None:
    """The step that gave a field another name; ``None`` for a name that no version had."""
    at = ".".join("*" if isinstance(part, int) else part for part in (*parent, key))
    moves = (step for step in steps(OLDEST, max(HISTORY) + 1) if isinstance(step, Move))
    return next((step for step in moves if step.at == at), None)


def migrate(raw: bytes, path: str, limits: Limits, since: int, until: int) -> Migrated:
    """Carry the bytes of a review over; a file that cannot be read stays as it is.

    A step is kept only where the file as edited holds what its data holds with the step made in them.
    """
    wanted = steps(since, until)
    document = read_raw(raw, path, limits).document if wanted else None
    if document is None:
        return Migrated(raw)
    carrier = _Carrier(raw, document, limits)
    for step in wanted:
        carrier.carry(step)
    return Migrated(carrier.raw, tuple(carrier.done), tuple(carrier.left))


@dataclass(frozen=True)
class _Wanted:
    """A place with the edits that carry it over."""

    target: Target
    edits: tuple[Edit, ...]
    change: Change


class _Carrier:
    """A file on its way, with what has been done to it so far."""

    def __init__(self, raw: bytes, document: Document, limits: Limits) -> None:
        self.raw, self._document, self._limits = raw, document, limits
        self.done: list[Change] = []
        self.left: list[Change] = []

    def carry(self, step: Step) -> None:
        """Make one step at every place to which it applies."""
        wanted = []
        for target in (one for one in targets(self._document, step.at) if applies(step, one)):
            span = self._document.span(target.path) if target.key is None else self._document.key_span(target.path)
            change = Change(target.path, span, title(step, target), step.why)
            needed = edits(step, target, self._document)
            if isinstance(needed, str):
                self.left.append(replace(change, said=needed))
            else:
                wanted.append(_Wanted(target, tuple(needed), change))
        if made := self._made(step, wanted):
            self.raw, self._document = made
            self.done += (one.change for one in wanted)
        else:
            self.left += (replace(one.change, said=SPECIAL) for one in wanted)

    def _made(self, step: Step, wanted: list[_Wanted]) -> tuple[bytes, Document] | None:
        """The file with a step made; ``None`` where it does not hold then what it ought to hold."""
        try:
            raw = apply_to_bytes(self.raw, [edit for one in wanted for edit in one.edits])
        except EditError:
            return None
        document = read_raw(raw, self._document.source.path, self._limits).document
        expected: Any = plain(self._document.root)
        for one in wanted:
            on_data(step, one.target.path, expected)
        return (raw, document) if document and plain(document.root) == expected else None
