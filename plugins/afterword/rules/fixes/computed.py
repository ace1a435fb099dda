"""A missing field that follows from others: the id of an action, and an onset that is in the file name."""

from __future__ import annotations

import re
from itertools import count
from typing import Final

from afterword.diagnostics import Diagnostic
from afterword.model import CLOCKS, parse_moment
from afterword.reading import Document, Mapping, Scalar, Sequence
from afterword.rules.on_demand.repair import FOR_ITS_AUTHOR, Left, Repair, place_of
from afterword.rules.registry import FileContext
from afterword.text.edits import Edit

_NAMED_AFTER: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}(?=-)", re.ASCII)


def computed_field(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Write a field with only one possible value; all others need the author."""
    match place_of(file.document, diagnostic).path:
        case ("actions", int(position), "id"):
            return _numbered(file.document, position)
        case ("onset",):
            return _begun(file)
        case _:
            return FOR_ITS_AUTHOR


def _numbered(document: Document, position: int) -> Repair | Left:
    """Actions without an id get the lowest free numbers, in their order."""
    actions = document.root.entries["actions"].value
    if not isinstance(actions, Sequence) or not isinstance(action := actions.items[position], Mapping):
        return FOR_ITS_AUTHOR
    ids = [item.entries.get("id") if isinstance(item, Mapping) else None for item in actions.items]
    taken = {entry.value.text for entry in ids if entry and isinstance(entry.value, Scalar)}
    free = (id_ for number in count(1) if (id_ := f"A{number}") not in taken)
    before = sum(entry is None for entry in ids[:position])
    id_ = [next(free) for _ in range(before + 1)][-1]
    text, start = document.source.text, action.start
    if text[start] == "{":
        return Repair(f"Set the id of the action to {id_}", (Edit(start + 1, start + 1, f"id: {id_}, "),))
    depth = start - text.rfind("\n", 0, start) - 1
    return Repair(f"Set the id of the action to {id_}", (Edit(start, start, f"id: {id_}\n{' ' * depth}"),))


def _begun(file: FileContext) -> Repair | Left:
    """The date in the file name, unless it may belong to another time field."""
    document, named = file.document, _NAMED_AFTER.match(file.entry.id)
    if named is None or parse_moment(named[0]) is None:
        return Left("The file name has no date, so the onset is unknown")
    if any(clock in document.root.entries for clock in CLOCKS):
        return Left("The date in the file name may belong to another time, such as `detected`")
    if document.source.text[document.root.start] == "{":
        return Left("The front matter cannot be edited safely; edit it by hand")
    end = document.frame.front_offset + len(document.frame.front_matter)
    edit = Edit(end, end, f"onset: {named[0]}\n")
    return Repair(f"Set `onset` to {named[0]}, the date in the file name", (edit,))
