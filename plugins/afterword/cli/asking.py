"""One question of the dialogue: the prompt, what each value means, and a valid answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import click

from afterword.cli.answers import Answers
from afterword.cli.explaining import hints, question, report, values_again, values_of, wrapped
from afterword.cli.moments import completed, with_zone
from afterword.cli.pasted import belongs_to_the_narrative, joined, without_secrets
from afterword.cli.pattern_names import NEW_ONE, about_new, as_names, names_patterns
from afterword.cli.terminal import Terminal
from afterword.diagnostics import Path, counted
from afterword.scaffold import Choices, Judging, Meant, meant, put, spelled
from afterword.schema import Field
from afterword.text.printable import printable
from afterword.text.same_name import same_name

LEAVE: Final = "-"
"""The answer that skips an entry that was begun."""


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
            text = self._asked(asked, path, key, needed, proposed, prompt, optional)
            self.answers.take(key, text)
            self.answered += bool(text)
        elif not text and needed and len(key) > 1:
            raise LeftOut
        if text:
            put(self.values, spelled(path), text, self.judging.contract.fields)
        return bool(text)

    def _asked(
        self, asked: Field, path: Path, key: Path, needed: bool, proposed: str, prompt: str, optional: bool
    ) -> str:
        typed = self.answers.begun(key)
        self._explain(asked, prompt, optional=optional)
        closed = self.choices.closed(asked)
        words = list(closed) or list(self.choices.open(asked))
        offered: Sequence[str] = ()
        before = kept = ""
        while True:
            label = f"{asked.name} [{proposed}]" if proposed else asked.name
            text = self.line(label, words, typed) or proposed
            if "\n" in text and (text := self._without_lines(asked, text)) == "":
                continue
            if text == LEAVE and len(key) > 1:
                raise LeftOut
            if not text and needed:
                more = f" `{LEAVE}` skips this entry." if len(key) > 1 else ""
                click.echo(f"  This field is required.{more}")
                typed = ""
                continue
            if not text:
                return ""
            found = self._meant(asked, text, closed, offered, before)
            if found.choices:
                proposed, typed, offered = found.choices[0], "", self._offer(text, found)
                before = found.text
                continue
            if names_patterns(asked):
                found = Meant(self._named(found.text))
            if not self._is_valid(path, found.text):
                typed, offered, before = found.text, (), ""
                continue
            if found.text != text:
                click.echo(f"  Taken as `{printable(found.text, 200)}`.")
            if found.text == kept or not self._is_doubtful(path, found.text, asked):
                return found.text
            typed = kept = found.text

    def _meant(self, asked: Field, text: str, closed: Mapping[str, str], offered: Sequence[str], before: str) -> Meant:
        """What an answer means; ``before`` is the one about which was just asked."""
        if text.isdecimal() and 0 < int(text) <= len(offered) > 1:
            return Meant(offered[int(text) - 1])
        if text in offered:
            return Meant(text)
        if asked.format == "moment" and before and (whole := with_zone(before, text)):
            return Meant(whole)
        same = [name for name in self.choices.open(asked) if same_name(name) == same_name(text)]
        if len(same) == 1:
            return Meant(same[0])
        found = meant(asked, text, self.judging.settings, self.now, closed if not asked.terms else ())
        return completed(found, self.values, self.judging.contract.fields) if asked.format == "moment" else found

    @staticmethod
    def _offer(text: str, found: Meant) -> Sequence[str]:
        """Ask which of several values is meant; Enter takes the first."""
        choices, said = found.choices, f"  `{printable(text, 60)}`"
        if len(choices) == 1:
            taken = f"Enter takes `{choices[0]}`" if found.why else "Enter takes that"
            click.echo(wrapped(f"{said} {found.why or f'is usually `{choices[0]}` here'}. {taken}."))
            return choices
        click.echo(f"{said} {found.why or 'can mean several things'}. Type the number; Enter takes the first.")
        for number, choice in enumerate(choices, 1):
            click.echo(f"  {number}  {printable(choice)}")
        return choices

    def _is_doubtful(self, path: Path, text: str, asked: Field) -> bool:
        """Whether an answer is hardly meant; says why, and that Enter keeps it."""
        doubts = self.judging.doubts(self.values, path, text, asked)
        if names_patterns(asked):
            doubts += about_new(text, self._with_a_page, self.judging.settings.patterns)
        for doubt in doubts:
            click.echo(wrapped(f"  {printable(doubt, 400)} Enter keeps it.", 2))
        return bool(doubts)

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
        question(asked, prompt, optional=optional)
        closed = self.choices.closed(asked)
        if names_patterns(asked):
            click.echo(wrapped(f"  {NEW_ONE}"))
        # The six questions of the diagnosis share one vocabulary, which is explained once.
        subject = tuple(closed) or asked.path
        if subject in self._explained:
            values_again(closed)
            return
        self._explained.add(subject)
        values_of(closed, several=asked.kind == "array")
        hints(asked, self.choices.open(asked), closed=bool(closed))

    def _is_valid(self, path: Path, text: str) -> bool:
        """Whether an answer is valid; prints what is wrong with it and what is allowed."""
        refusals = self.judging.refusals(self.values, path, text)
        report(refusals)
        return not refusals

    def _named(self, text: str) -> str:
        """Names of patterns; what was typed as the title of a new one stands in the line when that is asked."""
        names, titles = as_names(text, self._with_a_page)
        self.answers.offer({key: title for key, title in titles.items() if key not in self.answers.given})
        return names

    @property
    def _with_a_page(self) -> frozenset[str]:
        return self.choices.with_a_page(self.judging.settings.patterns)
