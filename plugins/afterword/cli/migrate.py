"""``afterword migrate``: update reviews to the newest schema version, and raise the version in the settings."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from afterword.check import Report, check
from afterword.cli.common import CouldNotRun, could_not_run, root_option, today
from afterword.cli.given_paths import limited, settings_around
from afterword.files.cache import Store
from afterword.migrations import OLDEST, SETTING, numbered
from afterword.schema import REVIEW

_SETTINGS = "pyproject.toml"


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "since",
    type=click.IntRange(min=OLDEST),
    metavar="VERSION",
    help="Schema version of the reviews now; 0 for reviews from elsewhere. [default: `schema_version`]",
)
@click.option("--diff", "only_diff", is_flag=True, help="Show the changes as a unified diff, and write nothing.")
@root_option
def migrate(paths: tuple[Path, ...], since: int | None, only_diff: bool, root: Path | None) -> None:
    """Update reviews to the newest version of the schema, and list what is left.

    All steps from `schema_version` in the settings to the newest version are applied. Every other byte stays the same.
    Once all reviews are updated, `schema_version` in the settings is raised.
    Version 0 stands for reviews from elsewhere, with field names such as `date` and `action_items`.
    What no step understands is left: a field or value that the schema does not have, and a file that cannot be read.
    Internal reviews are included, whatever the audience.

    Exit codes: 0 nothing left, 1 something left or a file could not be written, 2 the command could not run.
    With --diff: 0 nothing to change and nothing left, 1 something.

    \b
    Examples:
      afterword migrate --diff
      afterword migrate
      afterword migrate --from 0 postmortems/2024-03-01-imported.md
    """
    from afterword.repairs import carry_over, write
    from afterword.reporters.diff import diff
    from afterword.reporters.fixes import fixes_text
    from afterword.secrecy import Policy

    with could_not_run():
        settings = settings_around(root, paths)
        report = limited(check(settings, today(), store=Store.of(settings.root)), settings, paths)
    until = report.loaded.contracts[REVIEW].version
    since = settings.schema_version if since is None else since
    if since > until:
        raise CouldNotRun(f"--from is {since}, but the newest version is {until}")
    outcomes = list(carry_over(report, since))
    if not only_diff:
        outcomes = [write(report, outcome) for outcome in outcomes]
    policy = Policy.of(settings)
    for outcome in outcomes if only_diff else ():
        # As bytes, because the line ends of the file are part of the diff.
        click.echo(diff(outcome.path, outcome.seen.raw, outcome.fixed.raw, policy).encode(), nl=False)
    left = [pair for outcome in outcomes for pair in outcome.fixed.refused.items()]
    behind = bool(left) or any(outcome.unwritten for outcome in outcomes)
    click.echo(fixes_text(report, outcomes, left, would=only_diff), nl=False, err=only_diff)
    if only_diff:
        sys.exit(1 if behind or any(outcome.changed for outcome in outcomes) else 0)
    if not behind and not paths:
        behind = not _raise_number(report, until)
    sys.exit(1 if behind else 0)


def _raise_number(report: Report, version: int) -> bool:
    """Write the version into the settings if they have an older one; return whether they have it now."""
    from afterword.files.atomic_file import NotReplaced, look, replace_file

    settings = report.loaded.settings
    if settings.schema_version == version:
        click.echo(f"All reviews are at version {version}, the newest")
        return True
    file, why_not = settings.root / _SETTINGS, ""
    try:
        seen = look(file, settings.limits.file_bytes)
        if edited := numbered(seen.raw, version):
            replace_file(file, seen, edited)
        else:
            why_not = "The file cannot be edited safely"
    except NotReplaced as reason:
        why_not = str(reason)
    if why_not:
        click.echo(f"{_SETTINGS}: {why_not}. Set `{SETTING} = {version}` under [tool.afterword] by hand.", err=True)
    else:
        click.echo(f"Set {SETTING} = {version} in {_SETTINGS}")
    return not why_not
