"""A report as its audience may read it: nothing in it names what is internal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from afterword.check.run import Report, check_loaded
from afterword.diagnostics import Diagnostic, Severity, counted
from afterword.rules import Stage, all_rules


def told(report: Report, as_of: date) -> Report:
    """The report for the audience of its settings; the problems that it may not learn of are ``untold``.

    Rules that compare reviews name one in the problem of another. So they run again, on what the audience may read.
    """
    shown = report.loaded.shown
    if not shown.hidden:
        return report
    paths = {entry.path for entry in report.loaded.entries} - {entry.path for entry in shown.entries}
    alone = check_loaded(shown, as_of, wanted=lambda rule: rule.stage is Stage.CORPUS)
    known = {_place(found): found for found in alone.diagnostics}
    comparing = frozenset(rule.code for rule in all_rules() if rule.stage is Stage.CORPUS)
    kept: list[Diagnostic] = []
    untold: list[Diagnostic] = []
    for found in report.diagnostics:
        if found.path in paths or (found.code in comparing and _place(found) not in known):
            untold.append(found)
        else:
            cover = shown.cover({found.path})
            one = known.get(_place(found), found)
            kept.append(replace(one, message=cover(one.message), help=cover(one.help), pointer=cover(one.pointer)))
    return replace(
        report,
        loaded=shown,
        entries=tuple(entry for entry in report.entries if entry.path not in paths),
        diagnostics=tuple(kept),
        untold=tuple(found for found in untold if found.severity is not Severity.INFO),
    )


def what_is_untold(report: Report) -> str:
    """A sentence on the problems that are not shown; empty if there are none."""
    if not report.untold:
        return ""
    return (
        f"{counted(len(report.untold), 'problem')} in reviews that are internal, or that may be because they cannot be "
        "read. Run `afterword check` where internal reviews may be read."
    )


def _place(found: Diagnostic) -> tuple[str, str, int, int]:
    return found.code, found.path, found.span.line, found.span.column
