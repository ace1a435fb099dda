"""``afterword risk``: the past incidents that a change of code comes near."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from afterword.analysis.recall import Recall
from afterword.analysis.risk import Near, near
from afterword.cli.common import (
    as_of_option,
    audience_option,
    corpus_of,
    could_not_run,
    expect_whole,
    flat_urls_option,
    illustrative_option,
    root_option,
    settings_for,
    site_of,
    site_url_option,
    today,
)
from afterword.cli.given_diff import given_diff
from afterword.corpus import load
from afterword.diagnostics import counted
from afterword.reporters.risk import Risk, action_counts, risk_json, risk_markdown, risk_text

_FORMATS = ["text", "json", "markdown", "github"]


@click.command()
@click.option("--diff", metavar="FILE|-|RANGE", help="What changes. [default: the uncommitted changes]")
@click.option(
    "--fail-on",
    type=click.Choice(["overdue", "open", "any"]),
    help="Exit with 1 if an incident is near: with an overdue action, with an unfinished one, or any.",
)
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Number of results.")
@click.option("--format", "format_", type=click.Choice(_FORMATS), default="text", show_default=True)
@site_url_option
@flat_urls_option
@illustrative_option
@audience_option
@as_of_option
@root_option
def risk(
    diff: str | None,
    fail_on: str | None,
    limit: int,
    format_: str,
    site_url: str | None,
    flat_urls: bool,
    illustrative: bool,
    audience: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """Say which past incidents a change of code comes near, and why.

    An incident is near if the change touches a model, a feature or a data set that its review names, or removes
    words of its safeguards and preventions.
    The state of its actions is shown, since a prevention that is still open does not protect the change.
    A change of prose, of lock files, of generated files or of spaces is near nothing.

    --diff takes the file of a diff, `-` for the standard input, or a range of git in the current folder.
    The diff may be of another repository: name the knowledge base with --root.

    Exit codes: 0 success, 1 as --fail-on asks, 2 the command could not run.

    \b
    Examples:
      afterword risk --root ../reviews
      afterword risk --root ../reviews --diff main...HEAD
      afterword risk --diff change.diff --format markdown --site-url https://reviews.example.org
      gh pr diff 42 | afterword risk --diff - --fail-on overdue
    """
    day = as_of or today()
    with could_not_run():
        loaded = load(settings_for(root, audience=audience))
    if fail_on:
        expect_whole(loaded, audience, "--fail-on")
    corpus = corpus_of(loaded)
    shown = loaded.shown
    given = given_diff(diff)
    asked = [review for review in corpus.reviews if illustrative or not review.illustrative]
    recall = Recall.of(asked, corpus.patterns)
    left_out = [*given.left_out]
    if unread := sum(entry.value is None for entry in shown.entries):
        left_out.append(f"Skipped: {counted(unread, 'file')} could not be read; run `afterword check`.")
    found = Risk(
        given.called,
        near(recall, given.files, given.message, limit),
        len(recall.reviews),
        day,
        left_out,
        lambda path, text: shown.cover({path})(text),
        *site_of(loaded.settings, site_url, flat_urls=flat_urls),
    )
    click.echo(_told(found, format_), nl=False)
    if not found.hits and len(asked) < len(corpus.reviews):
        click.echo("Invented examples are left out; add --include-illustrative to include them.", err=True)
    if fail_on and any(_fails(hit, fail_on, day) for hit in found.hits):
        sys.exit(1)


def _told(found: Risk, format_: str) -> str:
    if format_ == "github":
        from afterword.reporters.risk_github import risk_github  # it needs the check, and the others do not

        return risk_github(found)
    return {"text": risk_text, "json": risk_json, "markdown": risk_markdown}[format_](found)


def _fails(hit: Near, fail_on: str, day: date) -> bool:
    there = action_counts(hit.review, day)
    return fail_on == "any" or bool(there["overdue"] or (fail_on == "open" and there["open"]))
