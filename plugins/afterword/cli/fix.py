"""``afterword fix``: fix what can be fixed safely, and say why the rest is left."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from afterword.check import check
from afterword.cli.common import could_not_run, root_option, today
from afterword.cli.given_paths import limited, settings_around
from afterword.diagnostics import Severity
from afterword.files.cache import Store


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--diff", "only_diff", is_flag=True, help="Show the fixes as a unified diff, and write nothing.")
@root_option
def fix(paths: tuple[Path, ...], only_diff: bool, root: Path | None) -> None:
    """Fix what can be fixed safely in reviews and patterns, and list what is left.

    Fixes misspelt values and field names with one close match, values that others write in another way, such as P2,
    dates and times in another form with one meaning, times without a zone if `time_zone` is set, the order of the
    timeline, missing action ids, a missing onset if the file name has the date, headings at the level of the title,
    and trailing white space.
    Every other byte stays the same.
    Without PATH, the whole knowledge base is fixed, internal reviews included, whatever the audience.

    Exit codes: 0 no errors left, 1 errors left or a file could not be written, 2 the command could not run.
    With --diff: 0 nothing to fix and no errors left, 1 something.

    \b
    Examples:
      afterword fix
      afterword fix --diff
      afterword fix postmortems/2025-11-18-bot-score-feature-file.md
    """
    from afterword.repairs import afterwards, repair, why_left, write
    from afterword.reporters.diff import diff
    from afterword.reporters.fixes import fixes_text
    from afterword.secrecy import Policy

    day = today()
    with could_not_run():
        settings = settings_around(root, paths)
        report = limited(check(settings, day, store=Store.of(settings.root)), settings, paths)
    outcomes = list(repair(report, day))
    if not only_diff:
        outcomes = [write(report, outcome) for outcome in outcomes]
    after = afterwards(report, outcomes, day)
    left = [pair for pair in why_left(after, outcomes, day) if pair[0].severity is not Severity.INFO]
    for outcome in outcomes if only_diff else ():
        # As bytes, because the line ends of the file are part of the diff.
        policy = Policy.of(report.loaded.settings)
        click.echo(diff(outcome.path, outcome.seen.raw, outcome.fixed.raw, policy).encode(), nl=False)
    click.echo(fixes_text(after, outcomes, left, would=only_diff), nl=False, err=only_diff)
    would = only_diff and any(outcome.changed for outcome in outcomes)
    sys.exit(1 if would or after.rejected or any(outcome.unwritten for outcome in outcomes) else 0)
