"""``afterword adopt``: Markdown reviews from elsewhere become drafts that pass the check."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from afterword.cli.common import CouldNotRun, could_not_run, root_option, settings_for, today
from afterword.cli.status_line import StatusLine
from afterword.diagnostics import listed
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.adopting import Adopted

# How far it is, is told for many files, after each step of so many.
_MANY: Final = 50
_STEP: Final = 25


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what each file would become, and write nothing.")
@click.option("--diff", "only_diff", is_flag=True, help="Print the drafts as a unified diff, and write nothing.")
@click.option(
    "--zone",
    default="",
    metavar="ZONE",
    help="Zone of times without one, such as Europe/Vienna or UTC. [default: `time_zone`]",
)
@click.option("--order", type=click.Choice(["dmy", "mdy"]), default=None, help="How to read a day such as 02/03/2026.")
@click.option(
    "--severity", default="", metavar="SEVERITY", help="Severity of reviews that name none. [default: the mildest]"
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="Format of the report.")
@root_option
def adopt(
    paths: tuple[Path, ...],
    dry_run: bool,
    only_diff: bool,
    zone: str,
    order: str | None,
    severity: str,
    style: str,
    root: Path | None,
) -> None:
    """Turn Markdown reviews from elsewhere into drafts that pass the check, and list what is left to a person.

    PATH is a file or a folder. Title, times, timeline, actions, severity and tickets are taken from headings, lists,
    tables and lines such as `**Severity**: SEV2`; the whole text stays as the narrative, and images come along.
    Each field has a comment with the place that it was guessed from. Delete the comment once you have looked.
    The files themselves stay, and no review is overwritten; but the draft of a file that lies among the reviews already
    takes its place.

    Exit codes: 0 every review became a draft, 1 some are left, 2 the command could not run.

    \b
    Examples:
      afterword adopt --dry-run ../old-wiki/postmortems
      afterword adopt --zone America/New_York ../old-wiki/postmortems
      afterword adopt 2026-02-03-empty-index.md
    """
    from afterword.adopting import Adopting, confirmed, delete_replaced, write
    from afterword.corpus import load
    from afterword.migrations import others
    from afterword.model.zones import offset_of
    from afterword.reporters.adoptions import adoptions_json, adoptions_text
    from afterword.reporters.diff import diff
    from afterword.schema import REVIEW
    from afterword.secrecy import Policy

    with could_not_run():
        settings = settings_for(root)
        loaded = load(settings)
        day = today()
    contract = loaded.contracts[REVIEW]
    known = others(settings.fields, settings.values)
    if severity and not (severity := known.value("severity", severity)):
        raise CouldNotRun(f"--severity must be one of {', '.join(contract.fields.children['severity'].terms)}")
    try:
        offset_of(zone or settings.time_zone or "UTC", "2026-01-15T12:00")
    except ValueError as error:
        raise CouldNotRun(f"--zone: {error}") from None
    files = list(_files(paths))
    aliases = frozenset(
        alias.casefold() for entry in loaded.of_kind(REVIEW) for alias in entry.data.get("aliases") or ()
    )
    adopting = Adopting(
        settings, contract, day, zone or settings.time_zone or "", order or "", severity, known, aliases
    )
    # Reviews in folders by year or month too, and whatever else would be in the way.
    there = [
        *(Path(entry.path) for entry in loaded.of_kind(REVIEW)),
        *(settings.reviews_dir.iterdir() if settings.reviews_dir.is_dir() else ()),
    ]
    made: list[Adopted] = []
    with StatusLine() as line:
        for planned in adopting.adopt(files, {file.name for file in there}):
            if len(files) > _MANY and len(made) % _STEP == 0:
                line.shows(f"{len(made)} of {len(files)}")
            writes = planned.target and not (dry_run or only_diff)
            made.append(write(planned, settings.reviews_dir) if writes else planned)
            if planned.target and only_diff:
                line.clears()
                raw = planned.text.encode("utf-8")
                click.echo(diff(f"{settings.reviews}/{planned.target}", b"", raw, Policy.of(settings)), nl=False)
    if not (dry_run or only_diff):
        made = [delete_replaced(one, settings.reviews_dir) for one in confirmed(made, settings, day)]
    report = (
        adoptions_json(made, settings.reviews)
        if style == "json"
        else adoptions_text(made, settings.reviews, would=dry_run or only_diff)
    )
    click.echo(report, nl=False, err=only_diff)
    sys.exit(1 if any(one.left and not one.skipped for one in made) else 0)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to adopt: those that are named, and every Markdown file below a folder, each once."""
    from afterword.adopting import ENDINGS

    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise CouldNotRun(f"{printable(str(path))} does not exist")
        below = (
            sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())
            if path.is_dir()
            else [path]
        )
        for file in below:
            if not any(part.startswith(".") for part in file.relative_to(path).parts) and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file
    if not seen:
        raise CouldNotRun(f"There is no Markdown file there; the endings are {listed(ENDINGS)}")
