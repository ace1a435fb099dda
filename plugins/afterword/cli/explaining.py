"""What a question of the dialogue says before its line, and what is wrong with an answer."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

import click

from afterword.diagnostics import Diagnostic, Severity, one_of
from afterword.schema import Field
from afterword.text.printable import printable

_HINTS: Final = {
    "moment": "As precise as you know it: 2026-03-01 10:00 UTC, 2026-03-01, 2026-03 or 2026; or unknown.",
    "date": "A date, such as 2026-03-31.",
    "uri": "An http or https URL.",
}
_LINE: Final = re.compile(r", line \d+(?=\))")
"""Where a value stands in a file, which nobody has seen yet."""


def wrapped(text: str, inside: int = 2) -> str:
    """A text whose lines are no longer than those of the terminal; later lines begin ``inside`` signs further right."""
    if not sys.stdout.isatty():
        return text
    width = shutil.get_terminal_size().columns - 1
    if len(text) <= width or width <= inside * 2:
        return text
    return textwrap.fill(
        text, width, subsequent_indent=" " * inside, break_long_words=False, break_on_hyphens=False,
        replace_whitespace=False, drop_whitespace=True,
    )  # fmt: skip


def question(asked: Field, prompt: str, *, optional: bool) -> None:
    """Print the question."""
    prompt = prompt or asked.prompt or asked.description
    if asked.terms and prompt.startswith("One of "):  # the values follow
        prompt = f"{asked.title}?"
    click.echo(f"\n{click.style(prompt, bold=True)}{' (optional)' if optional else ''}")


def values_of(closed: Mapping[str, str], *, several: bool) -> None:
    """Print what each value of a vocabulary means."""
    width = max(map(len, closed), default=0)
    for value, meaning in closed.items():
        click.echo(wrapped(f"  {printable(value):{width}}  {printable(meaning)}", width + 4))
    if several and closed:
        click.echo("  Separate several with commas.")


def values_again(closed: Mapping[str, str]) -> None:
    """Print the values of a vocabulary that was explained before."""
    if closed:
        click.echo(wrapped(f"  One of {one_of(closed, len(closed))}."))


def hints(asked: Field, names: Sequence[str], *, closed: bool) -> None:
    """Print the names that are known, and the form or an example of an answer."""
    if names:
        click.echo(wrapped(f"  Known so far: {printable(one_of(names))}."))
    if hint := _HINTS.get(asked.format):
        click.echo(f"  {hint}")
    elif asked.examples and not closed and isinstance(asked.examples[0], str | int | float):
        click.echo(wrapped(f"  For example: {asked.examples[0]}"))


def report(diagnostics: Sequence[Diagnostic]) -> None:
    """Print what is wrong and what is allowed; a warning is advice."""
    for diagnostic in diagnostics:
        error = diagnostic.severity is Severity.ERROR
        mark = click.style("  ✗" if error else f"  advice ({diagnostic.code}):", fg="red" if error else "yellow")
        message = printable(_LINE.sub("", diagnostic.message)).removesuffix(".")
        click.echo(wrapped(f"{mark} {message}. {printable(diagnostic.help, 800)}".rstrip(), 4))
