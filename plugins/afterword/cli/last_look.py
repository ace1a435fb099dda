"""The end of a dialogue: all answers in one list, where each can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

import click

from afterword.cli.answers import Back
from afterword.cli.asking import LEAVE, Asking, LeftOut
from afterword.cli.explaining import wrapped
from afterword.diagnostics import Path, listed
from afterword.rules.wording import named
from afterword.scaffold import drop, field_of, leaves, problems_with, put, spelled, still_needed, value_at
from afterword.text.nearest import suggest
from afterword.text.printable import printable

_LABEL: Final = "save"
_WIDTH: Final = 88
_SKIPPED: Final = "(skipped)"


class LastLook:
    """Shows the answers of a dialogue; ``given`` is what was set before it began, or is in the file already."""

    def __init__(self, asking: Asking, given: dict[str, Any], *, in_file: bool = False) -> None:
        self._asking, self._given, self._in_file = asking, given, in_file

    def over(self) -> bool:
        """Whether the review is to be written; if not, an answer is open again. Raises ``EOFError``."""
        self._asking.speak()
        rows = self._rows()
        self._show(rows)
        labels = [_shown(path) for path, _ in rows]
        try:
            while text := self._asking.terminal.line(_LABEL, labels):
                if self._change(text, rows, labels):
                    return False
        except Back:
            self._asking.answers.reopen(self._asking.answers.passed[-1:])
            return False
        return True

    def _rows(self) -> list[tuple[Path, str]]:
        """Every answer with its question, in the order of the questions."""
        answers = self._asking.answers
        inside = {key for group in answers.left_out for key in answers.below(group)}
        asked = [(path, answers.given.get(path, "")) for path in answers.passed if path not in inside]
        before = [(path, text) for path, text in leaves(self._given) if path not in answers.given]
        shown = [(path, text) for path, text in asked if text or not (path[0] == "link" or self._ends_a_list(path))]
        return [*before, *shown, *((group, "") for group in sorted(answers.left_out, key=str))]

    def _ends_a_list(self, path: Path) -> bool:
        """Whether a question that was left empty only ended a list of entries."""
        at = next((place for place, step in enumerate(path) if isinstance(step, int)), None)
        return at is not None and path[at] != 0 and not any(map(self._asking.answers.given.get, self._inside(path, at)))

    def _inside(self, path: Path, at: int) -> Iterator[Path]:
        return self._asking.answers.below(path[: at + 1])

    def _show(self, rows: list[tuple[Path, str]]) -> None:
        click.echo(f"\n{click.style('Here is your review', bold=True)}")
        width = max((len(_shown(path)) for path, _ in rows), default=0)
        for number, (path, text) in enumerate(rows, 1):
            shown = printable(text, _WIDTH) or _SKIPPED
            click.echo(wrapped(f"  {number:>2}  {_shown(path):{width}}  {shown}", width + 8))
        for number, log in enumerate(self._asking.logs, 1):
            first = log.strip().partition("\n")[0]
            click.echo(f"  p{number}  {'pasted':{width}}  {printable(first, _WIDTH)}")
        status, missing = still_needed(self._asking.values, self._asking.judging.contract)
        if missing:
            names = listed(f"`{field.name}`" for field in missing)
            click.echo(wrapped(f"  Before it is `{status}` it still needs {names}."))
        click.echo("  Enter saves it. A number changes that answer, and the name of any field asks for that field.")

    def _change(self, text: str, rows: list[tuple[Path, str]], labels: list[str]) -> bool:
        asking = self._asking
        if "\n" in text:
            asking.keep(text)
            return True
        fields = asking.judging.contract.fields.children
        places = [*(path for path, _ in rows), *asking.answers.passed]
        spelt = [_spelled(path) for path in places]
        if text.isdecimal() and 0 < int(text) <= len(rows):
            path = rows[int(text) - 1][0]
        elif text in labels:
            path = rows[labels.index(text)][0]
        elif text in spelt:
            path = places[spelt.index(text)]
        elif text in fields and text != "status":
            path = (text,)
            self._open(path)
            return True
        elif text[:1] == "p" and text[1:].isdecimal() and 0 < int(text[1:]) <= len(asking.logs):
            return self._pasted(int(text[1:]) - 1)
        else:
            near = suggest(text, [*labels, *fields])
            click.echo(f"  `{printable(text, 40)}` is neither a number above nor a field.{near}")
            return False
        if path in asking.answers.given or path in asking.answers.left_out:
            asking.answers.reopen([path])
        else:
            self._given_before(path)
        return True

    def _open(self, path: Path) -> None:
        """Ask for a whole field: again, or as one more."""
        answers = self._asking.answers
        if path in answers.left_out or any(answers.below(path)):
            answers.more.add(path)
            answers.left_out.discard(path)
            # What was skipped as a whole: a part of a group, or the entry that ended a list.
            depth = len(path) + 1
            answers.reopen(
                key for key in [*answers.below(path)] if not any(map(answers.given.get, answers.below(key[:depth])))
            )
        elif value_at(self._given, path) is None:
            answers.extra.append(str(path[0]))
        else:
            self._given_before(path)

    def _given_before(self, path: Path) -> None:
        """Ask for a value that was set before the dialogue."""
        asking, old = self._asking, value_at(self._given, path)
        field = field_of(spelled(path), asking.judging.contract.fields)
        if field is None or isinstance(old, list | dict):
            click.echo("  Choose one of its values by its number.")
            return
        asking.answers.given[path] = str(old)
        asking.answers.reopen([path])
        try:
            asking.ask(field, path, needed=field.required)
        except LeftOut:
            asking.answers.take(path, "")
        except Back:
            asking.answers.take(path, str(old))
        text = asking.answers.given.pop(path)
        if not text and self._in_file and self._is_needed(path):
            click.echo("  The check needs it, so it stays.")
        elif text:
            put(self._given, spelled(path), text, asking.judging.contract.fields)
        else:
            drop(self._given, path)
            if self._in_file:
                click.echo("  It is taken out of the file when you save.")

    def _is_needed(self, path: Path) -> bool:
        """Whether the check would miss a value."""
        judging, rest = self._asking.judging, deepcopy(self._given)
        drop(rest, path)
        before, after = (
            {one.pointer for one in problems_with(data, judging) if one.code == "AW101"} for data in (self._given, rest)
        )
        return path[0] == "status" or bool(after - before)

    def _pasted(self, at: int) -> bool:
        click.echo(f"\n{printable(self._asking.logs[at], 2_000)}\n  Enter keeps it, `{LEAVE}` removes it.")
        if self._asking.terminal.line("pasted") == LEAVE:
            del self._asking.logs[at]
        return True


def _shown(path: Path) -> str:
    """A place as messages name it: ``models[1].name`` is that of the first model."""
    return "link" if path[0] == "link" else named(path).strip("`")


def _spelled(path: Path) -> str:
    return "link" if path[0] == "link" else spelled(path)
