"""``afterword readiness``: what to check before a model's release, and whether its record blocks the release."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.common import (
    CouldNotRun,
    Day,
    as_of_option,
    audience_option,
    corpus_of,
    could_not_run,
    expect_whole,
    illustrative_option,
    root_option,
    settings_for,
    today,
    unread_of,
)
from afterword.cli.to_run import to_run
from afterword.diagnostics import counted, listed, one_of
from afterword.schema import PATTERN, REVIEW, Field
from afterword.text.nearest import suggest
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.analysis.readiness import Past
    from afterword.corpus import Corpus, Loaded
    from afterword.settings.waivers import Waiver


@click.command()
@click.argument("model")
@click.option("--task", metavar="T", help="Task of the model. [default: as in its newest review]")
@click.option("--serving", metavar="S", help="How the model is served. [default: as in its newest review]")
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show all checks and close incidents, and long texts in full. JSON always has all.",
)
@click.option(
    "--gate",
    "as_gate",
    is_flag=True,
    help="Exit with 1 while a prevention of the model, or of a close incident of another model, is overdue.",
)
@click.option("--waive", multiple=True, metavar="REVIEW-ID#ACTION-ID", help="Ignore an overdue action in this run.")
@click.option(
    "--reason", multiple=True, metavar="TEXT", help="Reason of the waiver; one for each --waive, in the same order."
)
@click.option(
    "--until", multiple=True, type=Day(), metavar="DATE", help="Last day of the waiver; one for each --waive."
)
@illustrative_option
@click.option(
    "--trusted",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Checkout of the base branch. Settings with their waivers, and schemas, are read from it.",
)
@audience_option
@as_of_option
@root_option
def readiness(
    model: str,
    task: str | None,
    serving: str | None,
    format_: str,
    everything: bool,
    as_gate: bool,
    waive: tuple[str, ...],
    reason: tuple[str, ...],
    until: tuple[date, ...],
    illustrative: bool,
    trusted: Path | None,
    audience: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """List what to check before a model's release, from its past incidents.

    First come three answers: what MODEL has taught us, what is still open, and whether anything blocks the release.
    "Not known" is not an approval: there are only public reports, or a prevention has no reported state or date.
    Then come close incidents of other models, each with what it shares with an incident of MODEL, and the ten checks
    that matter most, each with the reviews that it comes from; --all shows everything.
    For a model without reviews, --task and --serving select the checks of similar models.

    With --gate, the exit code is 1 while a prevention of the model, or of a close incident of another model, is
    overdue.
    Everything else passes the gate, including "not known".
    Lasting waivers belong in the settings, where they are reviewed; --waive applies to this run only.

    Exit codes: 0 success, 1 the gate blocks the release, 2 the command could not run.

    \b
    Examples:
      afterword readiness "Bot Management"
      afterword readiness "Claims triage" --task classification --serving online
      afterword readiness bot-management --format markdown
      afterword readiness bot-management --gate
      afterword readiness bot-management --gate --waive 2025-11-18-bot-score-feature-file#A2 \\
        --reason "The rollback of a security fix would do more harm" --until 2026-02-28
    """
    from afterword.analysis.readiness import Past, gate, unknown_model
    from afterword.analysis.readiness.checklist import checklist_of
    from afterword.analysis.readiness.data import readiness_data
    from afterword.corpus import load

    day = as_of or today()
    with could_not_run():
        settings = settings_for(root, trusted=trusted, audience=audience)
        loaded = load(settings)
        fields = loaded.contracts[REVIEW].fields
    if as_gate:
        expect_whole(loaded, audience, "The gate")
    corpus = _corpus(loaded, strict=as_gate)
    known = [f"{action.review_id}#{action.id}" for action in corpus.actions]
    waivers = [*settings.waivers, *_waivers(waive, reason, until, known)]
    hidden = loaded.shown.hidden.ids
    for idle in settings.waivers:
        if idle.action not in known and idle.action.partition("#")[0] not in hidden:
            click.echo(f"The settings waive {idle.action}, but there is no such action.", err=True)
    kind = {"task": _term(fields, "task", task), "serving": _term(fields, "serving", serving)}
    past = Past.of(corpus, day, illustrative=illustrative)
    means = _meant(model, past)
    if not means:
        unknown = unknown_model(model, past)
        if not any(kind.values()):
            raise CouldNotRun(printable(_what_to_do(unknown, model, corpus, day, illustrative)))
        click.echo(printable(unknown), err=True)
    found = checklist_of(past, model, **kind)
    judged = gate(found, waivers)
    data = readiness_data(found, judged, lambda path, text: loaded.shown.cover({path})(text))
    if format_ == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))
    else:
        from afterword.reporters.readiness import readiness_markdown, readiness_text

        render = readiness_text if format_ == "text" else readiness_markdown
        click.echo(render(data, _labels(fields), everything=everything), nl=False)
    if as_gate and not judged.open:
        sys.exit(1)


def _meant(model: str, past: Past) -> tuple[str, ...]:
    """The model that a name means, or none; more than one would let a gate judge the wrong one."""
    means = past.named(model)
    if len(means) > 1:
        names = one_of(f"`{name}`" for name in means)
        raise CouldNotRun(printable(f"`{model[:80]}` may mean {names}. Write the name as the reviews do."))
    spellings = past.spellings(means[0]) if means else ()
    if len(spellings) > 1:
        names = listed(f"`{name}`" for name in spellings)
        click.echo(printable(f"Counted as one model: {names}. Give it one name in all reviews."), err=True)
    return means


def _corpus(loaded: Loaded, *, strict: bool) -> Corpus:
    """All well-formed files for the audience; files that cannot be read are reported, and stop a gate."""
    corpus = corpus_of(loaded)
    if broken := unread_of(loaded, REVIEW, PATTERN):
        number = sum(entry.value is None for entry in loaded.entries)
        problem = f"{counted(number, 'file')} cannot be read: {one_of(broken, 5)}"
        if strict:
            raise CouldNotRun(f"{problem}. The gate needs every file; run `{to_run('check')}`.")
        click.echo(f"Skipped: {problem}; run `{to_run('check')}`.", err=True)
    return corpus


def _waivers(
    waive: tuple[str, ...], reason: tuple[str, ...], until: tuple[date, ...], known: Sequence[str]
) -> Iterable[Waiver]:
    from afterword.settings.waivers import waiver

    if not len(waive) == len(reason) == len(until):
        raise CouldNotRun(
            f"Each --waive needs one --reason and one --until: there are {len(waive)} --waive, {len(reason)} --reason "
            f"and {len(until)} --until"
        )
    for name, why, last in zip(waive, reason, until, strict=True):
        try:
            made = waiver(name, why, last)
        except ValueError as error:
            raise CouldNotRun(printable(f"--waive {error}")) from None
        if name not in known:
            raise CouldNotRun(f"There is no action {name}.{suggest(name, known)}")
        yield made


def _term(fields: Field, name: str, value: str | None) -> str | None:
    terms = fields.at("models", "*", name).terms
    if value is not None and terms and value not in terms:
        raise CouldNotRun(printable(f"--{name} is {value!r}.{suggest(value, terms)} Allowed: {one_of(terms)}"))
    return value


def _what_to_do(unknown: str, model: str, corpus: Corpus, day: date, illustrative: bool) -> str:
    from afterword.analysis.readiness import Past

    if not illustrative and Past.of(corpus, day, illustrative=True).named(model):
        return f"Only illustrative reviews name the model `{model}`; add --include-illustrative."
    return f"{unknown} For a model without reviews, give --task, --serving or both."


def _labels(fields: Field) -> Mapping[str, str]:
    """The titles of the destinations, in the order of the schema."""
    return {name: field.title for name, field in fields.at("feeds").children.items()}
