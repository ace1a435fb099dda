"""``afterword gather``: the knowledge bases of several teams as one."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from afterword.cli.common import CouldNotRun, as_of_option, could_not_run, today
from afterword.cli.whole_folder import refuse_foreign, replaced
from afterword.diagnostics import counted, listed
from afterword.files.reason import reason
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.check import Report
    from afterword.gathering.team import Team
    from afterword.settings import Settings

_COMMAND: Final = "gather"


@click.command()
@click.argument("teams", metavar="TEAM=FOLDER...", nargs=-1, required=True)
@click.option(
    "--base",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The knowledge base with the settings, pages and patterns that all share.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write: new, empty, or written by an earlier `afterword gather`.",
)
@as_of_option
def gather(teams: tuple[str, ...], base: Path, out: Path, as_of: date | None) -> None:
    """Make one knowledge base of those of several teams.

    Each TEAM=FOLDER names a team and its knowledge base.
    The date of a review's id is followed by the name of its team, in every link and file that names it.
    The result has the settings of the base, and CODEOWNERS with the owners that each team's own file names for `*`.
    Nothing is replaced if the result has an error.

    \b
    Examples:
      afterword gather --base central --out all payments=../payments search=../search
    """
    from afterword.gathering.whole import refuse_overlaps, write_whole
    from afterword.settings import load_settings

    out = Path(os.path.abspath(out))
    with could_not_run():
        settings = load_settings(base)
        found = _teams(teams, settings.limits.id)
        refuse_overlaps(out, base, [team.settings.root for team in found])
        refuse_foreign(out, _COMMAND, besides=[".git"])  # a repository may hold what is gathered
        try:
            with replaced(out, _COMMAND) as new:
                write_whole(new, settings, found)
                report = _checked(new, as_of or today())
        except OSError as error:
            raise CouldNotRun(f"{printable(str(out))} cannot be written: {reason(error)}") from error
    for model, names in _shared_models(report, found).items():
        click.echo(
            f"The model `{printable(model, 80)}` is in reviews of {listed(names)}: one page shows all.", err=True
        )
    many = sum(len(team.names.reviews) for team in found)
    click.echo(f"Wrote {counted(many, 'review')} of {counted(len(found), 'team')} to {printable(os.path.relpath(out))}")


def _teams(written: tuple[str, ...], longest: int) -> list[Team]:
    """The teams that have reviews, by name, so that the order of the arguments changes nothing."""
    from afterword.gathering.names import wrong_with
    from afterword.gathering.team import Team

    found: dict[str, Team] = {}
    for argument in written:
        name, _, folder = argument.partition("=")
        if not folder:
            raise CouldNotRun(
                f"{printable(argument, 200)} does not name a team and its folder, such as search=../search"
            )
        if wrong := wrong_with(name):
            raise CouldNotRun(f"{printable(name, 80)} cannot be the name of a team: {wrong}")
        if name in found:
            raise CouldNotRun(f"The team {name} is named twice")
        found[name] = Team(name, _settings_in(Path(folder)), longest)
    new = [name for name in sorted(found) if not found[name].names.reviews]
    if len(new) == len(found):
        raise CouldNotRun(f"None of the teams has reviews yet: {listed(new)}")
    for name in new:
        click.echo(f"The team {name} has no reviews yet.", err=True)
    return [found[name] for name in sorted(found) if name not in new]


def _settings_in(folder: Path) -> Settings:
    """The settings of a team, which may have no review yet, but has a folder for them or settings of its own."""
    from afterword.settings import has_settings, load_settings

    if not folder.is_dir():
        raise CouldNotRun(f"There is no folder {printable(str(folder), 200)}")
    settings = load_settings(folder)
    if not settings.reviews_dir.is_dir() and not has_settings(folder):
        raise CouldNotRun(f"{printable(str(folder), 200)} is no knowledge base: it has neither reviews nor settings")
    return settings


def _checked(folder: Path, as_of: date) -> Report:
    """The report on what was written; with an error the command ends with exit code 1."""
    from afterword.check import check
    from afterword.reporters import REPORTERS
    from afterword.settings import load_settings

    report = check(load_settings(folder), as_of)
    if report.rejected:
        click.echo(REPORTERS["text"](report), nl=False)
        click.echo("Nothing was replaced. Mend it where the team has it; the id names the team.", err=True)
        sys.exit(1)
    return report


def _shared_models(report: Report, teams: list[Team]) -> Mapping[str, list[str]]:
    """The models that reviews of more than one team name, with the teams."""
    team_of = {new: team.name for team in teams for new in team.names.ids.values()}
    found: dict[str, set[str]] = defaultdict(set)
    for review in report.corpus.reviews:
        for model in report.corpus.models_of(review) if review.id in team_of else ():
            found[model].add(team_of[review.id])
    return {model: sorted(names) for model, names in sorted(found.items()) if len(names) > 1}
