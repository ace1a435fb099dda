"""``afterword new``: the draft of a review, with the prompts and vocabularies of the schema."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from afterword.cli.common import CouldNotRun, could_not_run, root_option, settings_for, today
from afterword.diagnostics import nearest, one_of
from afterword.reporters import printable
from afterword.scaffold import draft, file_name, put
from afterword.schema import REVIEW, Contract, Field
from afterword.settings import Settings


@click.command()
@click.argument("title", required=False)
@click.option(
    "--set", "given", multiple=True, metavar="PATH=VALUE", help="Fill a field, such as detection.by=customer."
)
@click.option("--no-input", is_flag=True, help="Ask nothing; what is not given gets its default.")
@root_option
def new(title: str | None, given: tuple[str, ...], no_input: bool, root: Path | None) -> None:
    """Write the draft of a review: six fields are enough, everything else waits as a commented example.

    On a terminal the six fields are asked for, with what each value means.
    Elsewhere give them with --set.

    \b
    Examples:
      afterword new
      afterword new "The ranker served an empty model" --set severity=sev2 --set onset=2026-03-01T10:00Z
      afterword new "Null column" --set kind=near-miss --set models.0.name="Card fraud score" --no-input
    """
    with could_not_run():
        settings = settings_for(root)
        contract = Contract(REVIEW, settings.schema_dir)
    values = _values(title, given, contract.fields)
    for name, field in contract.fields.children.items():
        if field.required and name not in values:
            values[name] = _default(field) if no_input or not sys.stdin.isatty() else _ask(field)
    path = _write(settings, contract, values)
    shown = printable(os.path.relpath(path))
    click.echo(f"Wrote {shown}")
    click.echo(f"Next: fill it in, then run `afterword check {shown}`; the comments say what belongs where.")


def _values(title: str | None, given: tuple[str, ...], fields: Field) -> dict[str, Any]:
    values: dict[str, Any] = {"title": title} if title else {}
    for pair in given:
        path, equals, value = pair.partition("=")
        if not equals:
            raise CouldNotRun(f"--set needs PATH=VALUE, and got `{printable(pair, 60)}`")
        try:
            put(values, path.strip(), value.strip(), fields)
        except KeyError as error:
            step = str(error.args[0])
            near = nearest(step, [name for field in fields.walk() for name in field.children])
            meant = f" Did you mean `{near}`?" if near else ""
            raise CouldNotRun(f"There is no field `{printable(path, 60)}`: `{printable(step, 40)}`.{meant}") from None
    return values


def _default(field: Field) -> str:
    """What stands in for an answer: the default, the mildest term, today, or a sentence to be replaced."""
    if field.default is not None:
        return str(field.default)
    if field.terms:
        return next(iter(field.terms))
    if field.format == "moment":
        return today().isoformat()
    return "To be written" if field.name == "title" else f"To be written: {field.prompt or field.description}"


def _ask(field: Field) -> str:
    click.echo(f"\n{click.style(field.prompt or field.title, bold=True)}")
    for term in field.terms.values():
        click.echo(f"  {term.value:12} {term.description}")
    default = field.default or (today().isoformat() if field.format == "moment" else None)
    while True:
        answer = str(click.prompt(field.name, default=default)).strip()
        if not field.terms or answer in field.terms:
            return answer
        near = nearest(answer, field.terms)
        meant = f" Did you mean `{near}`?" if near else ""
        click.echo(f"`{printable(answer, 40)}` is not one of {one_of(field.terms)}.{meant}")


def _write(settings: Settings, contract: Contract, values: dict[str, Any]) -> Path:
    """Write the draft and hold it to the schema; a file that is there is never touched, a bad one never left."""
    folder = settings.reviews_dir
    path = folder / file_name(values)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(draft(contract, values))
    except FileExistsError:
        raise CouldNotRun(f"{printable(str(path))} is there already; choose another title or onset") from None
    if complaints := _complaints(path, settings):
        path.unlink()
        raise click.ClickException("The draft would not be well-formed, so it was not written.\n" + complaints)
    return path


def _complaints(path: Path, settings: Settings) -> str:
    from dataclasses import replace

    from afterword.check import check
    from afterword.reporters.text import problems_text

    report = check(settings, today())
    own = tuple(found for found in report.diagnostics if settings.root / found.path == path)
    errors = replace(report, diagnostics=own)
    return problems_text(errors) if errors.rejected else ""
