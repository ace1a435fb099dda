"""Apply `--baseline` and `--write-baseline` to a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.check import Report
from afterword.cli.to_run import in_shell, to_run
from afterword.rules import Rule, all_rules
from afterword.settings import Settings, SettingsError
from afterword.settings.limits import Limits
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.reporters.baseline import Baseline


def apply_baseline(
    report: Report, baseline: Path | None, written: Path | None, wanted: Callable[[Rule], bool]
) -> Report:
    """The report without the problems in the baseline, and with a line for each of these that is fixed."""
    if baseline is None and written is None:
        return report
    from afterword.reporters.baseline import Baseline, fingerprints

    found = Baseline.of(fingerprints(report))
    known = Baseline.read(baseline) if baseline else found
    checked = {entry.path for entry in report.entries}
    # Whether the problems of a file that was not checked or not readable are fixed is unknown.
    unseen = {entry.path for entry in report.loaded.entries if entry.value is None or entry.path not in checked}
    if written:
        # With --baseline, fixed problems are removed and new ones are never added.
        known = known.still(found, unseen)
        known.write(written)
    report = known.applied(report)
    if written or baseline is None:
        return report
    ran = {rule.code for rule in all_rules() if wanted(rule) and not rule.with_time}
    fixed, own = known.fixed(found, ran, unseen), _own(report.loaded.settings, baseline)
    if fixed and own:
        # A pull request cannot change the trusted baseline; what it has removed from its own goes with its merge.
        fixed = known.still(_proposed(own, report.loaded.settings.limits), ()).fixed(found, ran, unseen)
    if not fixed:
        return report
    file, root = own or baseline.absolute(), report.loaded.settings.root
    below = str(file.relative_to(root)) if file.is_relative_to(root) else file.name
    name = below if own else str(baseline)
    words = ("check", "--baseline", name, "--write-baseline", name)
    # The author of a pull request has another root.
    again = f"`{in_shell('afterword', *words)}` in your branch, and commit it" if own else f"`{to_run(*words)}`"
    remove = f"To remove fixed problems from it, run {again}"
    return replace(report, fixed=(*map(printable, fixed), remove), baseline=below)


def _own(settings: Settings, baseline: Path) -> Path | None:
    """The baseline of the pull request itself, if the one that is applied is in the trusted checkout."""
    if settings.trusted is None or not baseline.resolve().is_relative_to(settings.trusted):
        return None
    return settings.root / baseline.resolve().relative_to(settings.trusted)


def _proposed(own: Path, limits: Limits) -> Baseline:
    """What the baseline of a pull request lists; nothing if it is deleted."""
    from afterword.reporters.baseline import Baseline

    if not own.exists():
        return Baseline({})
    # Its author is not trusted, so that neither a link nor a device is read.
    if own.resolve() != own or not own.is_file():
        raise SettingsError(f"The baseline {own} is not a regular file. Recreate it with --write-baseline.")
    if own.stat().st_size > limits.attachment_bytes:
        raise SettingsError(f"The baseline {own} is too long. {limits.raising('attachment_bytes')}")
    return Baseline.read(own)
