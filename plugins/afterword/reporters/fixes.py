"""What was repaired and what is left, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from afterword.check import Report
from afterword.diagnostics import Diagnostic, counted
from afterword.repairs import Outcome
from afterword.text.printable import printable

Left = Sequence[tuple[Diagnostic, str]]


def fixes_text(report: Report, outcomes: Sequence[Outcome], left: Left, *, would: bool = False) -> str:
    """Each repair and each problem that is left, with its place and reason, then the sum of both."""
    done = [pair for outcome in outcomes if outcome.changed for pair in outcome.fixed.repaired]
    lines = list(_shown(report, done, "would fix" if would else "fixed", "green"))
    lines += _shown(report, left, "left", "yellow")
    lines += [f"{printable(one.path)}: {one.unwritten}" for one in outcomes if one.unwritten]
    files = sum(outcome.changed for outcome in outcomes)
    fixed = f"{'Would fix' if would else 'Fixed'} {counted(len(done), 'problem')} in {counted(files, 'file')}"
    if not any(outcome.changed or outcome.unwritten for outcome in outcomes):
        fixed = f"Nothing to fix in {counted(len(report.entries), 'file')}"
    rest = f"; {len(left):,} {'is' if len(left) == 1 else 'are'} left for you" if left else ""
    return "\n".join([*lines, click.style(fixed + rest, fg="yellow" if left else "green", bold=True), ""])


def _shown(report: Report, found: Sequence[tuple[Diagnostic, str]], what: str, colour: str) -> Iterator[str]:
    limits, printed = report.loaded.settings.limits, 0
    for path, group in groupby(found, key=lambda pair: pair[0].path):
        pairs = list(group)
        room = max(0, min(limits.shown_per_file, limits.shown_per_run - printed))
        printed += min(room, len(pairs))
        for one, said in pairs[:room]:
            place = click.style(f"{printable(path)}:{one.span.line}:{one.span.column}", bold=True)
            yield f"{place}: {click.style(what, fg=colour, bold=True)} {one.code} {one.name}"
            if what == "left":
                yield f"  = {printable(one.message)}"
            yield f"  = {printable(said)}"
        if (more := len(pairs) - room) > 0:
            yield f"{printable(path)}: … and {counted(more, 'more problem')}"
