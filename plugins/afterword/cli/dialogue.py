"""The dialogue of ``afterword new``: asks for the fields of a draft, and shows similar past incidents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import click

from afterword.analysis.recall import Hit
from afterword.cli.asking import Asking, LeftOut, report
from afterword.comment import became
from afterword.diagnostics import Path, Severity, counted
from afterword.scaffold import (
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

SHOWN: Final = 3
"""How many past incidents are shown."""

_ENTRIES: Final = {"models": "model", "safeguards": "safeguard", "root_causes": "root cause", "actions": "action"}
"""What one entry of a list is called; an entry of any other list is an entry."""

_NUMBERED: Final = ("actions", "*", "id")
_PROPOSED: Final[Mapping[tuple[str, ...], str]] = {
    ("actions", "*", "status"): "open",
    ("related", "*", "relation"): "see-also",
}


class Dialogue:
    """Asks for the fields of a draft; ``near`` finds similar past incidents for a line of text.

    ``cover`` returns, for some files, a function that masks their secrets in a text.
    """

    def __init__(
        self,
        asking: Asking,
        near: Callable[[str], Sequence[Hit]],
        cover: Callable[[Collection[str]], Callable[[str], str]],
    ) -> None:
        self._asking, self._near, self._cover = asking, near, cover
        self._contract = asking.judging.contract
        self._values = asking.values

    def hold(self) -> None:
        """Ask all questions, until the end of the input. Raises ``KeyboardInterrupt``."""
        click.echo("Tab completes. Enter skips optional questions.")
        click.echo("Ctrl-D saves the draft now; Ctrl-C stops without saving.")
        try:
            for field in first_questions(self._contract):
                if field.name not in self._values:
                    self._asking.ask(field, (field.name,), needed=True, proposed=self._today(field))
                    self._advise(field)
                if field.name == "title":
                    self._link(str(self._values["title"]))
            for chapter in chapters(self._values, self._contract):
                click.echo(f"\n{self._ahead(chapter)}")
                for field in chapter.fields:
                    self._whole(field)
        except EOFError:
            click.echo("\nUnanswered fields are left in the draft as comments.")

    def _ahead(self, chapter: Chapter) -> str:
        """How many questions the next status needs."""
        number = len(chapter.fields)
        if chapter.status == IN_REVIEW:
            return f"{counted(number, 'more question')} until it is ready for review."
        ready = "Ready for review. " if is_ready(self._values, IN_REVIEW, self._contract) else ""
        return f"{ready}{number} more to publish; Ctrl-D saves now."

    def _today(self, field: Field) -> str:
        return self._asking.judging.as_of.isoformat() if field.format == "moment" else ""

    def _whole(self, field: Field) -> None:
        """Ask for a field until it is well-formed, or skipped because nothing more is answered."""
        path: Path = (field.name,)
        while True:
            answered = self._field(field, path)
            wrong = self._advise(field)
            if not wrong:
                return
            if not answered:
                click.echo(f"  Skipped: {field.title.lower()}.")
                drop(self._values, path)
                return

    def _advise(self, field: Field) -> bool:
        """Print what the check reports on a filled field; return whether one of these is an error."""
        problems = self._asking.judging.at(self._values, (field.name,)) if field.name in self._values else []
        report(problems)
        return any(problem.severity is Severity.ERROR for problem in problems)

    def _field(self, field: Field, path: Path, *, needed: bool = False, prompt: str = "") -> bool:
        """Ask for a field of any shape; return whether anything was answered."""
        if field.kind == "array" and field.item is not None and not self._asking.choices.closed(field):
            return self._list(field, field.item, path)
        if field.kind == "object":
            return self._group(field, path, needed=needed)
        proposed = _PROPOSED.get(field.path, "")
        return self._asking.ask(field, path, needed=needed, proposed=proposed, prompt=prompt)

    def _list(self, field: Field, item: Field, path: Path) -> bool:
        """Ask for entries until one is left empty."""
        click.echo(f"\n{click.style(field.prompt or field.description, bold=True)}")
        click.echo("  One at a time; an empty answer ends the list.")
        begun = at = len(value_at(self._values, path) or ())
        while self._entry(field, item, (*path, at)):
            at += 1
        return at > begun

    def _entry(self, field: Field, item: Field, path: Path) -> bool:
        if item.kind == "object":
            another = f"Another {_ENTRIES.get(field.name, 'entry')}? Enter to finish." if path[-1] else ""
            return self._group(item, path, needed=False, prompt=another)
        number = f"{field.title}, number {int(path[-1]) + 1}"
        try:
            return self._asking.ask(item, path, prompt=number)
        except LeftOut:
            return False

    def _group(self, group: Field, path: Path, *, needed: bool, prompt: str = "") -> bool:
        """Ask for the fields of a group or an entry, which is skipped if its first answer is empty.

        ``prompt`` takes the place of the first question.
        """
        below = [child for child in asked_below(group) if child.path != _NUMBERED]
        alone = len(below) == 1 and group.path[-1] != "*"
        if group.prompt and group.path[-1] != "*" and not alone:
            click.echo(f"\n{click.style(group.prompt, bold=True)}")
        answered, question = False, _question(group) if alone else prompt
        try:
            for child in below:
                needs = child.required and (answered or needed)
                given = self._field(child, (*path, child.name), needed=needs, prompt=question)
                if child.required and not given:
                    return False
                answered, question = answered or given, ""
        except LeftOut:
            drop(self._values, path)
            click.echo("  Skipped.")
            return False
        if answered and "id" in group.children and group.children["id"].path == _NUMBERED:
            put(self._values, spelled((*path, "id")), f"A{int(path[-1]) + 1}", self._contract.fields)
            in_order(value_at(self._values, path), group)
        return answered

    def _link(self, title: str) -> None:
        """Show similar past incidents, and link those that the author chooses."""
        hits = self._near(title)[:SHOWN]
        if not hits:
            return
        click.echo(f"\n{click.style('Similar past incidents', bold=True)}")
        for number, hit in enumerate(hits, 1):
            self._show(number, hit)
        numbers = [str(number) for number in range(1, len(hits) + 1)]
        click.echo("  Enter numbers separated by commas to link them, or press Enter to skip.")
        typed = ""
        while True:
            typed = self._asking.terminal.line("link", numbers, typed)
            chosen = list(dict.fromkeys(word.strip() for word in typed.split(",") if word.strip()))
            if unknown := [word for word in chosen if word not in numbers]:
                click.echo(f"  `{printable(unknown[0], 40)}` is not one of the numbers above.")
            else:
                break
        for word in chosen:
            self._relate(hits[int(word) - 1])

    def _show(self, number: int, hit: Hit) -> None:
        review = hit.review
        cover = self._cover({review.path})
        click.echo(f"  {number}  {printable(cover(review.title))} ({review.id})")
        for reason in hit.reasons:
            click.echo(f"     {printable(cover(reason.words))}")
        click.echo(f"     {became(review, self._asking.judging.as_of)}")

    def _relate(self, hit: Hit) -> None:
        path: Path = ("related", len(value_at(self._values, ("related",)) or ()))
        put(self._values, spelled((*path, "id")), hit.review.id, self._contract.fields)
        relation = self._contract.fields.at("related", "*", "relation")
        prompt = f"How is it related to “{printable(self._cover({hit.review.path})(hit.review.title))}”?"
        try:
            self._asking.ask(relation, (*path, "relation"), proposed=_PROPOSED[relation.path], prompt=prompt)
        except (LeftOut, EOFError) as ended:
            drop(self._values, path)
            if isinstance(ended, EOFError):
                raise


def _question(group: Field) -> str:
    """The question of a group with a single field."""
    return group.prompt or group.description
