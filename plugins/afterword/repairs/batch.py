"""Fix the files of a report: first in memory, then on the disk, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from afterword.check import Report, by_file, check_loaded
from afterword.corpus import Entry, entry_of
from afterword.diagnostics import Diagnostic
from afterword.files.atomic_file import NotReplaced, Snapshot, look, replace_file
from afterword.reading import read_raw
from afterword.repairs.fixing import Fixed, fix, reason_left
from afterword.repairs.offers import fixable
from afterword.rules import FileContext


class Outcome(NamedTuple):
    """The result for one file: its state before and after, and why it could not be written, if so."""

    path: str
    seen: Snapshot
    fixed: Fixed
    unwritten: str = ""

    @property
    def changed(self) -> bool:
        """Whether the file changes."""
        return self.fixed.raw != self.seen.raw and not self.unwritten


def repair(report: Report, as_of: date) -> Iterator[Outcome]:
    """Fix in memory every file of a report with something to fix; nothing is written."""
    settings, found = report.loaded.settings, by_file(report.diagnostics)
    for entry in report.entries:
        if entry.document is None or not any(fixable(one.code) for one in found.get(entry.path, ())):
            continue
        contract = report.loaded.contracts[entry.kind]
        try:
            seen = look(settings.root / entry.path, settings.limits.file_bytes)
        except NotReplaced as reason:
            yield Outcome(entry.path, Snapshot(b"", 0, (0, 0), ()), Fixed(b"", entry), str(reason))
        else:
            # The file is read again, because it may have changed since the report.
            now = entry_of(read_raw(seen.raw, entry.path, settings.limits), contract, settings.service_levels)
            yield Outcome(entry.path, seen, fix(seen.raw, FileContext(now, contract, settings, as_of)))


def write(report: Report, outcome: Outcome) -> Outcome:
    """Write a fixed file; the outcome says why if that was not possible."""
    if not outcome.changed:
        return outcome
    try:
        replace_file(report.loaded.settings.root / outcome.path, outcome.seen, outcome.fixed.raw)
    except NotReplaced as reason:
        return outcome._replace(unwritten=str(reason))
    return outcome


def afterwards(report: Report, outcomes: Iterable[Outcome], as_of: date) -> Report:
    """The report on the same files with their fixes."""
    changed = {outcome.path: outcome.fixed.entry for outcome in outcomes if outcome.changed}
    if not changed:
        return report

    def new(entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(changed.get(entry.path, entry) for entry in entries)

    whole = check_loaded(replace(report.loaded, entries=new(report.loaded.entries)), as_of)
    chosen = {*(entry.path for entry in report.entries), *(problem.path for problem in report.diagnostics)}
    diagnostics = tuple(problem for problem in whole.diagnostics if problem.path in chosen)
    return replace(whole, entries=new(report.entries), diagnostics=diagnostics)


def why_left(report: Report, outcomes: Iterable[Outcome], as_of: date) -> Iterator[tuple[Diagnostic, str]]:
    """Each problem that is left, with the reason."""
    by_path = {outcome.path: outcome for outcome in outcomes}
    entries = {entry.path: entry for entry in report.entries}
    for diagnostic in report.diagnostics:
        outcome, entry = by_path.get(diagnostic.path), entries.get(diagnostic.path)
        if entry is None:
            yield diagnostic, "The file is not read, so nothing in it is changed"
            continue
        if outcome and outcome.unwritten:
            yield diagnostic, outcome.unwritten
            continue
        context = FileContext(entry, report.loaded.contracts[entry.kind], report.loaded.settings, as_of)
        yield diagnostic, reason_left(context, diagnostic, outcome.fixed.refused if outcome else {})
