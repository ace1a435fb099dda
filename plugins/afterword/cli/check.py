"""``afterword check``: read every review, hold it to schema and rules, and say on which line what is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from afterword.check import Report
from afterword.check import check as run_check
from afterword.cli.baseline_options import ratcheted
from afterword.cli.common import CouldNotRun, as_of_option, could_not_run, root_option, settings_for, today
from afterword.cli.written import append_summary, write_output
from afterword.files.cache import Store
from afterword.reporters import REPORTERS
from afterword.rules import Rule, all_rules, no_rule
from afterword.settings import Settings
from afterword.text.printable import printable

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(list(REPORTERS)), default="text", show_default=True)
@click.option("--select", multiple=True, metavar="CODE", help="Only these rules; a code, its beginning, or a name.")
@click.option("--ignore", multiple=True, metavar="CODE", help="All rules but these.")
@click.option("--baseline", type=_FILE, help="Let the problems that this file lists stand, and nothing new.")
@click.option(
    "--write-baseline", type=_FILE, help="Write the problems of today to a file, to be allowed by --baseline."
)
@click.option("--strict", is_flag=True, help="Let warnings reject as well.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to a file, and print the text for people.",
)
@click.option(
    "--summary",
    "summary_",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Append a summary in Markdown. [default with --format github: GITHUB_STEP_SUMMARY]",
)
@click.option(
    "--trusted",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Checkout of the base branch; settings and schemas come from it, reviews from the root.",
)
@click.option("--no-cache", is_flag=True, help="Look at every file anew, and keep nothing for the next check.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="NUMBER",
    help="How many processes share the work. [default: as many as there are processors; one for few files]",
)
@as_of_option
@root_option
def check(
    paths: tuple[Path, ...],
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    write_baseline: Path | None,
    strict: bool,
    output: Path | None,
    summary_: Path | None,
    trusted: Path | None,
    no_cache: bool,
    workers: int | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """Check reviews and patterns, and say on which line what is wrong.

    Without PATH the whole knowledge base is checked.
    With PATH only problems of these files and folders are told; the rest is still read, since rules such as
    unknown ids and repeated aliases look at all reviews together.

    \b
    Examples:
      afterword check
      afterword check postmortems/2025-11-18-bot-score-feature-file.md
      afterword check --format github
      afterword check --format sarif --output afterword.sarif
      afterword check --select AW2 --ignore AW203
      afterword check --baseline baseline.json
      afterword check --root proposed --trusted base
    """
    if write_baseline and (paths or select or ignore):
        raise CouldNotRun("--write-baseline takes in the whole knowledge base; leave out PATH, --select and --ignore")
    expect_there(paths)
    with could_not_run():
        settings = settings_for(root, paths[0] if paths else None, trusted)
        wanted = _wanted(select, ignore)
        about = among(settings, paths)
        report = run_check(
            settings,
            as_of or today(),
            wanted=wanted,
            about=about,
            progress=_Progress().step,
            # Whoever trusts only the base branch trusts nothing that was worked out before.
            store=None if no_cache or trusted else Store.of(settings.root),
            workers=workers or processors(),
        )
        report = replace(limited(report, settings, paths), strict=strict)
        report, left = ratcheted(report, baseline, write_baseline, wanted)
    if output is not None:
        write_output(output, click.unstyle(REPORTERS[format_](report)))
    if summary_ is not None:
        append_summary(summary_, report)
    elif format_ == "github":
        _summarise_job(report)
    click.echo(REPORTERS["text" if output is not None else format_](report), nl=False)
    for line in left:
        click.echo(line, err=True)
    sys.exit(1 if left or report.rejected else 0)


def _summarise_job(report: Report) -> None:
    """Add to the summary where the platform names a file for it; in a container that file may be out of reach."""
    if named := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            append_summary(Path(named), report)
        except CouldNotRun as error:
            # The annotations matter more, and nobody asked for this file by name.
            click.echo(f"No summary of the job: {error.message}", err=True)


def _wanted(select: Sequence[str], ignore: Sequence[str]) -> Callable[[Rule], bool]:
    rules = all_rules()
    for word in (*select, *ignore):
        if not any(rule.is_meant_by(word) for rule in rules):
            raise CouldNotRun(printable(no_rule(word)))

    def wanted(rule: Rule) -> bool:
        chosen = not select or any(rule.is_meant_by(word) for word in select)
        return chosen and not any(rule.is_meant_by(word) for word in ignore)

    return wanted


def expect_there(paths: Sequence[Path]) -> None:
    """Refuse to run on a path that leads nowhere."""
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise CouldNotRun(f"There is no file or folder {printable(str(path))}")


def among(settings: Settings, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a file is among those that were asked for, by its path below the root."""
    if not paths:
        return lambda _: True
    places = [_place(path) for path in paths]
    return lambda path: any((settings.root / path).is_relative_to(place) for place in places)


def limited(report: Report, settings: Settings, paths: Sequence[Path]) -> Report:
    """The report on the files that were asked for; no review at all is an error, never a clean result."""
    chosen = set(filter(among(settings, paths), (entry.path for entry in report.entries)))
    if not chosen or (not paths and report.checked == 0):
        where = printable(", ".join(map(str, paths))) if paths else settings.reviews_dir
        raise CouldNotRun(
            f"No reviews found in {where}. Reviews are `.md` files that lie directly in "
            f"{settings.reviews_dir}; begin one with `afterword new`."
        )
    return replace(
        report,
        entries=tuple(entry for entry in report.entries if entry.path in chosen),
        diagnostics=tuple(found for found in report.diagnostics if found.path in chosen),
    )


def _place(path: Path) -> Path:
    """Where a path leads; links on the way are followed, but one in place of a review is what is asked about."""
    path = Path(os.path.abspath(path))
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Progress:
    """A counter on the terminal; silent in pipes and over before anybody needs it on a small corpus."""

    def __init__(self) -> None:
        self._stream = sys.stderr
        self._count = 0

    def step(self, path: str) -> None:
        self._count += 1
        if self._count % 250 == 0 and self._stream.isatty():
            self._stream.write(f"\r{self._count:,} files checked\r")
            self._stream.flush()
