"""The dialogue of ``afterword new``: asks for the fields of a draft, in passes that can go back to any answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

import click

from afterword.cli.answers import Again, Answers, Back
from afterword.cli.asking import Asking, LeftOut, report
from afterword.cli.completing import complete
from afterword.cli.last_look import LastLook
from afterword.cli.narrating import narrate
from afterword.diagnostics import Path, Severity, counted, json_pointer
from afterword.scaffold import (
    STATEMENT,
    asked_below,
    chapters,
    drop,
    first_questions,
    in_order,
    is_ready,
    put,
    spelled,
    value_at,
)
from afterword.scaffold.questions import IN_REVIEW, Chapter
from afterword.schema import Field
from afterword.text.printable import printable

_ENTRIES: Final = {"models": "model", "safeguards": "safeguard", "root_causes": "root cause", "actions": "action"}
"""What one entry of a list is called; an entry of any other list is an entry."""

_NUMBERED: Final = ("actions", "*", "id")
_PROPOSED: Final[Mapping[tuple[str, ...], str]] = {
    ("actions", "*", "status"): "open",
    ("review", "statement"): STATEMENT,
}
_TODAY: Final = frozenset({("reviewed",)})
_NOT_OF_A_NEAR_MISS: Final = frozenset({("models", "*", "last_good_version"), ("detection", "missed_signals")})
"""What need not be asked about a near miss: the version in service stayed good, and nothing was missed for long."""


class Dialogue:
    """Asks for the fields of a draft.

    ``link`` shows past incidents that are like a title, and ``implied`` tells for a model what is known of it.
    ``wanted`` are the fields to ask for, where it is not a new review, and ``headings`` those of the narrative.
    ``unfinished`` are the fields whose answers do not make a whole, by name.
    """

    def __init__(
        self,
        asking: Asking,
        link: Callable[[str], None],
        implied: Callable[[str], Mapping[str, str]],
        wanted: Sequence[Chapter] | None = None,
        headings: tuple[str, ...] = (),
    ) -> None:
        self._asking, self._link, self._implied = asking, link, implied
        self._wanted, self._headings = wanted, headings
        self._contract = asking.judging.contract
        self._values, self._answers = asking.values, asking.answers
        self._given = deepcopy(asking.values)
        self.unfinished: dict[str, Any] = {}

    @property
    def answers(self) -> Answers:
        return self._answers

    def hold(self) -> None:
        """Ask all questions, until the end of the input. Raises ``KeyboardInterrupt``; the answers are kept."""
        click.echo(f"{self._asking.terminal.keys} Enter skips optional questions.")
        click.echo("Ctrl-D saves the draft now; Ctrl-C stops without saving.")
        look = LastLook(self._asking, self._given)
        while True:
            try:
                self._pass()
                if look.over():
                    return
            except Again:
                continue
            except Back as back:
                if not self._answers.back(back.typed):
                    click.echo("  This is the first question.")
            except EOFError:
                click.echo("\nUnanswered fields are left in the draft as comments.")
                self._close()
                return
            except KeyboardInterrupt:
                self._close()
                raise

    def _close(self) -> None:
        """Take what is answered after the question at which the dialogue ended, too."""
        self._asking.closing = True
        self._pass()

    def _pass(self) -> None:
        self._values.clear()
        self._values.update(deepcopy(self._given))
        self._asking.begin()
        if self._wanted is None:
            self._begin()
        for chapter in chapters(self._values, self._contract) if self._wanted is None else self._wanted:
            self._asking.say(f"\n{self._ahead(chapter)}")
            for field in chapter.fields:
                self._whole(field)
        if self._wanted is not None:
            complete(self._asking)
        for name in self._answers.extra:
            self._whole(self._contract.fields.children[name])
        narrate(self._asking, self._headings)

    def _begin(self) -> None:
        for field in first_questions(self._contract):
            if field.name not in self._given:
                before = self._asking.asked
                self._asking.ask(field, (field.name,), needed=True, proposed=self._today(field))
                self._advise(field, told=self._asking.asked > before)
            if field.name == "title" and (title := self._values.get("title")):
                self._link(str(title))

    def _ahead(self, chapter: Chapter) -> str:
        """How many questions the next status needs."""
        number = len(chapter.fields) + len(self._headings)
        if chapter.status == IN_REVIEW:
            return f"{counted(number, 'more question')} until it is ready for review."
        ready = "Ready for review. " if is_ready(self._values, IN_REVIEW, self._contract) else ""
        return f"{ready}{number} more to publish; Ctrl-D saves now."

    def _today(self, field: Field) -> str:
        return self._asking.judging.as_of.isoformat() if field.format == "moment" else ""

    def _whole(self, field: Field) -> None:
        """Ask for a field until it is well-formed, or skipped because nothing more is answered."""
        path: Path = (field.name,)
        while path not in self._answers.left_out:
            asked, answered = self._asking.asked, self._asking.answered
            self._as_given(path)
            self._field(field, path)
            wrong = self._advise(field, told=self._asking.asked > asked)
            if not wrong:
                self.unfinished.pop(field.name, None)
                return
            if self._asking.closing or self._asking.answered == answered:
                self._skip(path, f"  Skipped: {field.title.lower()}.")
                return
            keys = [key for key in self._answers.below(path) if json_pointer(key) in wrong]
            self._answers.reopen(keys or [path])

    def _as_given(self, path: Path) -> None:
        drop(self._values, path)
        if (before := value_at(self._given, path)) is not None:
            self._values[str(path[0])] = deepcopy(before)

    def _skip(self, path: Path, said: str) -> None:
        if (begun := value_at(self._values, path)) is not None:
            self.unfinished[str(path[0])] = deepcopy(begun)
        drop(self._values, path)
        if not self._asking.closing:
            self._answers.left_out.add(path)
            self._asking.say(said)

    def _advise(self, field: Field, *, told: bool) -> set[str]:
        """Print what the check reports on a filled field; return where its errors are."""
        problems = self._asking.judging.at(self._values, (field.name,)) if field.name in self._values else []
        if told:
            report(problems)
        return {problem.pointer for problem in problems if problem.severity is Severity.ERROR}

    def _field(
        self, field: Field, path: Path, *, needed: bool = False, prompt: str = "", optional: bool = False
    ) -> bool:
        """Ask for a field of any shape; return whether anything was answered."""
        if field.kind == "array" and field.item is not None and not self._asking.choices.closed(field):
            return self._list(field, field.item, path, optional=optional)
        if field.kind == "object":
            return self._group(field, path, needed=needed)
        proposed = _PROPOSED.get(field.path, "") or (self._today(field) if field.path in _TODAY else "")
        return self._asking.ask(field, path, needed=needed, proposed=proposed, prompt=prompt, optional=optional)

    def _list(self, field: Field, item: Field, path: Path, *, optional: bool = False) -> bool:
        """Ask for entries until one is left empty."""
        mark = " (optional)" if optional else ""
        self._asking.say(f"\n{click.style(field.prompt or field.description, bold=True)}{mark}")
        self._asking.say("  One at a time; an empty answer ends the list.")
        begun = at = len(value_at(self._values, path) or ())
        while self._entry(field, item, (*path, at)):
            at += 1
        if not self._asking.closing and any(self._answers.below((*path, at + 1))):  # an entry before others was emptied
            self._answers.forget((*path, at))
            raise Again
        return at > begun

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
                more = not child.required and child is not below[0]
                given = self._field(child, at, needed=needs, prompt=question, optional=more)
                if child.required and not given:
                    return False
                answered, question = answered or given, ""
        except LeftOut:
            self._leave(path, below[0])
            return False
        if answered and "id" in group.children and group.children["id"].path == _NUMBERED:
            put(self._values, spelled((*path, "id")), f"A{int(path[-1]) + 1}", self._contract.fields)
            in_order(value_at(self._values, path), group)
        return answered

    def _leave(self, path: Path, first: Field) -> None:
        """Drop an entry or a group that was begun."""
        if self._asking.closing:
            self.unfinished.setdefault(str(path[0]), deepcopy(self._values.get(str(path[0]))))
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
