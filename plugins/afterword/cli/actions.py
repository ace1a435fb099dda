"""``afterword actions``: what is still open, by whom and since when; and what trackers know of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from afterword.analysis.actions import Selection, Tracked, action_data, select
from afterword.cli.common import (
    CouldNotRun,
    as_of_option,
    corpus_of,
    could_not_run,
    illustrative_option,
    root_option,
    settings_for,
    today,
)
from afterword.corpus import Corpus, Loaded, load
from afterword.diagnostics import counted, one_of
from afterword.model import OWN, UNFINISHED
from afterword.reporters.actions import FORMATS
from afterword.schema import REVIEW
from afterword.settings.tables import TRACKERS
from afterword.text.nearest import suggest
from afterword.text.printable import printable


@click.command()
@click.option("--owner", "owners", multiple=True, metavar="TEAM", help="Only those of this team or role.")
@click.option("--area", "areas", multiple=True, metavar="AREA", help="Only those of this area, such as prevention.")
@click.option("--model", "models", multiple=True, metavar="NAME", help="Only those of reviews of this model.")
@click.option("--review", "reviews", multiple=True, metavar="ID", help="Only those of this review.")
@click.option("--overdue", is_flag=True, help="Only open ones past their due date.")
@click.option("--unverified", is_flag=True, help="Only those that are done and not yet shown to work.")
@click.option("--all", "everything", is_flag=True, help="Those too that ask for nothing any more.")
@illustrative_option
@click.option("--fail", is_flag=True, help="End with 1 when anything is listed, or a review cannot be read.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="table", show_default=True)
@click.option("--sync", is_flag=True, help="Ask the trackers of the settings, and take over the state of each ticket.")
@click.option("--diff", "only_diff", is_flag=True, help="With --sync: show it as a unified diff, and write nothing.")
@click.option(
    "--export",
    type=click.Choice(TRACKERS),
    help="Print what creates tickets for those that have none: a request body a line.",
)
@click.option("--project", metavar="KEY", help="With --export jira: the key of the project.")
@as_of_option
@root_option
def actions(
    owners: tuple[str, ...],
    areas: tuple[str, ...],
    models: tuple[str, ...],
    reviews: tuple[str, ...],
    overdue: bool,
    unverified: bool,
    everything: bool,
    illustrative: bool,
    fail: bool,
    format_: str,
    sync: bool,
    only_diff: bool,
    export: str | None,
    project: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """List the actions that still ask for something, the most urgent first.

    These are the open ones, those that are done and not yet verified, and accepted risks whose day of review has
    passed. Filters narrow the list together; an option that is given twice widens itself.

    With --sync the tickets of the actions are asked about, and the reviews are edited as `afterword fix` does it.
    Only trackers under [tool.afterword.trackers] are asked. Tokens come from the environment: AFTERWORD_GITHUB_TOKEN
    or GITHUB_TOKEN, AFTERWORD_GITLAB_TOKEN or GITLAB_TOKEN, AFTERWORD_JIRA_TOKEN or JIRA_TOKEN.

    \b
    Examples:
      afterword actions
      afterword actions --owner search-platform --format csv
      afterword actions --overdue --fail
      afterword actions --unverified --area prevention --model "Page ranker"
      afterword actions --sync --diff
      afterword actions --export github

    Exit codes: 0 listed or up to date, 1 something is listed with --fail, left to a person with --sync, or would
    change with --diff, 2 could not run.
    """
    _expect_one_task(sync, only_diff, export, project, fail)
    day = as_of or today()
    with could_not_run():
        loaded = load(settings_for(root))
    corpus = corpus_of(loaded)
    selection = Selection(owners, areas, models, reviews, overdue, unverified, everything, illustrative)
    _expect_known(selection, corpus, loaded)
    if sync:
        from afterword.cli.tracking import synced

        sys.exit(synced(select(corpus, replace(selection, everything=True), day), loaded, day, only_diff=only_diff))
    found = select(corpus, selection, day)
    if export:
        from afterword.cli.tracking import exported

        untracked = [one for one in found if one.action.status in UNFINISHED and not one.action.tracker]
        click.echo(exported(covered(untracked, loaded, day), export, project), nl=False)
        # On the other stream: what is printed is piped into requests.
        click.echo(f"{counted(len(untracked), 'open action')} without a ticket.", err=True)
        sys.exit(0)
    told = FORMATS[format_](covered(found, loaded, day), day)
    # As bytes for machines: the line ends are part of the format.
    click.echo(told if format_ == "table" else told.encode(), nl=False)
    unread = [entry.path for entry in loaded.of_kind(REVIEW) if entry.value is None]
    _tell_what_is_left_out(corpus, selection, unread, day)
    sys.exit(1 if fail and (found or unread) else 0)


def _expect_one_task(sync: bool, only_diff: bool, export: str | None, project: str | None, fail: bool) -> None:
    if sync and (export or fail):
        raise CouldNotRun("--sync stands alone; leave out --export and --fail")
    if only_diff and not sync:
        raise CouldNotRun("--diff shows what --sync would write; add --sync")
    if export and fail:
        raise CouldNotRun("--export prints tickets and never fails; leave out --fail")
    if project and export != "jira":
        raise CouldNotRun("--project is for --export jira; GitHub and GitLab name theirs in the address of the request")


def covered(found: Sequence[Tracked], loaded: Loaded, as_of: date) -> list[dict[str, object]]:
    """Actions as data, without what their files give away."""
    return [
        {
            name: loaded.sources[one.review.path].cover(value) if isinstance(value, str) else value
            for name, value in action_data(one, as_of).items()
        }
        for one in found
    ]


def _expect_known(selection: Selection, corpus: Corpus, loaded: Loaded) -> None:
    """A filter that nothing can pass is a slip, and an empty list would be taken for good news."""
    every = corpus.actions
    owners = {action.owner for action in every if action.owner}
    areas = loaded.contracts[REVIEW].fields.at("actions", "*", "area").terms
    _expect("owner", selection.owners, owners)
    _expect("area", selection.areas, areas)
    _expect("model", selection.models, corpus.reviews_by_model)
    _expect("review", selection.reviews, corpus.by_id)


def _expect(what: str, words: Sequence[str], known: Iterable[str]) -> None:
    allowed = sorted(known, key=str.casefold)
    for word in words:
        if word.casefold() not in {one.casefold() for one in allowed}:
            meant = suggest(word, allowed)
            listed = f" There is {one_of(allowed)}." if allowed else ""
            raise CouldNotRun(printable(f"--{what}: no review knows the {what} `{word}`.{meant}{listed}", 800))


def _tell_what_is_left_out(corpus: Corpus, selection: Selection, unread: Sequence[str], as_of: date) -> None:
    """Nothing vanishes: what the list does not speak of is counted beside it."""
    shown = len(select(corpus, selection, as_of))
    if invented := len(select(corpus, replace(selection, illustrative=True), as_of)) - shown:
        click.echo(
            f"{counted(invented, 'action')} of illustrative reviews left out; see --include-illustrative.", err=True
        )
    others = [review for review in corpus.counted if review.provenance not in OWN]
    if not selection.everything and (announced := sum(len(review.actions) for review in others)):
        click.echo(
            f"{counted(announced, 'action')} of public reports left out, since others do them; see --all.", err=True
        )
    for path in unread:
        click.echo(f"{printable(path)} is not well-formed and left out; `afterword check` says why.", err=True)
