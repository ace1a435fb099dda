"""The dialogue of ``afterword new``: the fields of a draft one after another, near incidents shown on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import click

from afterword.analysis.recall import Hit
from afterword.cli.asking import Asking, LeftOut, tell
from afterword.comment import became
from afterword.diagnostics import Path, Severity, counted
from afterword.scaffold import asked_below, chapters, drop, first_questions, in_order, put, spelled, value_at
from afterword.schema import Field
from afterword.text.printable import printable

SHOWN: Final = 3
"""How many past incidents are shown."""

_NUMBERED: Final = ("actions", "*", "id")
_PROPOSED: Final[Mapping[tuple[str, ...], str]] = {
    ("actions", "*", "status"): "open",
    ("related", "*", "relation"): "see-also",
}


class Dialogue:
    """Asks what a draft should hold; ``near`` finds past incidents by a line of text.

    ``cover`` gives, for some files, what takes out of a text whatever they would give away in it.
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
        """Ask everything; the end of the input ends the questions. Raises ``KeyboardInterrupt``."""
        click.echo("Tab completes. Enter leaves a question open, where that can be.")
        click.echo("Ctrl-D ends the questions and writes the draft; Ctrl-C stops, and writes nothing.")
        try:
            for field in first_questions(self._contract):
                if field.name not in self._values:
                    self._asking.ask(field, (field.name,), needed=True, proposed=self._today(field))
                    self._advise(field)
                if field.name == "title":
                    self._link(str(self._values["title"]))
            for chapter in chapters(self._values, self._contract):
                status = self._contract.fields.children["status"].label(chapter.status).lower()
                click.echo(f"\n{counted(len(chapter.fields), 'more question')} until it can be {status}.")
                for field in chapter.fields:
                    self._whole(field)
        except EOFError:
            click.echo("\nEnough for now: what is open waits in the draft as a comment.")

    def _today(self, field: Field) -> str:
        return self._asking.judging.as_of.isoformat() if field.format == "moment" else ""

    def _whole(self, field: Field) -> None:
        """Ask for a field until it is well-formed, or left out because nothing more is answered."""
        path: Path = (field.name,)
        while True:
            answered = self._field(field, path)
            wrong = self._advise(field)
            if not wrong:
                return
            if not answered:
                click.echo(f"  Left out: {field.title.lower()}.")
                drop(self._values, path)
                return

    def _advise(self, field: Field) -> bool:
        """Tell what the check says of a field that is filled; whether that is an error."""
        found = self._asking.judging.at(self._values, (field.name,)) if field.name in self._values else []
        tell(found)
        return any(one.severity is Severity.ERROR for one in found)

    def _field(self, field: Field, path: Path, *, needed: bool = False, prompt: str = "") -> bool:
        """Ask for a field of any shape; tell whether anything was answered."""
        if field.kind == "array" and field.item is not None and not self._asking.choices.closed(field):
            return self._list(field, field.item, path)
        if field.kind == "object":
            return self._group(field, path, needed=needed)
        proposed = _PROPOSED.get(field.path, "")
        return self._asking.ask(field, path, needed=needed, proposed=proposed, prompt=prompt)

    def _list(self, field: Field, item: Field, path: Path) -> bool:
        """Entry after entry, until one is left open."""
        click.echo(f"\n{click.style(field.prompt or field.description, bold=True)}")
        click.echo("  One after another; Enter ends the list.")
        begun = at = len(value_at(self._values, path) or ())
        while self._entry(field, item, (*path, at)):
            at += 1
        return at > begun

    def _entry(self, field: Field, item: Field, path: Path) -> bool:
        if item.kind == "object":
            return self._group(item, path, needed=False)
        number = f"{field.title}, number {int(path[-1]) + 1}"
        try:
            return self._asking.ask(item, path, prompt=number)
        except LeftOut:
            return False

    def _group(self, group: Field, path: Path, *, needed: bool) -> bool:
        """The fields of a group or of an entry; it is left out as long as nothing of it is answered."""
        below = [child for child in asked_below(group) if child.path != _NUMBERED]
        alone = len(below) == 1 and group.path[-1] != "*"
        if group.prompt and group.path[-1] != "*" and not alone:
            click.echo(f"\n{click.style(group.prompt, bold=True)}")
        answered = False
        try:
            for child in below:
                needs = child.required and (answered or needed)
                given = self._field(child, (*path, child.name), needed=needs, prompt=_question(group) if alone else "")
                if child.required and not given:
                    return False
                answered = answered or given
        except LeftOut:
            drop(self._values, path)
            click.echo("  Left out.")
            return False
        if answered and "id" in group.children and group.children["id"].path == _NUMBERED:
            put(self._values, spelled((*path, "id")), f"A{int(path[-1]) + 1}", self._contract.fields)
            in_order(value_at(self._values, path), group)
        return answered

    def _link(self, title: str) -> None:
        """Show what is near, and relate what the author chooses."""
        hits = self._near(title)[:SHOWN]
        if not hits:
            return
        click.echo(f"\n{click.style('The nearest past incidents', bold=True)}")
        for number, hit in enumerate(hits, 1):
            self._show(number, hit)
        numbers = [str(number) for number in range(1, len(hits) + 1)]
        click.echo("  Their numbers, parted by commas, link them; Enter links none.")
        typed = ""
        while True:
            typed = self._asking.terminal.line("link", numbers, typed)
            chosen = list(dict.fromkeys(word.strip() for word in typed.split(",") if word.strip()))
            if strange := [word for word in chosen if word not in numbers]:
                click.echo(f"  `{printable(strange[0], 40)}` is not one of the numbers above.")
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
    """What a group asks that asks for one thing alone."""
    return group.prompt or group.description
