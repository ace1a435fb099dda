"""A report as its audience may read it: nothing in it names what is internal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from afterword.check.report import Report
from afterword.check.run import check_loaded
from afterword.diagnostics import Diagnostic, Severity, counted
from afterword.rules import Stage, all_rules

_OF_THE_SITE: Final = frozenset(rule.code for rule in all_rules() if rule.in_public)


def told(report: Report, as_of: date) -> Report:
    """The report for the audience of its settings; the problems that it may not learn of are ``untold``.

    Rules that compare reviews name one in the problem of another. So they run again, on what the audience may read.
    """
    shown = report.loaded.shown
    if not shown.hidden:
        return report
    # In other files only problems of the site are told, and none in a file whose own name would tell.
    beside = {found.path for found in report.diagnostics if found.code in _OF_THE_SITE}
    pages = {entry.path for entry in shown.entries}
    told_of = {path for path in pages | beside if not any(shown.hidden.mentions(path))}
    comparing = {rule.code for rule in all_rules() if rule.stage is Stage.CORPUS}
    again = {found.code for found in report.diagnostics if found.path in told_of and found.code in comparing}
    alone = check_loaded(
        shown, as_of, wanted=lambda rule: rule.code in again, about=lambda path: path in told_of
    ).diagnostics
    known = {_place(found): found for found in alone}
    kept: list[Diagnostic] = []
    untold: list[Diagnostic] = []
    for found in report.diagnostics:
        if found.path not in told_of or (found.code in comparing and _place(found) not in known):
            untold.append(found)
        else:
            cover = shown.cover({found.path})
            one = known.get(_place(found), found)
            kept.append(replace(one, message=cover(one.message), help=cover(one.help), pointer=cover(one.pointer)))
    return replace(
        report,
        loaded=shown,
        entries=tuple(entry for entry in report.entries if entry.path in told_of),
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
