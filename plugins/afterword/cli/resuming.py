"""The end of a dialogue that was stopped: the command that continues it with every answer."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NoReturn

import click

from afterword.cli.narrating import NARRATIVE
from afterword.diagnostics import Path
from afterword.scaffold import PATTERN_ANSWER, leaves, spelled
from afterword.text.printable import printable


def stopped(
    values: Mapping[str, Any],
    unfinished: Mapping[str, Any],
    logs: Sequence[str] = (),
    start: str = "",
    answers: Mapping[Path, str] = MappingProxyType({}),
    typed: Mapping[Path, str] = MappingProxyType({}),
) -> NoReturn:
    """End the command, and say how to continue; ``start`` is what ``afterword new`` was given first.

    ``typed`` is what stood in the line of a question, by that question.
    """
    click.echo("\nStopped; nothing was written.", err=True)
    if values or unfinished or logs or answers or typed:
        click.echo(resume_with(command({**values, **unfinished}, logs, start, answers, typed)), err=True)
    sys.exit(2)


def resume_with(line: str) -> str:
    """How to continue a dialogue that has ended, by a ``command``."""
    return f"To continue with your answers, run:\n  {line}"


def command(
    values: Mapping[str, Any],
    logs: Sequence[str] = (),
    start: str = "",
    answers: Mapping[Path, str] = MappingProxyType({}),
    typed: Mapping[Path, str] = MappingProxyType({}),
) -> str:
    """The command that goes on with what was answered, as one line for a shell."""
    told = [(path, text) for path, text in answers.items() if path[0] in {NARRATIVE, PATTERN_ANSWER} and text]
    given = [f"--set {_quoted(f'{spelled(path)}={text}')}" for path, text in [*leaves(values), *told]]
    given += [f"--typed {_quoted(f'{_question(path)}={text}')}" for path, text in typed.items()]
    words = ["afterword", "new", start, *given, *(f"--paste {_quoted(log)}" for log in logs)]
    return printable(" ".join(filter(None, words)), 100_000)


def typed_given(pairs: Sequence[str]) -> dict[Path, str]:
    """What ``--typed`` says, by question."""
    split = [pair.partition("=") for pair in pairs]
    return {tuple(int(step) if step.isdecimal() else step for step in path.split(".")): text for path, _, text in split}


def _question(path: Path) -> str:
    """A question as ``--typed`` names it; the title after which links are offered is not part of it."""
    return spelled(path[:1] if path[0] == "link" else path)


def _quoted(text: str) -> str:
    """A text as one word of a shell, on one line."""
    if "\n" not in text and "\t" not in text:
        return shlex.quote(text)
    inside = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t")
    return f"$'{inside}'"
