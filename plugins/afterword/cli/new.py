"""``afterword new``: write a draft review, with the prompts and vocabularies of the schema."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
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
from afterword.diagnostics import Path as Place
from afterword.diagnostics import one_of
from afterword.files.reason import reason
from afterword.scaffold import (
    ExportError,
    Judging,
    Offered,
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
from afterword.text.nearest import suggest
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.cli.bringing_in import BroughtIn


@click.command()
@click.argument("title", required=False)
@click.option(
    "--continue",
    "unfinished",
    metavar="FILE",
    help="Ask what the next status of a review needs, and fill it in. FILE is a path or an id.",
)
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
@click.option("--paste", "pasted", multiple=True, metavar="TEXT", help="Put a text, such as a log, into the narrative.")
@click.option("--no-input", is_flag=True, help="Ask nothing; fields that are not set get a default or a placeholder.")
@root_option
def new(
    title: str | None,
    unfinished: str | None,
    given: tuple[str, ...],
    export: Path | None,
    capturing: bool,
    pasted: tuple[str, ...],
    no_input: bool,
    root: Path | None,
) -> None:
    """Write a draft review. Six fields are enough; all others are left in it as commented examples.

    On a terminal it asks questions and explains the values: few for a near miss, more for a severe incident.
    After the title it shows three similar past incidents, internal ones too, which you can link.
    Without a terminal, set the fields with --set.
    With --continue it asks what the next status of a review needs, and sets that status once the check takes it.

    With --capture, the first time that a metric crossed its threshold is offered as `first_signal`, the worst values
    as KPIs, drift scores as `drift`, and what a registry knows as versions of the model. On a terminal you confirm
    each; otherwise they are left in the draft as comments. The draft cites the numbers.

    \b
    Examples:
      afterword new
      afterword new "The ranker served an empty model" --set severity=sev2 --set onset=2026-03-01T10:00Z
      afterword new "Null column" --set kind=near-miss --set models.0.name="Card fraud score" --no-input
      afterword new --continue postmortems/2026-03-01-the-ranker-served-an-empty-model.md
      afterword new --from incident.json
      afterword new "Precision fell" --set onset=2026-03-01T10:00Z --capture
    """
    with could_not_run():
        settings = settings_for(root)
        loaded = load(settings)
        day = today()
    report_unread(loaded)
    judging = Judging(loaded.contracts[REVIEW], settings, day)
    asks = sys.stdin.isatty() and not no_input
    logs = list(pasted)
    if unfinished:
        if title or export or capturing:
            raise CouldNotRun("--continue is about a review that is there; give it without TITLE, --from and --capture")
        sys.exit(_continued(unfinished, given, logs, loaded, judging, asks=asks))
    values = _exported(export, judging)
    _put_all(values, title, given, judging, this_moment())
    begun = _hold_dialogue(values, judging, loaded, logs) if asks else {}
    brought = _brought_in(values, judging, asks=asks) if capturing else None
    fields = judging.contract.fields.children
    missing = {name: stand_in(field, day) for name, field in fields.items() if field.required and name not in values}
    offered = {**begun, **(brought.offered if brought else {})}
    try:
        path = _write(loaded, judging, {**values, **missing}, offered, logs)
    except click.ClickException:
        if asks:
            click.echo(_resume(values, logs), err=True)
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
        _stopped(values, {})


def _continued(
    asked: str, given: tuple[str, ...], logs: list[str], loaded: Loaded, judging: Judging, *, asks: bool
) -> int:
    from afterword.cli.continuing import Filled, finish, unfinished
    from afterword.cli.interview import interview
    from afterword.cli.narrating import narrated, texts_given

    one = unfinished(asked, judging)
    if one is None:
        click.echo(f"{printable(asked)} has all that any status asks for.")
        return 0
    values = one.data
    told, rest = texts_given(given)
    _put_all(values, None, rest, judging, this_moment())
    start = f"--continue {shlex.quote(asked)}"
    answered = dict(told)
    if asks:
        dialogue = interview(values, judging, loaded, logs, one.wanted, one.headings)
        dialogue.answers.given.update(told)
        try:
            dialogue.hold()
        except KeyboardInterrupt:
            new = {name: value for name, value in values.items() if one.data.get(name) != value}
            _stopped(new, dialogue.unfinished, logs, start, dialogue.answers.given)
        answered.update(dialogue.answers.given)
    try:
        return finish(one, Filled(values, narrated(answered), logs), loaded, judging)
    except CouldNotRun:
        new = {name: value for name, value in values.items() if one.data.get(name) != value}
        click.echo(_resume(new, logs, start, answered), err=True)
        raise


def _exported(export: Path | None, judging: Judging) -> dict[str, Any]:
    try:
        return read_export(export, judging) if export else {}
    except ExportError as error:
        raise CouldNotRun("\n".join(printable(line, 1_000) for line in str(error).split("\n"))) from None


def _put_all(values: dict[str, Any], title: str | None, given: Sequence[str], judging: Judging, now: datetime) -> None:
    fields = judging.contract.fields
    if title:
        values["title"] = title
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


def _hold_dialogue(values: dict[str, Any], judging: Judging, loaded: Loaded, logs: list[str]) -> dict[str, Offered]:
    """Ask; what was begun and is not whole comes back, to be left in the draft as comments."""
    from afterword.cli.interview import interview

    dialogue = interview(values, judging, loaded, logs)
    try:
        dialogue.hold()
    except KeyboardInterrupt:
        _stopped(values, dialogue.unfinished, logs)
    return {
        name: Offered(value, (), "Begun in the dialogue, and not complete:")
        for name, value in dialogue.unfinished.items()
    }


def _stopped(
    values: Mapping[str, Any],
    unfinished: Mapping[str, Any],
    logs: Sequence[str] = (),
    start: str = "",
    answers: Mapping[Place, str] = MappingProxyType({}),
) -> NoReturn:
    click.echo("\nStopped; nothing was written.", err=True)
    if values or unfinished or logs or answers:
        click.echo(_resume({**values, **unfinished}, logs, start, answers), err=True)
    sys.exit(2)


def _resume(
    values: Mapping[str, Any],
    logs: Sequence[str] = (),
    start: str = "",
    answers: Mapping[Place, str] = MappingProxyType({}),
) -> str:
    """The command that continues a dialogue that has ended."""
    told = [(path, text) for path, text in answers.items() if path[0] == "narrative" and text]
    given = [f"--set {_quoted(f'{spelled(path)}={text}')}" for path, text in [*leaves(values), *told]]
    words = ["afterword", "new", start, *given, *(f"--paste {_quoted(log)}" for log in logs)]
    return f"To continue with your answers, run:\n  {printable(' '.join(filter(None, words)), 100_000)}"


def _quoted(text: str) -> str:
    """A text as one word of a shell, on one line."""
    if "\n" not in text and "\t" not in text:
        return shlex.quote(text)
    inside = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t")
    return f"$'{inside}'"


def _place(loaded: Loaded, name: str) -> Path:
    """Where a new review is written: in a folder by year or month where the newest review is in one."""
    settings, reviews = loaded.settings, loaded.of_kind(REVIEW)
    same = next((entry.path for entry in reviews if Path(entry.path).name == name), None)
    if same or not reviews:
        return settings.root / (same or Path(settings.reviews, name))
    newest = max(reviews, key=lambda entry: (entry.id[:4].isdigit(), entry.id))
    return settings.reviews_dir / folder_like(folder_below(newest.path, settings), name) / name


def _write(
    loaded: Loaded, judging: Judging, values: dict[str, Any], offered: Mapping[str, Offered], logs: Sequence[str]
) -> Path:
    """Write a draft that passes the check; an existing file is never overwritten."""
    from afterword.check import check_loaded
    from afterword.cli.pasted import as_block
    from afterword.files.atomic_file import create_file
    from afterword.reading import read_raw
    from afterword.reporters.text import problems_text

    settings, contract = judging.settings, judging.contract
    path = _place(loaded, file_name(values))
    exists = CouldNotRun(f"{printable(str(path))} already exists; choose another title or onset")
    if path.exists() or path.is_symlink():
        raise exists
    raw = draft(contract, values, offered, [as_block(log) for log in logs]).encode("utf-8", "surrogatepass")
    entry = entry_of(read_raw(raw, path.relative_to(settings.root).as_posix(), settings.limits), contract)
    entries = tuple(sorted((*loaded.entries, entry), key=lambda other: other.path))
    report = check_loaded(replace(loaded, entries=entries), judging.as_of, about=lambda other: other == entry.path)
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
