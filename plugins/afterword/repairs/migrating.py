"""Update the reviews of a report to the version of its schema, in memory; they are written as fixes are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import partial

from afterword.check import Report, check_file
from afterword.corpus import Entry, entry_of
from afterword.diagnostics import Diagnostic, Severity, json_pointer
from afterword.files.atomic_file import NotReplaced, Snapshot, look
from afterword.migrations import OLDEST, Change, migrate, others
from afterword.reading import read_raw
from afterword.repairs.batch import Outcome
from afterword.repairs.fixing import Fixed, stage_of
from afterword.repairs.offers import offer
from afterword.rules import FileContext, Stage
from afterword.rules.on_demand.repair import Repair
from afterword.rules.schema import MISSING_FIELD, OLDER_SHAPE
from afterword.rules.wording import RUN_MIGRATE, where
from afterword.schema import REVIEW
from afterword.secrecy import SECRET

_UNREADABLE = "The file cannot be parsed, so nothing in it is changed"
_UNKNOWN = "No step of the migration understands it"
_UNSAFE_NAME = "Its name has a secret in it; rename the file first"
_FIXABLE = "Run `afterword fix`"


def carry_over(report: Report, since: int) -> Iterator[Outcome]:
    """The outcome of every review with something to change or to report, and of every file that cannot be read.

    Reported is what no step understands: fields and values that the schema does not have. Nothing is written.
    """
    settings, contract = report.loaded.settings, report.loaded.contracts[REVIEW]
    known = others(settings.fields, settings.values)
    for entry in report.entries:
        if entry.document is None:
            first = next(problem for problem in report.diagnostics if problem.path == entry.path)
            yield _untouched(entry, {first: _UNREADABLE})
            continue
        if entry.kind != REVIEW:
            continue
        if SECRET in entry.path:
            yield _untouched(entry, {}, _UNSAFE_NAME)
            continue
        try:
            seen = look(settings.root / entry.path, settings.limits.file_bytes)
        except NotReplaced as reason:
            yield _untouched(entry, {}, str(reason))
            continue
        carried = migrate(seen.raw, entry.path, settings.limits, since, contract.version, known)
        after = read_raw(carried.raw, entry.path, settings.limits)
        now = entry_of(after, contract, settings.service_levels)
        problem = partial(_problem, entry.path, since)
        repaired = tuple((problem(change), f"{change.said}: {_inside(change.why)}") for change in carried.done)
        refused = {problem(change): change.said for change in carried.left}
        refused |= _not_understood(FileContext(now, contract, settings, date.min), carried.left, since)
        if repaired or refused:
            yield Outcome(entry.path, seen, Fixed(carried.raw, now, repaired, refused))


def _not_understood(file: FileContext, left: Collection[Change], since: int) -> dict[Diagnostic, str]:
    """What the schema does not have, with what to do; a field that is missing is for its author to write."""
    if not file.entry.violations:
        return {}
    told = {json_pointer(change.path) for change in left}
    return {
        found: _FIXABLE
        if isinstance(offer(file, found), Repair)
        else f"{_UNKNOWN}. {_advice(found.help, since)}".rstrip(". ")
        for found in check_file(file)
        if found.severity is Severity.ERROR
        and found.code not in (MISSING_FIELD, OLDER_SHAPE)
        and stage_of(found) is Stage.SCHEMA
        and found.pointer not in told
    }


def _advice(advice: str, since: int) -> str:
    """What to do; never to run this very command again."""
    return advice.replace(RUN_MIGRATE, "its shape differs, so write it by hand") if since == OLDEST else advice


def _untouched(entry: Entry, refused: dict[Diagnostic, str], unwritten: str = "") -> Outcome:
    return Outcome(entry.path, Snapshot(b"", 0, (0, 0), ()), Fixed(b"", entry, (), refused), unwritten)


def _problem(path: str, since: int, change: Change) -> Diagnostic:
    message = f"{where(change.path)} is from schema version {since}"
    pointer = json_pointer(change.path)
    return Diagnostic(OLDER_SHAPE, "older-shape", Severity.ERROR, path, change.span, pointer, message, change.why)


def _inside(sentence: str) -> str:
    """A sentence as the second half of another."""
    return f"{sentence[0].lower()}{sentence[1:].removesuffix('.')}"
