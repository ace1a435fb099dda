"""What can be read of a review that breaks the schema: everything but the values that do."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from afterword.corpus.entry import Entry
from afterword.diagnostics import Path
from afterword.model import Review
from afterword.schema import Contract

if TYPE_CHECKING:
    from afterword.schema.detailed_validator import Violation


def readable(entry: Entry, contract: Contract) -> Review | None:
    """The review of a file, without its invalid values where it has any; ``None`` where the file cannot be read."""
    if isinstance(entry.value, Review) or entry.document is None:
        return entry.value if isinstance(entry.value, Review) else None
    data, violations = entry.data, entry.violations
    # An item that misses what it needs is invalid by what was taken from it, and so on up to the whole field.
    while broken := {place for violation in violations if (place := _place(violation))}:
        data = _without(data, broken)
        violations = tuple(contract.violations(data))
    return Review(entry.id, entry.path, data, entry.document.body)


def _place(violation: Violation) -> Path:
    """What has to go; nothing where only the status asks for more."""
    if violation.demand:
        return ()
    return (*violation.path, violation.key) if violation.keyword == "additionalProperties" else violation.path


def _without(value: Any, broken: Collection[Path], at: Path = ()) -> Any:
    if isinstance(value, dict):
        return {name: _without(one, broken, (*at, name)) for name, one in value.items() if (*at, name) not in broken}
    if isinstance(value, list):
        return [_without(one, broken, (*at, place)) for place, one in enumerate(value) if (*at, place) not in broken]
    return value
