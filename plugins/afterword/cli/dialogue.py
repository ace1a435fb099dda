"""The dialogue of ``afterword new``: asks for the fields of a draft, in passes that can go back to any answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

import click

from afterword.cli.answers import Again, Answers, Back
from afterword.cli.asking import Asking
from afterword.cli.completing import complete
from afterword.cli.explaining import report, wrapped
from afterword.cli.last_look import LastLook
from afterword.cli.narrating import narrate
from afterword.cli.pattern_names import NEW_ONE, names_patterns
from afterword.cli.shapes import Shapes
from afterword.diagnostics import Path, Severity, counted, json_pointer
from afterword.scaffold import (
    ODD,
    chapters,
    drop,
    first_questions,
    is_ready,
    value_at,
)
from afterword.scaffold.questions import IN_REVIEW, Chapter
from afterword.schema import Field


class Dialogue:
    """Asks for the fields of a draft.

    ``link`` shows past incidents that are like a title, and ``implied`` tells for a model what is known of it.
    ``new_patterns`` asks about the patterns of the review that have no page yet.
    ``wanted`` are the fields to ask for, where it is not a new review, and ``headings`` those of the narrative.
    ``unfinished`` are the fields whose answers do not make a whole, by name.
    """

    def __init__(
        self,
        asking: Asking,
        link: Callable[[str], None],
        implied: Callable[[str], Mapping[str, str]],
        new_patterns: Callable[[], None],
        wanted: Sequence[Chapter] | None = None,
        headings: tuple[str, ...] = (),
    ) -> None:
        self._asking, self._link = asking, link
        self._wanted, self._headings, self._ask_new_patterns = wanted, headings, new_patterns
        self._contract = asking.judging.contract
        self._values, self._answers = asking.values, asking.answers
        self._given = deepcopy(asking.values)
        self.unfinished: dict[str, Any] = {}
        self._shapes = Shapes(asking, implied, self.unfinished)

    @property
    def answers(self) -> Answers:
        return self._answers

    def hold(self) -> None:
        """Ask all questions, until the end of the input. Raises ``KeyboardInterrupt``; the answers are kept."""
        click.echo(f"{self._asking.terminal.keys} Enter skips optional questions.")
        click.echo("Ctrl-D saves the draft now; Ctrl-C stops without saving.")
        look = LastLook(self._asking, self._given, in_file=self._wanted is not None)
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
            if chapter.fields or self._headings:
                self._asking.say(f"\n{self._ahead(chapter)}")
            for field in chapter.fields:
                asked = self._asking.asked
                if not self._is_set(field):
                    self._whole(field)
                if field.name not in self._values and self._asking.asked > asked:
                    self._asking.say(wrapped(f"  {self._needed(field, chapter.status)}"))
                if names_patterns(field):
                    self._new_patterns()
        complete(self._asking)
        for name in self._answers.extra:
            self._whole(self._contract.fields.children[name])
        self._new_patterns()
        narrate(self._asking, self._headings)

    def _is_set(self, field: Field) -> bool:
        """Whether a field that holds no entries was set before the dialogue."""
        whole = field.kind not in {"array", "object"} or names_patterns(field) or bool(field.terms)
        return whole and field.name in self._given

    def _begin(self) -> None:
        for field in first_questions(self._contract):
            if field.name not in self._given:
                before = self._asking.asked
                self._asking.ask(field, (field.name,), needed=True, proposed=self._shapes.today(field))
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

    def _whole(self, field: Field) -> None:
        """Ask for a field until it is well-formed, or skipped because nothing more is answered."""
        path: Path = (field.name,)
        while path not in self._answers.left_out:
            asked, answered = self._asking.asked, self._asking.answered
            self._as_given(path)
            self._shapes.ask(field, path)
            wrong = self._advise(field, told=self._asking.asked > asked)
            if not wrong:
                if not self._asking.closing:
                    self.unfinished.pop(field.name, None)
                return
            if self._asking.closing or self._asking.answered == answered:
                self._skip(path, f"  Skipped: {field.title.lower()}.")
                return
            keys = [key for key in self._answers.below(path) if json_pointer(key) in wrong]
            self._answers.reopen(keys or [path])

    def _needed(self, field: Field, status: str) -> str:
        """What it means that a question was passed over."""
        said = f"`{field.name}` can wait, and is needed before the review is `{status}`."
        return f"{said} {NEW_ONE}" if names_patterns(field) else said

    def _new_patterns(self) -> None:
        named = deepcopy(self._values.get("patterns"))
        self._ask_new_patterns()
        if self._asking.closing and self._values.get("patterns") != named:  # a page that is not complete
            self.unfinished["patterns"] = named

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
            report([problem for problem in problems if problem.code not in ODD])  # those were asked about
        return {problem.pointer for problem in problems if problem.severity is Severity.ERROR}
