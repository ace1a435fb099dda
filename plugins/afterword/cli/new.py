"""``afterword new``: write a draft review, with the prompts and vocabularies of the schema."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from afterword.cli.hanging_up import heard
from afterword.cli.resuming import resume_with, stopped, typed_given
from afterword.cli.setting import put_all
from afterword.corpus import Loaded, entry_of, load
from afterword.corpus.places import folder_below
from afterword.diagnostics import Path as Place
from afterword.files.reason import reason
from afterword.scaffold import (
    ExportError,
    Judging,
    Offered,
    draft,
    file_name,
    folder_like,
    read_export,
    stand_in,
)
from afterword.schema import REVIEW
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
@click.option(
    "--typed",
    "half_typed",
    multiple=True,
    metavar="PATH=TEXT",
    help="Offer a text in the line of a question, as it stood there when the dialogue was stopped.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing; fields that are not set get a default or a placeholder.")
@root_option
def new(
    title: str | None,
    unfinished: str | None,
    given: tuple[str, ...],
    export: Path | None,
    capturing: bool,
    pasted: tuple[str, ...],
    half_typed: tuple[str, ...],
    no_input: bool,
    root: Path | None,
) -> None:
    """Write a draft review. Six fields are enough; all others are left in it as commented examples.

    On a terminal it asks questions and explains the values: few for a near miss, more for a severe incident.
    After the title it shows three similar past incidents, internal ones too, which you can link.
    Without a terminal, set the fields with --set.
    With --continue it asks what the next status of a review needs, and sets that status once the check takes it;
    `--set PATH=` with nothing after it takes a value out of the file.

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
    if asks := is_asked() and not no_input:
        click.get_current_context().with_resource(heard(settings.reviews_dir))
    logs, typed = list(pasted), typed_given(half_typed)
    if unfinished:
        if title or export or capturing:
            raise CouldNotRun("--continue is about a review that is there; give it without TITLE, --from and --capture")
        from afterword.cli.continuing import continued

        sys.exit(continued(unfinished, given, logs, typed, loaded, judging, asks=asks))
    values = _exported(export, judging)
    put_all(values, title, given, judging, this_moment())
    begun = _hold_dialogue(values, judging, loaded, logs, typed) if asks else {}
    brought = _brought_in(values, judging, asks=asks) if capturing else None
    fields = judging.contract.fields.children
    missing = {name: stand_in(field, day) for name, field in fields.items() if field.required and name not in values}
    offered = {**begun, **(brought.offered if brought else {})}
    try:
        path = _write(loaded, judging, {**values, **missing}, offered, logs, brought)
    except click.ClickException:
        if asks:
            click.echo(resume_with(values, logs), err=True)
        raise
    shown = printable(os.path.relpath(path))
    click.echo(f"Wrote {shown}")
    if asks:
        click.echo(f"When you know more, `afterword new --continue {shown}` asks what is still needed.")
    left = brought.cited_in(path, settings) if brought else 0
    click.echo(f"Next: fill in the fields as the comments explain, then run `afterword check {shown}`.")
    sys.exit(1 if left else 0)


def is_asked() -> bool:
    """Whether there is somebody to answer."""
    return sys.stdin.isatty()


def _brought_in(values: dict[str, Any], judging: Judging, *, asks: bool) -> BroughtIn:
    from afterword.cli.bringing_in import bring_in

    try:
        return bring_in(values, judging, asks=asks)
    except KeyboardInterrupt:
        stopped(values, {})


def _exported(export: Path | None, judging: Judging) -> dict[str, Any]:
    try:
        return read_export(export, judging) if export else {}
    except ExportError as error:
        raise CouldNotRun("\n".join(printable(line, 1_000) for line in str(error).split("\n"))) from None


def _hold_dialogue(
    values: dict[str, Any], judging: Judging, loaded: Loaded, logs: list[str], typed: Mapping[Place, str]
) -> dict[str, Offered]:
    """Ask; what was begun and is not whole comes back, to be left in the draft as comments."""
    from afterword.cli.interview import interview

    dialogue = interview(values, judging, loaded, logs)
    dialogue.answers.offer(typed)
    try:
        dialogue.hold()
    except KeyboardInterrupt:
        stopped(values, dialogue.unfinished, logs, typed=dialogue.answers.half_typed)
    return {
        name: Offered(value, (), "Begun in the dialogue, and not complete:")
        for name, value in dialogue.unfinished.items()
    }


def _place(loaded: Loaded, name: str) -> Path:
    """Where a new review is written: in a folder by year or month where the newest review is in one."""
    settings, reviews = loaded.settings, loaded.of_kind(REVIEW)
    same = next((entry.path for entry in reviews if Path(entry.path).name == name), None)
    if same or not reviews:
        return settings.root / (same or Path(settings.reviews, name))
    newest = max(reviews, key=lambda entry: (entry.id[:4].isdigit(), entry.id))
    return settings.reviews_dir / folder_like(folder_below(newest.path, settings), name) / name


def _write(
    loaded: Loaded,
    judging: Judging,
    values: dict[str, Any],
    offered: Mapping[str, Offered],
    logs: Sequence[str],
    brought: BroughtIn | None,
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
