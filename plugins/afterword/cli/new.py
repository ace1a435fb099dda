"""``afterword new``: write a draft review, with the prompts and vocabularies of the schema."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from afterword.cli.closed_terminal import answers_kept_in
from afterword.cli.common import (
    CouldNotRun,
    could_not_run,
    report_unread,
    root_option,
    settings_for,
    this_moment,
    today,
)
from afterword.cli.draft_file import write_draft
from afterword.cli.kept_answers import KeptAnswers, kept_in
from afterword.cli.pattern_names import patterns_given
from afterword.cli.pattern_pages import new_ones, tell_unfinished, written
from afterword.cli.resuming import Answered, resume_with, stopped, typed_given
from afterword.cli.setting import put_all
from afterword.cli.to_run import to_run
from afterword.corpus import Loaded, load
from afterword.diagnostics import Path as Place
from afterword.scaffold import (
    PATTERN_ANSWER,
    ExportError,
    Judging,
    Offered,
    read_export,
    stand_in,
)
from afterword.schema import PATTERN, REVIEW
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
@click.option(
    "--pattern",
    metavar="TITLE",
    help="Make the page of a new pattern, for a failure that no known pattern fits; --set gives its fields.",
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
@click.option(
    "--answers",
    "kept",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Go on with the answers that a stopped dialogue has kept in a file.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing; fields that are not set get a default or a placeholder.")
@root_option
def new(
    title: str | None,
    unfinished: str | None,
    pattern: str | None,
    given: tuple[str, ...],
    export: Path | None,
    capturing: bool,
    pasted: tuple[str, ...],
    half_typed: tuple[str, ...],
    kept: Path | None,
    no_input: bool,
    root: Path | None,
) -> None:
    """Write a draft review. Six fields are enough; all others are left in it as commented examples.

    On a terminal it asks questions and explains the values: few for a near miss, more for a severe incident.
    After the title it shows three similar past incidents, internal ones too, which you can link.
    Without a terminal, set the fields with --set.
    With --continue it asks what the next status of a review needs, and sets that status once the check takes it;
    `--set PATH=` with nothing after it takes a value out of the file.

    With --pattern it makes the page of a new pattern, which reviews can name then.
    In the dialogue you can name a new one where you are asked for patterns; elsewhere, --set patterns=NAME together
    with --set pattern.NAME.summary=..., and so for signals, prevention and readiness_checks, makes it with the review.

    With --capture, the first time that a metric crossed its threshold is offered as `first_signal`, the worst values
    as KPIs, drift scores as `drift`, and what a registry knows as versions of the model. On a terminal you confirm
    each; otherwise they are left in the draft as comments. The draft cites the numbers.

    \b
    Examples:
      afterword new
      afterword new "The ranker served an empty model" --set severity=sev2 --set onset=2026-03-01T10:00Z
      afterword new "Null column" --set kind=near-miss --set models.0.name="Card fraud score" --no-input
      afterword new --continue postmortems/2026-03-01-the-ranker-served-an-empty-model.md
      afterword new --pattern "Labels made by rules"
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
        click.get_current_context().with_resource(answers_kept_in(settings.reviews_dir))
    before = kept_in(kept) if kept else KeptAnswers()
    given = (*before.set, *given)
    logs, typed = [*before.paste, *pasted], typed_given([*before.typed, *half_typed])
    if pattern is not None:
        if title or unfinished or export or capturing or logs:
            raise CouldNotRun("--pattern makes the page of a pattern; give it with --set, --no-input and --root alone")
        from afterword.cli.pattern_alone import pattern_alone

        sys.exit(pattern_alone(pattern, given, typed, loaded, judging, asks=asks))
    told, given_fields = patterns_given(given, loaded.contracts[PATTERN])
    if unfinished:
        if title or export or capturing:
            raise CouldNotRun("--continue is about a review that is there; give it without TITLE, --from and --capture")
        from afterword.cli.continuing import continued

        sys.exit(continued(unfinished, given, logs, typed, loaded, judging, asks=asks))
    values = _exported(export, judging)
    put_all(values, title, given_fields, judging, this_moment())
    start = ("--capture",) if capturing else ()
    begun = _hold_dialogue(values, judging, loaded, logs, start, typed, told) if asks else {}
    answered = Answered(values, _values(begun), logs, start, told)
    fields = judging.contract.fields.children
    missing = {name: stand_in(field, day) for name, field in fields.items() if field.required and name not in values}
    patterns = new_ones(values, told, loaded, judging)
    try:
        brought = _brought_in(values, judging, answered, asks=asks) if capturing else None
        offered = {**begun, **(brought.offered if brought else {})}
        with written(patterns, loaded, judging) as whole:
            path = write_draft(whole, judging, {**values, **missing}, offered, logs, brought)
    except click.ClickException:
        if asks:
            click.echo(resume_with(answered, settings.reviews_dir), err=True)
        raise
    file = os.path.relpath(path)
    click.echo(f"Wrote {printable(file)}")
    tell_unfinished(_values(begun), told, loaded, judging)
    if asks:
        click.echo(f"When you know more, `{to_run('new', '--continue', file)}` asks what is still needed.")
    left = brought.cited_in(path, settings) if brought else 0
    click.echo(f"Next: fill in the fields as the comments explain, then run `{to_run('check', file)}`.")
    sys.exit(1 if left else 0)


def is_asked() -> bool:
    """Whether there is somebody to answer."""
    return sys.stdin.isatty()


def _brought_in(values: dict[str, Any], judging: Judging, answered: Answered, *, asks: bool) -> BroughtIn:
    from afterword.cli.bringing_in import bring_in

    try:
        return bring_in(values, judging, asks=asks)
    except KeyboardInterrupt:
        stopped(answered, judging.settings.reviews_dir)


def _exported(export: Path | None, judging: Judging) -> dict[str, Any]:
    try:
        return read_export(export, judging) if export else {}
    except ExportError as error:
        raise CouldNotRun("\n".join(printable(line, 1_000) for line in str(error).split("\n"))) from None


def _values(begun: Mapping[str, Offered]) -> dict[str, Any]:
    return {name: one.value for name, one in begun.items()}


def _hold_dialogue(
    values: dict[str, Any],
    judging: Judging,
    loaded: Loaded,
    logs: list[str],
    start: Sequence[str],
    typed: Mapping[Place, str],
    told: dict[Place, str],
) -> dict[str, Offered]:
    """Ask; what was begun and is not whole comes back, to be left in the draft as comments.

    ``told`` are answers about new patterns; those of the dialogue are added.
    """
    from afterword.cli.interview import interview

    dialogue = interview(values, judging, loaded, logs)
    answers = dialogue.answers
    answers.given.update(told)
    answers.offer(typed)
    try:
        dialogue.hold()
    except KeyboardInterrupt:
        left = Answered(values, dialogue.unfinished, logs, start, answers.given, answers.half_typed)
        stopped(left, judging.settings.reviews_dir)
    told.update((key, text) for key, text in answers.given.items() if key[0] == PATTERN_ANSWER)
    return {
        name: Offered(value, (), "Begun in the dialogue, and not complete:")
        for name, value in dialogue.unfinished.items()
    }
