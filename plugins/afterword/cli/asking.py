"""One question of the dialogue: the prompt, what each value means, and a valid answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import click

from afterword.cli.terminal import Terminal
from afterword.diagnostics import Diagnostic, Path, Severity, one_of
from afterword.scaffold import Choices, Judging, put, spelled
from afterword.schema import Field
from afterword.text.nearest import suggest
from afterword.text.printable import printable

LEAVE: Final = "-"
"""The answer that skips an entry that was begun."""

_HINTS: Final = {
    "moment": "As precise as you know it: 2026-03-01T10:00Z, 2026-03-01, 2026-03 or 2026; or unknown.",
    "date": "A date, such as 2026-03-31.",
    "uri": "An http or https URL.",
}


class LeftOut(Exception):  # noqa: N818  # it is an answer
    """The entry that the question belongs to is skipped."""


@dataclass
class Asking:
    """Asks for single values and puts them into ``values``, but nothing that the check would reject."""

    values: dict[str, Any]
    judging: Judging
    choices: Choices
    terminal: Terminal
    _explained: set[tuple[str, ...]] = field(default_factory=set)

    def ask(self, asked: Field, path: Path, *, needed: bool = False, proposed: str = "", prompt: str = "") -> bool:
        """Ask until the answer is valid; return whether there is one. Raises ``LeftOut``, ``EOFError``."""
        self._explain(asked, prompt or asked.prompt or asked.description)
        closed = self.choices.closed(asked)
        words = list(closed) or list(self.choices.open(asked))
        label = f"{asked.name} [{proposed}]" if proposed else asked.name
        typed = ""
        while True:
            text = self.terminal.line(label, words, typed) or proposed
            typed = text
            if text == LEAVE and len(path) > 1:
                raise LeftOut
            if not text and not needed:
                return False
            if not text:
                more = f" `{LEAVE}` skips this entry." if len(path) > 1 else ""
                click.echo(f"  This field is required.{more}")
            elif not self._is_valid(path, text, closed, asked):
                continue
            else:
                put(self.values, spelled(path), text, self.judging.contract.fields)
                return True

    def _explain(self, asked: Field, prompt: str) -> None:
        click.echo(f"\n{click.style(prompt, bold=True)}")
        closed = self.choices.closed(asked)
        # The six questions of the diagnosis share one vocabulary, which is explained once.
        subject = tuple(closed) or asked.path
        if subject in self._explained:
            if closed:
                click.echo(f"  One of {one_of(closed, len(closed))}.")
            return
        self._explained.add(subject)
        width = max(map(len, closed), default=0)
        for value, meaning in closed.items():
            click.echo(f"  {printable(value):{width}}  {printable(meaning)}")
        if asked.kind == "array" and closed:
            click.echo("  Separate several with commas.")
        if names := self.choices.open(asked):
            click.echo(f"  Known so far: {printable(one_of(names))}.")
        if hint := _HINTS.get(asked.format):
            click.echo(f"  {hint}")
        elif asked.examples and not closed and isinstance(asked.examples[0], str | int | float):
            click.echo(f"  For example: {asked.examples[0]}")

    def _is_valid(self, path: Path, text: str, closed: Sequence[str] | Any, asked: Field) -> bool:
        """Whether an answer is valid; prints what is wrong with it and what is allowed."""
        if closed and not asked.terms:  # these values come from the knowledge base, not from the schema
            unknown = [part for word in text.split(",") if (part := word.strip()) and part not in closed]
            if unknown:
                meant = suggest(unknown[0], closed)
                click.echo(f"  There is no pattern `{printable(unknown[0], 60)}`.{meant}")
                return False
        refusals = self.judging.refusals(self.values, path, text)
        report(refusals)
        return not refusals


def report(diagnostics: Sequence[Diagnostic]) -> None:
    """Print what is wrong and what is allowed; a warning is advice."""
    for diagnostic in diagnostics:
        error = diagnostic.severity is Severity.ERROR
        mark = click.style("  ✗" if error else f"  advice ({diagnostic.code}):", fg="red" if error else "yellow")
        message = printable(diagnostic.message).removesuffix(".")
        click.echo(f"{mark} {message}. {printable(diagnostic.help, 800)}".rstrip())
