"""The questions about a pattern that has no page yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import click

from afterword.cli.answers import Again, Answers
from afterword.cli.asking import Asking, LeftOut
from afterword.diagnostics import Path
from afterword.model import Pattern
from afterword.scaffold import (
    answer_key,
    asked_of_a_pattern,
    drop,
    exemplified,
    layers_of,
    new_pattern,
    single,
    title_of,
)
from afterword.schema import Contract, Field

PATTERNS: Path = ("patterns",)


class NewPatterns:
    """Asks what the page of a new pattern needs; ``known`` are the names that have a page, whole or broken."""

    def __init__(self, asking: Asking, contract: Contract, known: Collection[str]) -> None:
        self._asking, self._contract, self._known = asking, contract, known

    @property
    def answers(self) -> Answers:
        return self._asking.answers

    def ask(self) -> None:
        """Ask about each pattern of the review without a page. Raises ``Again``, ``Back`` and ``EOFError``."""
        named = self._asking.values.get("patterns")
        for name in [*named] if isinstance(named, list) else []:
            if name not in self._known:
                self._about(str(name))

    def page(self, name: str) -> None:
        """Ask for the fields of one page. Raises ``LeftOut`` where its author drops it, ``Back`` and ``EOFError``."""
        judging = self._asking.judging._replace(contract=self._contract)
        choices = self._asking.choices._replace(fields=self._contract.fields)
        # It shares the terminal and the answers, so that going back and stopping are as everywhere.
        asking = replace(self._asking, values={}, judging=judging, choices=choices)
        self._imply_layers(name)
        for field in asked_of_a_pattern(self._contract):
            self._field(asking, field, name)

    def _field(self, asking: Asking, field: Field, name: str) -> None:
        path: Path = (field.name,) if single(field) is field else (field.name, 0)
        proposed = ""
        if field.name == "title":
            asking.say(f"\n{click.style(f'The page of the new pattern `{name}`', bold=True)}")
            asking.say("  One sentence for each is enough; `-` drops the pattern.")
            proposed = title_of(name)
        elif field.name == "readiness_checks":
            proposed = asking.answers.given.get(answer_key(name, "prevention"), "")
            proposed = "" if len(proposed) > int(single(field).bounds.get("maxLength", 0)) else proposed
        shown = exemplified(field, self._patterns())
        asking.ask(shown, path, needed=True, proposed=proposed, prompt=shown.prompt, key=answer_key(name, field.name))

    def _about(self, name: str) -> None:
        answers = self._asking.answers
        key = answer_key(name, "")[:2]
        if key in answers.left_out:
            self._drop(name)
            return
        try:
            self.page(name)
        except LeftOut:
            self._without(name, key)
            return
        if (
            self._asking.closing
            and new_pattern(name, answers.given, self._contract, self._asking.judging.as_of).missing
        ):
            self._drop(name)

    def _without(self, name: str, key: Path) -> None:
        """Take a pattern out of the review again: its answer, or what was set before the dialogue."""
        answers = self._asking.answers
        self._drop(name)
        if PATTERNS in answers.given and not self._asking.closing:
            answers.take(PATTERNS, ", ".join(map(str, self._asking.values.get("patterns", ()))))
            answers.reopen([PATTERNS])
            raise Again
        answers.left_out.add(key)

    def _drop(self, name: str) -> None:
        values = self._asking.values
        values["patterns"] = [other for other in values["patterns"] if other != name]
        if not values["patterns"]:
            drop(values, PATTERNS)

    def _imply_layers(self, name: str) -> None:
        """The layers are those of the causes of the review, unless somebody says otherwise."""
        key, layers = answer_key(name, "layers"), layers_of(self._asking.values)
        if key not in self._asking.answers.given and layers:
            self._asking.answers.take(key, layers)

    def _patterns(self) -> tuple[Pattern, ...]:
        return tuple(self._asking.choices.corpus.patterns)
