"""The part of a broken review that keeps to the schema, so that its other problems are told in the same round.

A value that has one meaning counts as it. What the schema refuses is left out, and nothing moves: an item that cannot
be kept ends its list, so that each place in the part is the same place in the file. Where most rules rest on what is
left out, another value stands in its place, and the words alone are judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from afterword.corpus.loading import well_formed
from afterword.diagnostics import Path
from afterword.rules import FileContext, Rule
from afterword.schema import REVIEW

if TYPE_CHECKING:
    from afterword.schema.detailed_validator import Violation

_MISSING: Final = frozenset({"required", "dependentRequired"})

_DECIDING: Final = ("kind", "severity", "provenance", "visibility")
"""What most rules rest on; where it is wrong, nothing but the words can be judged."""

_OF_WORDS: Final = "language"
"""The family of rules that look at words alone, whatever is decided."""

_RESTS_ON: Final = {"AW411": "feeds", "AW704": "models"}
"""Rules that look up in another field what they judge."""


class SoundPart(NamedTuple):
    """A file with only what keeps to the schema, and the paths of what was left out, without what is missing."""

    file: FileContext
    left_out: tuple[Path, ...]

    @property
    def decided(self) -> bool:
        """Whether all is there on which most rules rest; else another value stands in its place."""
        return all(left[0] not in _DECIDING for left in self.left_out)

    def can_judge(self, rule: Rule) -> bool:
        """Whether what a rule rests on was kept."""
        rests_on = _RESTS_ON.get(rule.code)
        return (self.decided or rule.family == _OF_WORDS) and all(left[0] != rests_on for left in self.left_out)

    def can_say(self, path: Path) -> bool:
        """Whether a problem at a path rests only on what was kept; the empty path is the narrative.

        Nothing is said of a field that is not there, nor of a mapping that has lost a field.
        """
        lost = [left[:-1] or left for left in self.left_out]
        return not path or (path[0] in self.file.entry.data and not any(path[: len(one)] == one for one in lost))


def sound_part(file: FileContext) -> SoundPart | None:
    """The sound part of a review that breaks the schema; ``None`` for any other file, and where too little is left."""
    entry = file.entry
    if entry.document is None or entry.kind != REVIEW or not entry.violations or file.older is not None:
        return None
    data, left = deepcopy(file.understood.data), list[Path]()
    _number_actions(data)
    while refused := list(_refused(file.contract.violations(data))):
        taken = [out for path in refused for out in _take_out(data, path)]
        if not taken:
            return None
        left += taken
    fields = file.contract.fields.children
    stand_ins = {path[0]: fields[path[0]].vocabulary[0].value for path in left if path[0] in _DECIDING}
    data |= stand_ins
    if stand_ins and list(_refused(file.contract.violations(data))):
        return None  # one of them does not go with the rest
    if {name for name, field in fields.items() if field.required} - data.keys():
        return None
    sound = well_formed(entry.kind, entry.reading, data, entry.document.body, file.settings.service_levels)
    # It is not the value of the file: only rules of one file see it, and nothing is shown of it.
    return SoundPart(replace(file, entry=replace(entry, data=data, value=sound.value)), tuple(left))


def _number_actions(data: dict[str, Any]) -> None:
    """Give each action without an id a free one, as `afterword fix` would, so that the rest of it can be judged."""
    actions = [one for one in _list(data.get("actions")) if isinstance(one, dict)]
    taken = {one["id"] for one in actions if isinstance(one.get("id"), str)}
    free = (id_ for number in count(1) if (id_ := f"A{number}") not in taken)
    for action in actions:
        if "id" not in action:
            action["id"] = next(free)


def _refused(violations: list[Violation]) -> Iterator[Path]:
    """The path of each value that the schema refuses; a field that is missing at the top leaves nothing to take out."""
    for violation in violations:
        if violation.keyword == "additionalProperties":
            yield (*violation.path, violation.key)
        elif violation.keyword not in _MISSING or violation.path:
            yield violation.path


def _take_out(data: dict[str, Any], path: Path) -> Iterator[Path]:
    """Take a value out of the data; an item takes with it those after it, and the last one its list."""
    if not path:
        return  # the front matter as a whole
    parent: Any = data
    for step in path[:-1]:
        try:
            parent = parent[step]
        except (LookupError, TypeError):
            return  # what held it is out already
    last = path[-1]
    if isinstance(parent, list) and isinstance(last, int):
        if last < len(parent):
            yield from ((*path[:-1], position) for position in range(last, len(parent)))
            del parent[last:]
        if not parent:
            yield from _take_out(data, path[:-1])
    elif isinstance(parent, dict) and last in parent:
        del parent[last]
        yield path


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
