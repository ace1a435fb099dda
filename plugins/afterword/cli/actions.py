"""``afterword actions``: open actions with their owners and dates, and the state of their tickets."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from afterword.analysis.actions import Selection, Tracked, action_data, select
from afterword.cli.common import (
    CouldNotRun,
    as_of_option,
    audience_option,
    corpus_of,
    could_not_run,
    expect_whole,
    illustrative_option,
    report_unread,
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
from afterword.text.same_name import same_name


@click.command()
@click.option("--owner", "owners", multiple=True, metavar="TEAM", help="Only actions of this team or role.")
@click.option("--area", "areas", multiple=True, metavar="AREA", help="Only actions in this area, such as prevention.")
@click.option("--model", "models", multiple=True, metavar="NAME", help="Only actions from reviews of this model.")
@click.option("--review", "reviews", multiple=True, metavar="ID", help="Only actions of this review.")
@click.option(
    "--overdue", is_flag=True, help="Only open actions past their due date, and risks past their review date."
)
@click.option("--unverified", is_flag=True, help="Only actions that are done but not verified.")
@click.option("--all", "everything", is_flag=True, help="Include completed actions, and those of other organisations.")
@illustrative_option
@click.option("--fail", is_flag=True, help="Exit with 1 if an action is listed or a review cannot be read.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), help="Form of the list. [default: table]")
@click.option("--sync", is_flag=True, help="Read each ticket from its tracker, and update the action.")
@click.option(
    "--diff", "only_diff", is_flag=True, help="With --sync: show the changes as a unified diff, and write nothing."
)
@click.option(
    "--export",
    type=click.Choice(TRACKERS),
    help="Print the request bodies that create tickets for open actions without one, one per line.",
)
@click.option("--project", metavar="KEY", help="With --export jira: the project key.")
@audience_option
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
    format_: str | None,
    sync: bool,
    only_diff: bool,
    export: str | None,
    project: str | None,
    audience: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """List the actions that still need work, most urgent first.

    These are open actions, actions that are done but not verified, and accepted risks that are due for review.
    An action must match every filter; a filter given twice accepts either value.

    With --sync, the state of each ticket is read and the reviews are edited in place. Only trackers listed under
    [tool.afterword.trackers] are asked. Tokens come from the environment: AFTERWORD_GITHUB_TOKEN or GITHUB_TOKEN,
    AFTERWORD_GITLAB_TOKEN or GITLAB_TOKEN, AFTERWORD_JIRA_TOKEN or JIRA_TOKEN.

    \b
    Examples:
      afterword actions
      afterword actions --owner search-platform --format csv
      afterword actions --overdue --fail
      afterword actions --unverified --area prevention --model "Page ranker"
      afterword actions --sync --diff
      afterword actions --export github

    Exit codes: 0 success, 2 the command could not run. 1 with --fail if an action is listed, with --sync if a ticket
    is left for you to decide or a review cannot be read, with --diff if a file would change.
    """
    _expect_one_task(sync, only_diff, export, project, fail, format_)
    format_ = format_ or "table"
    day = as_of or today()
    with could_not_run():
        loaded = load(settings_for(root, audience=audience))
    if fail:
        expect_whole(loaded, audience, "--fail")
    corpus = corpus_of(loaded)
    selection = Selection(owners, areas, models, reviews, overdue, unverified, everything, illustrative)
    _expect_known(selection, corpus, loaded)
    if sync:
        from afterword.cli.tracking import synced

        sys.exit(synced(select(corpus, selection._replace(everything=True), day), loaded, day, only_diff=only_diff))
    shown = select(corpus, selection, day)
    if export:
        from afterword.cli.tracking import exported

        untracked = [row for row in shown if row.action.status in UNFINISHED and not row.action.tracker]
        click.echo(exported(covered(untracked, loaded, day), export, project), nl=False)
        # On stderr, because stdout is piped into requests.
        click.echo(f"{counted(len(untracked), 'open action')} without a ticket.", err=True)
        report_unread(loaded)
        sys.exit(0)
    text = FORMATS[format_](covered(shown, loaded, day), day)
    # As bytes for machines: the line ends are part of the format.
    click.echo(text if format_ == "table" else text.encode(), nl=False)
    _report_what_is_hidden(corpus, selection, day)
    unread = report_unread(loaded)
    sys.exit(1 if fail and (shown or unread) else 0)


def _expect_one_task(
    sync: bool, only_diff: bool, export: str | None, project: str | None, fail: bool, format_: str | None
) -> None:
    if sync and (export or fail or format_):
        raise CouldNotRun("--sync cannot be combined with --export, --fail or --format")
    if only_diff and not sync:
        raise CouldNotRun("--diff works only with --sync; add --sync")
    if export and (fail or format_):
        raise CouldNotRun("--export cannot be combined with --fail or --format")
    if project and export != "jira":
        raise CouldNotRun(
            "--project works only with --export jira; for GitHub and GitLab the project is part of the request URL"
        )


def covered(actions: Sequence[Tracked], loaded: Loaded, as_of: date) -> list[dict[str, object]]:
    """Actions as data, with the secrets in their files masked."""
    return [
        {
            name: loaded.shown.cover({row.review.path})(value) if isinstance(value, str) else value
            for name, value in action_data(row, as_of).items()
        }
        for row in actions
    ]


def _expect_known(selection: Selection, corpus: Corpus, loaded: Loaded) -> None:
    """A filter that nothing can match is a typo, and its empty list would look like good news."""
    every = corpus.actions
    owners = {action.owner for action in every if action.owner}
    areas = loaded.contracts[REVIEW].fields.at("actions", "*", "area").terms
    _expect("No review has the owner", selection.owners, owners)
    _expect("There is no area", selection.areas, areas)
    _expect("No review has the model", selection.models, corpus.reviews_by_model)
    _expect("There is no review", selection.reviews, corpus.by_id)


def _expect(problem: str, words: Sequence[str], known: Iterable[str]) -> None:
    allowed = sorted(known, key=str.casefold)
    same = {same_name(name) for name in allowed}
    for word in words:
        if same_name(word) not in same:
            meant = suggest(word, allowed)
            listed = f" Known: {one_of(allowed)}." if allowed else ""
            raise CouldNotRun(printable(f"{problem} `{word}`.{meant}{listed}", 800))


def _report_what_is_hidden(corpus: Corpus, selection: Selection, as_of: date) -> None:
    """Count what the list does not show, so that nothing is missing without a word."""
    shown = len(select(corpus, selection, as_of))
    if invented := len(select(corpus, selection._replace(illustrative=True), as_of)) - shown:
        click.echo(
            f"Hidden: {counted(invented, 'action')} of illustrative reviews; add --include-illustrative to list them.",
            err=True,
        )
    others = [review for review in corpus.counted if review.provenance not in OWN]
    if not selection.everything and (announced := sum(len(review.actions) for review in others)):
        click.echo(f"Hidden: {counted(announced, 'action')} of other organisations; add --all to list them.", err=True)
