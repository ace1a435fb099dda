"""One question of the dialogue: the prompt, what each value means, and a valid answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import click

from afterword.cli.answers import Answers
from afterword.cli.pasted import belongs_to_the_narrative, joined, without_secrets
from afterword.cli.terminal import Terminal
from afterword.diagnostics import Diagnostic, Path, Severity, counted, one_of
from afterword.scaffold import Choices, Judging, Meant, meant, put, spelled
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
    """Asks for single values and puts them into ``values``, but nothing that the check would reject.

    What is answered already is put without a question. Once ``closing``, nothing is asked any more. ``logs`` are the
    texts that were pasted and go into the narrative.
    """

    values: dict[str, Any]
    judging: Judging
    choices: Choices
    terminal: Terminal
    now: datetime
    answers: Answers = field(default_factory=Answers)
    logs: list[str] = field(default_factory=list)
    closing: bool = False
    asked: int = 0
    answered: int = 0
    _pending: list[str] = field(default_factory=list)
    _explained: set[tuple[str, ...]] = field(default_factory=set)

    def say(self, text: str) -> None:
        """Print a text before the next question that is really asked."""
        self._pending.append(text)

    def begin(self) -> None:
        """Begin a pass through all questions."""
        self._pending.clear()
        self.answers.begin()

    def speak(self) -> None:
        """Print what waits for the next question."""
        for text in self._pending:
            click.echo(text)
        self._pending.clear()

    def line(self, label: str, words: Sequence[str] = (), typed: str = "") -> str:
        """A line that answers the question of now; Ctrl-C keeps what was typed with the answers."""
        try:
            return self.terminal.line(label, words, typed)
        except KeyboardInterrupt:
            self.answers.stop(self.terminal.left)
            raise

    def known(self, path: Path, *, needed: bool = False) -> str | None:
        """The answer that is there; ``None`` if the question must be asked, which is then at the terminal."""
        found = self.answers.known(path, needed=needed)
        if self.closing:
            found = self.answers.given.get(path, "")
        if found is not None:
            self._pending.clear()
            return found
        self.asked += 1
        self.speak()
        return None

    def ask(
        self,
        asked: Field,
        path: Path,
        *,
        needed: bool = False,
        proposed: str = "",
        prompt: str = "",
        optional: bool = False,
        key: Path = (),
    ) -> bool:
        """Ask until the answer is valid; return whether there is one. Raises ``LeftOut``, ``Back``, ``EOFError``.

        ``key`` is what the answer is kept by, where that is not the path.
        """
        key = key or path
        text = self.known(key, needed=needed)
        if text is None:
            text = self._asked(asked, path, self.answers.begun(key), needed, proposed, prompt, optional)
            self.answers.take(key, text)
            self.answered += bool(text)
        elif not text and needed and len(path) > 1:
            raise LeftOut
        if text:
            put(self.values, spelled(path), text, self.judging.contract.fields)
        return bool(text)

    def _asked(
        self, asked: Field, path: Path, typed: str, needed: bool, proposed: str, prompt: str, optional: bool
    ) -> str:
        self._explain(asked, prompt or asked.prompt or asked.description, optional=optional)
        closed = self.choices.closed(asked)
        words = list(closed) or list(self.choices.open(asked))
        offered: Sequence[str] = ()
        while True:
            label = f"{asked.name} [{proposed}]" if proposed else asked.name
            text = self.line(label, words, typed) or proposed
            if "\n" in text and (text := self._without_lines(asked, text)) == "":
                continue
            if text == LEAVE and len(path) > 1:
                raise LeftOut
            if not text and needed:
                more = f" `{LEAVE}` skips this entry." if len(path) > 1 else ""
                click.echo(f"  This field is required.{more}")
                typed = ""
                continue
            if not text:
                return ""
            found = self._meant(asked, text, closed, offered)
            if found.choices:
                proposed, typed, offered = found.choices[0], "", self._offer(text, found.choices)
                continue
            if self._is_valid(path, found.text, closed, asked):
                if found.text != text:
                    click.echo(f"  Taken as `{printable(found.text, 200)}`.")
                return found.text
            typed, offered = found.text, ()

    def _meant(self, asked: Field, text: str, closed: Mapping[str, str], offered: Sequence[str]) -> Meant:
        if text.isdecimal() and 0 < int(text) <= len(offered) > 1:
            return Meant(offered[int(text) - 1])
        if text in offered:
            return Meant(text)
        same = [name for name in self.choices.open(asked) if name.casefold() == text.casefold()]
        if len(same) == 1:
            return Meant(same[0])
        return meant(asked, text, self.judging.settings, self.now, closed if not asked.terms else ())

    @staticmethod
    def _offer(text: str, choices: Sequence[str]) -> Sequence[str]:
        """Ask which of several values is meant; Enter takes the first."""
        if len(choices) == 1:
            click.echo(f"  `{printable(text, 60)}` is usually `{choices[0]}` here. Enter takes that.")
            return choices
        click.echo(f"  `{printable(text, 60)}` can mean several things. Type the number; Enter takes the first.")
        for number, choice in enumerate(choices, 1):
            click.echo(f"  {number}  {printable(choice)}")
        return choices

    def _without_lines(self, asked: Field, text: str) -> str:
        """Pasted lines as one, or nothing if they went into the narrative."""
        if not belongs_to_the_narrative(text, asked):
            return joined(text)
        self.keep(text)
        return ""

    def keep(self, text: str) -> None:
        """Put pasted lines into the narrative, their secrets covered."""
        log, covered = without_secrets(text, self.choices.secrecy)
        self.logs.append(log)
        hidden = f" {counted(covered, 'part')} that may be secret or personal covered." if covered else ""
        number = counted(len(log.splitlines()), "line")
        click.echo(f"  The {number} that you pasted go into the narrative, as a block of code.{hidden}")

    def _explain(self, asked: Field, prompt: str, *, optional: bool) -> None:
        mark = " (optional)" if optional else ""
        click.echo(f"\n{click.style(prompt, bold=True)}{mark}")
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

    def _is_valid(self, path: Path, text: str, closed: Mapping[str, str], asked: Field) -> bool:
        """Whether an answer is valid; prints what is wrong with it and what is allowed."""
        if closed and not asked.terms:  # these values come from the knowledge base, not from the schema
            unknown = [part for word in text.split(",") if (part := word.strip()) and part not in closed]
            if unknown:
                near = suggest(unknown[0], closed)
                click.echo(f"  There is no pattern `{printable(unknown[0], 60)}`.{near}")
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
