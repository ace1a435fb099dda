"""The fields of a dialogue by their shape: single values, lists of entries, and groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

import click

from afterword.cli.answers import Again
from afterword.cli.asking import Asking, LeftOut
from afterword.cli.pattern_names import names_patterns
from afterword.diagnostics import Path
from afterword.scaffold import STATEMENT, asked_below, drop, in_order, put, spelled, value_at
from afterword.schema import Field
from afterword.text.printable import printable

_ENTRIES: Final = {"models": "model", "safeguards": "safeguard", "root_causes": "root cause", "actions": "action"}
"""What one entry of a list is called; an entry of any other list is an entry."""

_NUMBERED: Final = ("actions", "*", "id")
_PROPOSED: Final[Mapping[tuple[str, ...], str]] = {
    ("actions", "*", "status"): "open",
    ("review", "statement"): STATEMENT,
}
_SOON: Final = frozenset({("actions", "*", "owner"), ("actions", "*", "due"), ("actions", "*", "status")})
"""What a draft can do without, and no review after it."""

_TODAY: Final = frozenset({("reviewed",)})
_NOT_OF_A_NEAR_MISS: Final = frozenset({("models", "*", "last_good_version"), ("detection", "missed_signals")})
"""What need not be asked about a near miss: the version in service stayed good, and nothing was missed for long."""

_ONE_OF_A_NEAR_MISS: Final = frozenset({("models",)})


class Shapes:
    """Asks for fields of any shape.

    ``implied`` tells for a model what is known of it; what was begun and is not whole goes into ``unfinished``.
    """

    def __init__(self, asking: Asking, implied: Callable[[str], Mapping[str, str]], unfinished: dict[str, Any]) -> None:
        self._asking, self._implied, self._unfinished = asking, implied, unfinished
        self._values, self._answers = asking.values, asking.answers

    def today(self, field: Field) -> str:
        """The day that is proposed for a time."""
        return self._asking.judging.as_of.isoformat() if field.format == "moment" else ""

    def ask(self, field: Field, path: Path, *, needed: bool = False, prompt: str = "", optional: bool = False) -> bool:
        """Ask for a field of any shape; return whether anything was answered."""
        listed = field.kind == "array" and not names_patterns(field) and not self._asking.choices.closed(field)
        if listed and field.item is not None:
            return self._list(field, field.item, path, optional=optional)
        if field.kind == "object":
            return self._group(field, path, needed=needed)
        proposed = _PROPOSED.get(field.path, "") or (self.today(field) if field.path in _TODAY else "")
        return self._asking.ask(field, path, needed=needed, proposed=proposed, prompt=prompt, optional=optional)

    def _list(self, field: Field, item: Field, path: Path, *, optional: bool = False) -> bool:
        """Ask for entries until one is left empty."""
        mark = " (optional)" if optional else ""
        self._asking.say(f"\n{click.style(field.prompt or field.description, bold=True)}{mark}")
        self._asking.say("  One at a time; an empty answer ends the list.")
        begun = at = len(value_at(self._values, path) or ())
        while self._wants(path, at) and self._entry(field, item, (*path, at)):
            at += 1
        if not self._asking.closing and any(self._answers.below((*path, at + 1))):  # an entry before others was emptied
            self._answers.forget((*path, at))
            raise Again
        return at > begun

    def _wants(self, path: Path, at: int) -> bool:
        """Whether to ask for one more entry: a near miss is hardly ever about two models."""
        one = path in _ONE_OF_A_NEAR_MISS and self._values.get("kind") == "near-miss"
        return not (one and at) or path in self._answers.more or any(self._answers.below((*path, at)))

    def _entry(self, field: Field, item: Field, path: Path) -> bool:
        if item.kind == "object":
            another = f"Another {_ENTRIES.get(field.name, 'entry')}? Enter to finish." if path[-1] else ""
            return self._group(item, path, needed=False, prompt=another)
        number = f"{field.title}, number {int(path[-1]) + 1}"
        try:
            return self._asking.ask(item, path, prompt=number)
        except LeftOut:
            self._answers.take(path, "")
            return False

    def _group(self, group: Field, path: Path, *, needed: bool, prompt: str = "") -> bool:
        """Ask for the fields of a group or an entry, which is skipped if its first answer is empty.

        ``prompt`` takes the place of the first question.
        """
        if path in self._answers.left_out:
            return False
        below = [child for child in asked_below(group) if self._fits(child)]
        alone = len(below) == 1 and group.path[-1] != "*"
        if group.prompt and group.path[-1] != "*" and not alone:
            self._asking.say(f"\n{click.style(group.prompt, bold=True)}")
        answered, question = False, (group.prompt or group.description) if alone else prompt
        try:
            for child in below:
                needs, at = child.required and (answered or needed), (*path, child.name)
                self._take_implied(child, at)
                more = not child.required and child is not below[0] and child.path not in _SOON
                given = self.ask(child, at, needed=needs, prompt=question, optional=more)
                if child.required and not given:
                    return False
                answered, question = answered or given, ""
        except LeftOut:
            self._leave(path, below[0])
            return False
        if answered and "id" in group.children and group.children["id"].path == _NUMBERED:
            put(self._values, spelled((*path, "id")), f"A{int(path[-1]) + 1}", self._asking.judging.contract.fields)
            in_order(value_at(self._values, path), group)
        return answered

    def _leave(self, path: Path, first: Field) -> None:
        """Drop an entry or a group that was begun."""
        if self._asking.closing:
            self._unfinished.setdefault(str(path[0]), deepcopy(self._values.get(str(path[0]))))
            drop(self._values, path)
            return
        drop(self._values, path)
        self._asking.say("  Skipped.")
        if not isinstance(path[-1], int):
            self._answers.left_out.add(path)
            return
        self._answers.forget(path)
        if any(self._answers.below(path)):  # the entry after it is at its place now
            raise Again
        self._answers.take((*path, first.name), "")

    def _fits(self, child: Field) -> bool:
        near_miss = self._values.get("kind") == "near-miss"
        return child.path != _NUMBERED and not (near_miss and child.path in _NOT_OF_A_NEAR_MISS)

    def _take_implied(self, child: Field, path: Path) -> None:
        """Answer a question by what is known of the model, if it has not been asked yet."""
        if child.path[:2] != ("models", "*") or child.name == "name" or path in self._answers.given:
            return
        name = value_at(self._values, (*path[:-1], "name"))
        if known := self._implied(str(name)).get(child.name) if name else None:
            self._answers.take(path, known)
            if not self._asking.closing:
                click.echo(f"  {child.title}: {printable(known)}, as in the last review of this model.")
