"""Apply `--baseline` and `--write-baseline` to a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from afterword.check import Report
from afterword.rules import Rule, all_rules
from afterword.text.printable import printable


def apply_baseline(
    report: Report, baseline: Path | None, written: Path | None, wanted: Callable[[Rule], bool]
) -> tuple[Report, list[str]]:
    """The report without the problems in the baseline, and a line for each of these that is fixed."""
    if baseline is None and written is None:
        return report, []
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
    ran = {rule.code for rule in all_rules() if wanted(rule) and not rule.with_time}
    left = [] if written else known.fixed(found, ran, unseen)
    return known.applied(report), [printable(line) for line in left] + _how_to_remove(left, baseline)


def _how_to_remove(left: Sequence[str], baseline: Path | None) -> list[str]:
    if not left:
        return []
    file = printable(str(baseline))
    return [f"To remove fixed problems from it, run `afterword check --baseline {file} --write-baseline {file}`"]
