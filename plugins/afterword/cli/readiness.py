"""``afterword readiness``: what its own past asks of a model, and whether anything on record holds it back."""

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
    corpus_of,
    could_not_run,
    illustrative_option,
    root_option,
    settings_for,
    today,
)
from afterword.diagnostics import counted, one_of
from afterword.schema import REVIEW, Field
from afterword.text.nearest import suggest
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.corpus import Corpus, Loaded
    from afterword.settings.waivers import Waiver


@click.command()
@click.argument("model")
@click.option("--task", metavar="T", help="What the model is asked to do. [default: as its newest review says]")
@click.option("--serving", metavar="S", help="How its answers are delivered. [default: as its newest review says]")
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option(
    "--all", "everything", is_flag=True, help="Every check, however weak its tie. JSON holds every one anyway."
)
@click.option(
    "--gate",
    "as_gate",
    is_flag=True,
    help="Exit 1 while a prevention for the model or its patterns is overdue, and 0 otherwise.",
)
@click.option("--waive", multiple=True, metavar="REVIEW-ID#ACTION-ID", help="Let an overdue action pass this once.")
@click.option("--reason", multiple=True, metavar="TEXT", help="Why; one for each --waive, in the same order.")
@click.option(
    "--until", multiple=True, type=Day(), metavar="DATE", help="The last day of the waiver; one for each --waive."
)
@illustrative_option
@click.option(
    "--trusted",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Checkout of the base branch; settings, with their waivers, and schemas come from it.",
)
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
    as_of: date | None,
    root: Path | None,
) -> None:
    """Say what a model's past asks of it before a release.

    First the three answers: what MODEL has taught us, what is still open, and whether anything holds it back.
    "Not known" is no approval: only public reports tell of the model, or a prevention has no reported state or date.
    Then the checks that its reviews, its patterns and reviews of models of its kind impose, the strongest first,
    each with its precedents.
    A model that no review names yet gets the checks of its kind with --task and --serving.

    With --gate a release is stopped, with exit 1, while a prevention for the model or its patterns is overdue.
    Everything else passes the gate, what is not known as well.
    Waivers that last belong in the settings, where they are reviewed; --waive is for this run alone.

    Exit codes: 0 nothing overdue on record, 1 the gate is shut, 2 the command could not run.

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
        settings = settings_for(root, trusted=trusted)
        loaded = load(settings)
        fields = loaded.contracts[REVIEW].fields
    corpus = _corpus(loaded, strict=as_gate)
    known = [f"{action.review_id}#{action.id}" for action in corpus.actions]
    waivers = [*settings.waivers, *_waivers(waive, reason, until, known)]
    for idle in settings.waivers:
        if idle.action not in known:
            click.echo(f"{idle.action} is waived in the settings, and there is no such action.", err=True)
    kind = {"task": _term(fields, "task", task), "serving": _term(fields, "serving", serving)}
    past = Past.of(corpus, day, illustrative=illustrative)
    if past.named(model) is None:
        told = unknown_model(model, past)
        if not any(kind.values()):
            raise CouldNotRun(printable(_how_to_go_on(told, model, corpus, day, illustrative)))
        click.echo(printable(told), err=True)
    found = checklist_of(past, model, **kind)
    judged = gate(found, waivers)
    data = readiness_data(found, judged, lambda path, text: loaded.cover({path})(text))
    if format_ == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))
    else:
        from afterword.reporters.readiness import readiness_markdown, readiness_text

        tell = readiness_text if format_ == "text" else readiness_markdown
        click.echo(tell(data, _labels(fields), everything=everything), nl=False)
    if as_gate and not judged.open:
        sys.exit(1)


def _corpus(loaded: Loaded, *, strict: bool) -> Corpus:
    """Every well-formed file, whoever may read it; what cannot be read is told, and no gate can answer without it."""
    corpus = corpus_of(loaded)
    if broken := [entry.path for entry in loaded.entries if entry.value is None]:
        told = f"{counted(len(broken), 'file')} cannot be read: {printable(one_of(broken, 5))}"
        if strict:
            raise CouldNotRun(f"{told}. The gate cannot answer without them; `afterword check` says what to change.")
        click.echo(f"{told}; left out. `afterword check` says what to change.", err=True)
    return corpus


def _waivers(
    waive: tuple[str, ...], reason: tuple[str, ...], until: tuple[date, ...], known: Sequence[str]
) -> Iterable[Waiver]:
    from afterword.settings.waivers import waiver

    if not len(waive) == len(reason) == len(until):
        raise CouldNotRun(
            f"A waiver needs its reason and its date: --waive was given {counted(len(waive), 'time')}, --reason "
            f"{counted(len(reason), 'time')} and --until {counted(len(until), 'time')}"
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
        raise CouldNotRun(printable(f"--{name} is {value!r}.{suggest(value, terms)} It is one of {one_of(terms)}"))
    return value


def _how_to_go_on(told: str, model: str, corpus: Corpus, day: date, illustrative: bool) -> str:
    from afterword.analysis.readiness import Past

    if not illustrative and Past.of(corpus, day, illustrative=True).named(model):
        return f"Only illustrative reviews name the model `{model}`; take them in with --include-illustrative."
    return f"{told} For a model that has no past yet, say its --task, its --serving, or both."


def _labels(fields: Field) -> Mapping[str, str]:
    """How readers meet the destinations, in the order of the schema."""
    return {name: field.title for name, field in fields.at("feeds").children.items()}
