"""``afterword check``: check every review against the schema and the rules, and report each problem."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from afterword.check import Report, told, what_is_untold
from afterword.check import check as run_check
from afterword.cli.baseline_options import apply_baseline
from afterword.cli.common import CouldNotRun, as_of_option, could_not_run, root_option, today
from afterword.cli.given_paths import among, limited, settings_around
from afterword.cli.status_line import StatusLine
from afterword.cli.written import append_summary, write_output
from afterword.corpus.walking import every_file
from afterword.diagnostics import Severity
from afterword.files.cache import Store
from afterword.reporters import REPORTERS
from afterword.rules import Rule, all_rules, no_rule
from afterword.rules.policy import IGNORES, is_meant_by
from afterword.settings import AUDIENCES, Settings
from afterword.settings.site_folder import configuration_of
from afterword.text.printable import printable

_FILE = click.Path(dir_okay=False, path_type=Path)
_FIXED_SOMEWHERE = "Some problems in the baseline are fixed; run `afterword check` where internal reviews may be read."


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(list(REPORTERS)), default="text", show_default=True)
@click.option(
    "--select", multiple=True, metavar="CODE", help="Run only these rules: a code, the start of one, or a name."
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Skip these rules.")
@click.option("--baseline", type=_FILE, help="Ignore the problems listed in this file; report only new ones.")
@click.option("--write-baseline", type=_FILE, help="Write the current problems to a file, for use with --baseline.")
@click.option(
    "--strict", is_flag=True, help="Fail on warnings too, in this run; the setting fail_on does so for check and build."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to a file; the terminal gets the text format.",
)
@click.option(
    "--summary",
    "summary_",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Append a Markdown summary to a file. [default with --format github: GITHUB_STEP_SUMMARY]",
)
@click.option(
    "--trusted",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Checkout of the base branch. Settings and schemas are read from it, reviews from the root.",
)
@click.option("--no-cache", is_flag=True, help="Check every file again, and do not write to the cache.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="NUMBER",
    help="Number of processes. [default: one per processor, or one for few files]",
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="Check for this audience, and name only what it may read. [default: the audience in the settings; names all]",
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
    audience: str | None,
    as_of: date | None,
    root: Path | None,
) -> None:
    """Check reviews and patterns, and report each problem with its line.

    Without PATH, the whole knowledge base is checked.
    With PATH, only problems in these files and folders are reported. All files are still read, because some rules
    compare reviews, such as those on unknown ids and repeated aliases.
    The report is for authors: it names internal reviews too, unless you give --audience public.

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
        raise CouldNotRun("--write-baseline covers the whole knowledge base; leave out PATH, --select and --ignore")
    with could_not_run():
        settings = settings_around(root, paths, trusted, audience)
        wanted = _wanted(select, ignore)
        about = among(settings, paths)
        with _Progress() as progress:
            report = run_check(
                settings,
                as_of or today(),
                wanted=wanted,
                about=about,
                progress=progress.step,
                # With --trusted, cached results are not trusted.
                store=None if no_cache or trusted else Store.of(settings.root),
                workers=workers or processors(),
            )
        report = replace(limited(report, settings, paths), strict=strict or settings.fail_on == Severity.WARNING)
        report = apply_baseline(report, baseline, write_baseline, wanted)
        if audience:
            report = told(report, as_of or today())
    if report.fixed and report.loaded.hidden:
        report = replace(report, fixed=(_FIXED_SOMEWHERE,))
    if output is not None:
        write_output(output, click.unstyle(REPORTERS[format_](report)))
    if summary_ is not None:
        append_summary(summary_, report)
    elif format_ == "github":
        _summarise_job(report)
    click.echo(REPORTERS["text" if output is not None else format_](report), nl=False)
    idle = () if paths else _idle_ignores(report)
    for line in filter(None, (*report.fixed, what_is_untold(report), *idle, _advice(settings, paths, format_))):
        click.echo(line, err=True)
    sys.exit(1 if report.rejected else 0)


def _idle_ignores(report: Report) -> Iterator[str]:
    """A sentence for each pattern of the settings that matches no file, whether it is read or not."""
    root = report.loaded.settings.root
    for pattern, _ in report.loaded.settings.per_path_ignores:
        plain, *wild = re.split(r"[*?[]", pattern, maxsplit=1)
        # Only the folder is walked that the pattern names, and no farther than to the first file that it means.
        files = every_file(root, plain.rpartition("/")[0])
        if not (any(is_meant_by(path, pattern) for path in files) if wild else plain and (root / plain).exists()):
            yield f"{IGNORES} `{printable(pattern)}` matches no file; paths are relative to the root."


def _advice(settings: Settings, paths: Sequence[Path], format_: str) -> str:
    """Advice on the id of a knowledge base from which a site is made; it is about no file. Empty if there is none."""
    from afterword.settings.identity import advice

    if format_ != "text" or paths or not configuration_of(settings.trusted or settings.root):
        return ""
    return advice(settings)


def _summarise_job(report: Report) -> None:
    """Add to the job summary if the platform names a file for it; a container may not reach that file."""
    if named := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            append_summary(Path(named), report)
        except CouldNotRun as error:
            # The annotations matter more, and nobody asked for this file.
            click.echo(f"The job summary was not written: {error.message}", err=True)


def _wanted(select: Sequence[str], ignore: Sequence[str]) -> Callable[[Rule], bool]:
    rules = all_rules()
    for word in (*select, *ignore):
        if not any(rule.is_meant_by(word) for rule in rules):
            raise CouldNotRun(printable(no_rule(word)))

    def wanted(rule: Rule) -> bool:
        chosen = not select or any(rule.is_meant_by(word) for word in select)
        return chosen and not any(rule.is_meant_by(word) for word in ignore)

    return wanted


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Progress(StatusLine):
    """A counter on the terminal; nothing is said of small knowledge bases."""

    _count = 0

    def step(self, path: str) -> None:  # only their number is told
        self._count += 1
        if self._count % 250 == 0:
            self.shows(f"{self._count:,} files checked")
