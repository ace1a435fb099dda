"""The end of a dialogue that was stopped: the command that continues it with every answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any, Final, NamedTuple, NoReturn

import click

from afterword.cli.kept_answers import keep_answers
from afterword.cli.narrating import NARRATIVE
from afterword.cli.to_run import to_run
from afterword.diagnostics import Path
from afterword.scaffold import PATTERN_ANSWER, leaves, spelled
from afterword.text.printable import printable

LONGEST: Final = 8_000
"""The longest command that is printed: every shell takes it, and it fills no more than a few screens."""

_NONE: Final[Mapping[Any, Any]] = MappingProxyType({})


class Answered(NamedTuple):
    """What was answered when a dialogue ended: ``values``, those that are not whole, ``logs``, and other texts.

    ``start`` is what ``afterword new`` is given first. ``typed`` is what stood in the line of a question, by that
    question.
    """

    values: Mapping[str, Any]
    unfinished: Mapping[str, Any] = _NONE
    logs: Sequence[str] = ()
    start: Sequence[str] = ()
    answers: Mapping[Path, str] = _NONE
    typed: Mapping[Path, str] = _NONE

    def options(self) -> Iterator[tuple[str, str]]:
        """The answers as options of ``afterword new``."""
        yield from (("--set", f"{spelled(path)}={text}") for path, text in leaves({**self.values, **self.unfinished}))
        for path, text in self.answers.items():
            if path[0] in {NARRATIVE, PATTERN_ANSWER} and text:
                yield "--set", f"{spelled(path)}={text}"
        yield from (("--typed", f"{_question(path)}={text}") for path, text in self.typed.items())
        yield from (("--paste", log) for log in self.logs)


def stopped(answered: Answered, folder: FilePath) -> NoReturn:
    """End the command, and say how to continue; long answers are kept in a folder."""
    click.echo("\nStopped; nothing was written.", err=True)
    if any(answered.options()):
        click.echo(resume_with(answered, folder), err=True)
    sys.exit(2)


def resume_with(answered: Answered, folder: FilePath) -> str:
    """How to continue a dialogue that has ended; what is too long for a line is written into a file in the folder."""
    line, where = command(answered), ""
    if len(line) > LONGEST and (file := keep_answers(answered.options(), folder)):
        shown = os.path.relpath(file)
        where = (
            f"Your answers are kept in {printable(shown)}; do not commit it, and delete it once you have continued.\n"
        )
        line = to_run("new", *answered.start, "--answers", shown)
    return f"{where}To continue with your answers, run:\n  {line}"


def command(answered: Answered) -> str:
    """The command that goes on with what was answered, as one line for a shell."""
    return to_run("new", *answered.start, *(word for option in answered.options() for word in option))


def typed_given(pairs: Sequence[str]) -> dict[Path, str]:
    """What ``--typed`` says, by question."""
    split = [pair.partition("=") for pair in pairs]
    return {tuple(int(step) if step.isdecimal() else step for step in path.split(".")): text for path, _, text in split}


def _question(path: Path) -> str:
    """A question as ``--typed`` names it; the title after which links are offered is not part of it."""
    return spelled(path[:1] if path[0] == "link" else path)
