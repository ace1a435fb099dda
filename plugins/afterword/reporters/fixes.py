"""What was fixed and what is left, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

import click

from afterword.check import Report, missing_at_the_top
from afterword.diagnostics import Diagnostic, counted, listed
from afterword.repairs import Outcome
from afterword.rules.on_demand.repair import FOR_ITS_AUTHOR
from afterword.rules.schema import MISSING_FIELD
from afterword.text.printable import printable

Left = Sequence[tuple[Diagnostic, str]]

_INPUT: Final = FOR_ITS_AUTHOR.reason


def fixes_text(report: Report, outcomes: Sequence[Outcome], left: Left, *, would: bool = False) -> str:
    """Each fix and each problem that is left, with its place and the reason, then the totals.

    Problems that only their author can fix are listed last, under one heading.
    """
    done = [pair for outcome in outcomes if outcome.changed for pair in outcome.fixed.repaired]
    lines = list(_shown(report, done, "would fix" if would else "fixed", "green"))
    lines += _shown(report, [pair for pair in left if pair[1] != _INPUT], "left", "yellow")
    if yours := [pair for pair in left if pair[1] == _INPUT]:
        lines += [click.style(f"{_INPUT}:", fg="yellow", bold=True), *_shown(report, yours)]
    lines += [f"{printable(outcome.path)}: {outcome.unwritten}" for outcome in outcomes if outcome.unwritten]
    files = sum(outcome.changed for outcome in outcomes)
    fixed = f"{'Would fix' if would else 'Fixed'} {counted(len(done), 'problem')} in {counted(files, 'file')}"
    if not any(outcome.changed or outcome.unwritten for outcome in outcomes):
        fixed = f"Nothing to fix in {counted(len(report.entries), 'file')}"
    rest = f"; {len(left):,} {'is' if len(left) == 1 else 'are'} left for you" if left else ""
    return "\n".join([*lines, click.style(fixed + rest, fg="yellow" if left else "green", bold=True), ""])


def _shown(
    report: Report, problems: Sequence[tuple[Diagnostic, str]], what: str = "", colour: str = ""
) -> Iterator[str]:
    limits, printed = report.loaded.settings.limits, 0
    for path, group in groupby(problems, key=lambda pair: pair[0].path):
        pairs = list(group)
        room = max(0, min(limits.shown_per_file, limits.shown_per_run - printed))
        printed += min(room, len(pairs))
        for problem, reason in _grouped(pairs[:room]) if not what else pairs[:room]:
            place = click.style(f"{printable(path)}:{problem.span.line}:{problem.span.column}", bold=True)
            if not what:
                yield f"{place}: {problem.code} {problem.name}: {printable(problem.message)}"
                continue
            yield f"{place}: {click.style(what, fg=colour, bold=True)} {problem.code} {problem.name}"
            if what == "left":
                yield f"  = {printable(problem.message)}"
            yield f"  = {printable(reason)}"
        if (more := len(pairs) - room) > 0:
            yield f"{printable(path)}: … and {counted(more, 'more problem')}"


def _grouped(pairs: Sequence[tuple[Diagnostic, str]]) -> Iterator[tuple[Diagnostic, str]]:
    """The problems with the fields that are missing at one place as one: what is asked of a person is said once."""
    for key, group in groupby(pairs, key=lambda pair: (pair[0].code == MISSING_FIELD, pair[0].path, pair[0].span)):
        same = list(group)
        if not key[0] or len(same) == 1:
            yield from same
            continue
        names = [f"`{problem.pointer.rpartition('/')[2]}`" for problem, _ in same]
        message = f"{counted(len(names), 'field is', 'fields are')} missing: {listed(names)}"
        if all(missing_at_the_top(problem) for problem, _ in same):
            message += f"; `afterword progress {printable(key[1])}` says what each is for"
        yield replace(same[0][0], message=message), same[0][1]
