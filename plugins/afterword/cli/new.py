"""``afterword new``: write a draft review, with the prompts and vocabularies of the schema."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from afterword.cli.common import (
    CouldNotRun,
    could_not_run,
    report_unread,
    root_option,
    settings_for,
    this_moment,
    today,
)
from afterword.corpus import Loaded, entry_of, load
from afterword.corpus.places import folder_below
from afterword.diagnostics import one_of
from afterword.files.reason import reason
from afterword.scaffold import (
    Choices,
    ExportError,
    Judging,
    draft,
    field_of,
    file_name,
    folder_like,
    leaves,
    meant,
    put,
    read_export,
    spelled,
    stand_in,
)
from afterword.schema import REVIEW
from afterword.settings import INTERNAL
from afterword.text.nearest import suggest
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.cli.bringing_in import BroughtIn


@click.command()
@click.argument("title", required=False)
@click.option("--set", "given", multiple=True, metavar="PATH=VALUE", help="Set a field, such as detection.by=customer.")
@click.option(
    "--from",
    "export",
    type=click.Path(path_type=Path),
    metavar="FILE.json",
    help="Import an incident that another tool has exported; the guide shows the format.",
)
@click.option(
    "--capture",
    "capturing",
    is_flag=True,
    help="Ask the sources of the settings what the numbers were, and offer what they say for the draft.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing; fields that are not set get a default or a placeholder.")
@root_option
def new(
    title: str | None,
    given: tuple[str, ...],
    export: Path | None,
    capturing: bool,
    no_input: bool,
    root: Path | None,
) -> None:
    """Write a draft review. Six fields are enough; all others are left in it as commented examples.

    On a terminal it asks questions and explains the values: few for a near miss, more for a severe incident.
    After the title it shows three similar past incidents, internal ones too, which you can link.
    Without a terminal, set the fields with --set.

    With --capture, the first time that a metric crossed its threshold is offered as `first_signal`, the worst values
    as KPIs, drift scores as `drift`, and what a registry knows as versions of the model. On a terminal you confirm
    each; otherwise they are left in the draft as comments. The draft cites the numbers.

    \b
    Examples:
      afterword new
      afterword new "The ranker served an empty model" --set severity=sev2 --set onset=2026-03-01T10:00Z
      afterword new "Null column" --set kind=near-miss --set models.0.name="Card fraud score" --no-input
      afterword new --from incident.json
      afterword new "Precision fell" --set onset=2026-03-01T10:00Z --capture
    """
    with could_not_run():
        settings = settings_for(root)
        loaded = load(settings)
        day = today()
    report_unread(loaded)
    judging = Judging(loaded.contracts[REVIEW], settings, day)
    values = _exported(export, judging)
    values.update(_values(title, given, judging, this_moment()))
    asks = sys.stdin.isatty() and not no_input
    if asks:
        _hold_dialogue(values, judging, loaded)
    brought = _brought_in(values, judging, asks=asks) if capturing else None
    fields = judging.contract.fields.children
    missing = {name: stand_in(field, day) for name, field in fields.items() if field.required and name not in values}
    try:
        path = _write(loaded, judging, {**values, **missing}, brought)
    except click.ClickException:
        if asks:
            click.echo(_resume(values), err=True)
        raise
    shown = printable(os.path.relpath(path))
    click.echo(f"Wrote {shown}")
    left = brought.cited_in(path, settings) if brought else 0
    click.echo(f"Next: fill in the fields as the comments explain, then run `afterword check {shown}`.")
    sys.exit(1 if left else 0)


def _brought_in(values: dict[str, Any], judging: Judging, *, asks: bool) -> BroughtIn:
    from afterword.cli.bringing_in import bring_in

    try:
        return bring_in(values, judging, asks=asks)
    except KeyboardInterrupt:
        _stopped(values)


def _exported(export: Path | None, judging: Judging) -> dict[str, Any]:
    try:
        return read_export(export, judging) if export else {}
    except ExportError as error:
        raise CouldNotRun("\n".join(printable(line, 1_000) for line in str(error).split("\n"))) from None


def _values(title: str | None, given: tuple[str, ...], judging: Judging, now: datetime) -> dict[str, Any]:
    fields = judging.contract.fields
    values: dict[str, Any] = {"title": title} if title else {}
    for pair in given:
        path, equals, value = pair.partition("=")
        if not equals:
            raise CouldNotRun(f"--set needs PATH=VALUE, not `{printable(pair, 60)}`")
        path, value = path.strip(), value.strip()
        try:
            put(values, path, _as_meant(path, value, judging, now), fields)
        except KeyError as error:
            step = str(error.args[0])
            near = suggest(step, [name for field in fields.walk() for name in field.children])
            within = f" in `{printable(path, 60)}`" if step != path else ""
            raise CouldNotRun(f"There is no field `{printable(step, 40)}`{within}.{near}") from None
    return values


def _as_meant(path: str, value: str, judging: Judging, now: datetime) -> str:
    """A value as a review has it, which is told where it was written in another way."""
    field = field_of(path, judging.contract.fields)
    if field is None:
        return value
    found = meant(field, value, judging.settings, now)
    if len(found.choices) > 1:
        several = one_of(f"`{choice}`" for choice in found.choices)
        raise CouldNotRun(f"`{printable(path, 60)}` is `{printable(value, 60)}`, which can mean {several}; set one")
    if found.text != value:
        click.echo(f"Took {printable(path, 60)}={printable(value, 60)} as `{printable(found.text, 60)}`.", err=True)
    return found.text


def _hold_dialogue(values: dict[str, Any], judging: Judging, loaded: Loaded) -> None:
    from afterword.analysis.recall import Recall
    from afterword.cli.asking import Asking
    from afterword.cli.dialogue import SHOWN, Dialogue
    from afterword.cli.terminal import Terminal
    from afterword.secrecy import Policy

    corpus = replace(loaded, settings=replace(loaded.settings, audience=INTERNAL)).corpus()  # for its author
    recall = Recall.of(corpus.reviews, corpus.patterns)
    asking = Asking(
        values, judging, Choices(corpus, loaded.contracts[REVIEW].fields, Policy.of(judging.settings)), Terminal()
    )
    try:
        Dialogue(asking, lambda text: recall.similar_to_text(text, SHOWN), loaded.cover).hold()
    except KeyboardInterrupt:
        _stopped(values)


def _stopped(values: Mapping[str, Any]) -> NoReturn:
    click.echo("\nStopped; nothing was written.", err=True)
    if values:
        click.echo(_resume(values), err=True)
    sys.exit(2)


def _resume(values: Mapping[str, Any]) -> str:
    """The command that continues a dialogue that has ended."""
    given = [f"--set {shlex.quote(f'{spelled(path)}={text}')}" for path, text in leaves(values)]
    command = " ".join(["afterword", "new", *given])
    return f"To continue with your answers, run:\n  {printable(command, 100_000)}"


def _place(loaded: Loaded, name: str) -> Path:
    """Where a new review is written: in a folder by year or month where the newest review is in one."""
    settings, reviews = loaded.settings, loaded.of_kind(REVIEW)
    same = next((entry.path for entry in reviews if Path(entry.path).name == name), None)
    if same or not reviews:
        return settings.root / (same or Path(settings.reviews, name))
    newest = max(reviews, key=lambda entry: (entry.id[:4].isdigit(), entry.id))
    return settings.reviews_dir / folder_like(folder_below(newest.path, settings), name) / name


def _write(loaded: Loaded, judging: Judging, values: dict[str, Any], brought: BroughtIn | None) -> Path:
    """Write a draft that passes the check; an existing file is never overwritten."""
    from afterword.check import check_loaded
    from afterword.files.atomic_file import create_file
    from afterword.reading import read_raw
    from afterword.reporters.text import problems_text

    settings, contract = judging.settings, judging.contract
    path = _place(loaded, file_name(values))
    exists = CouldNotRun(f"{printable(str(path))} already exists; choose another title or onset")
    if path.exists() or path.is_symlink():
        raise exists
    raw = draft(contract, values, brought.offered if brought else {}).encode("utf-8", "surrogatepass")
    entry = entry_of(read_raw(raw, path.relative_to(settings.root).as_posix(), settings.limits), contract)
    entries = tuple(sorted((*loaded.entries, entry), key=lambda other: other.path))
    report = check_loaded(replace(loaded, entries=entries), judging.as_of, about=lambda other: other == entry.path)
    if brought:
        told = tuple(problem for problem in report.diagnostics if not brought.awaited(problem))
        report = replace(report, diagnostics=told)
    if report.rejected:
        problems = problems_text(report)
        raise click.ClickException(f"The draft was not written, because the check rejects it:\n{problems}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        create_file(path, raw)
    except FileExistsError:
        raise exists from None
    except OSError as error:
        raise CouldNotRun(f"{printable(str(path))} cannot be written: {reason(error)}") from error
    return path
