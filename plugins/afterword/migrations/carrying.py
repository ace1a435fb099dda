"""Update a review from one version to a later one, in memory, step by step."""

from __future__ import annotations

from typing import Any, NamedTuple

from afterword.diagnostics import Path, Span, field_path
from afterword.migrations.foreign import foreign_names, foreign_names_in_lists, foreign_values
from afterword.migrations.history import HISTORY
from afterword.migrations.moving import SPECIAL, applies, edits, on_data, title
from afterword.migrations.others import Others
from afterword.migrations.steps import Move, Step
from afterword.migrations.targets import Target, plain, targets
from afterword.reading import Document, read_raw
from afterword.settings.limits import Limits
from afterword.text.edits import Edit, EditError, apply_to_bytes

OLDEST = min(HISTORY)
"""The oldest version."""


class Change(NamedTuple):
    """One place: its path and span, the change or why there is none, and the reason for the step."""

    path: Path
    span: Span
    said: str
    why: str


class Migrated(NamedTuple):
    """The bytes of a file after its migration, what was changed, and what still has the older form."""

    raw: bytes
    done: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()


def steps(since: int, until: int) -> tuple[Step, ...]:
    """Every step from one version to a later one."""
    return tuple(step for version in range(since, until) for step in HISTORY.get(version, ()))


def once_called(parent: Path, key: str) -> Move | None:
    """The step that renamed a field; ``None`` for a name that no version had."""
    at = field_path((*parent, key))
    moves = (step for step in steps(OLDEST, max(HISTORY) + 1) if isinstance(step, Move))
    return next((step for step in moves if step.at == at), None)


def migrate(raw: bytes, path: str, limits: Limits, since: int, until: int, known: Others | None = None) -> Migrated:
    """Update the bytes of a review; a file that cannot be read stays as it is.

    From the oldest version, names and values of others that are ``known`` are updated too.
    A step is kept only if the edited file has the same data as the old data after the step.
    """
    wanted = steps(since, until)
    document = read_raw(raw, path, limits).document if wanted else None
    if document is None:
        return Migrated(raw)
    carrier = _Carrier(raw, document, limits)
    for step in wanted:
        carrier.carry(step)
    if known and since == OLDEST:
        # Each looks at what the one before it has made: values are looked for where the names have led.
        for found in (foreign_names, foreign_names_in_lists, foreign_values):
            for step in found(carrier.document, known):
                carrier.carry(step)
    return Migrated(carrier.raw, tuple(carrier.done), tuple(carrier.left))


class _Wanted(NamedTuple):
    """A place with the edits that update it."""

    target: Target
    edits: tuple[Edit, ...]
    change: Change


class _Carrier:
    """A file during its migration, with the changes so far."""

    def __init__(self, raw: bytes, document: Document, limits: Limits) -> None:
        self.raw, self.document, self._limits = raw, document, limits
        self.done: list[Change] = []
        self.left: list[Change] = []

    def carry(self, step: Step) -> None:
        """Apply one step at every place where it applies."""
        wanted = []
        for target in (target for target in targets(self.document, step.at) if applies(step, target)):
            span = self.document.span(target.path) if target.key is None else self.document.key_span(target.path)
            change = Change(target.path, span, title(step, target), step.why)
            needed = edits(step, target, self.document)
            if isinstance(needed, str):
                self.left.append(change._replace(said=needed))
            else:
                wanted.append(_Wanted(target, tuple(needed), change))
        if made := self._made(step, wanted):
            self.raw, self.document = made
            self.done += (place.change for place in wanted)
        else:
            self.left += (place.change._replace(said=SPECIAL) for place in wanted)

    def _made(self, step: Step, wanted: list[_Wanted]) -> tuple[bytes, Document] | None:
        """The file after a step; ``None`` if it does not have the expected data."""
        try:
            raw = apply_to_bytes(self.raw, [edit for place in wanted for edit in place.edits])
        except EditError:
            return None
        document = read_raw(raw, self.document.source.path, self._limits).document
        expected: Any = plain(self.document.root)
        for place in wanted:
            on_data(step, place.target.path, expected)
        return (raw, document) if document and plain(document.root) == expected else None
