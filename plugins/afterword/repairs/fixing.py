"""Fix one file in memory, in rounds, and keep only fixes that leave it with fewer problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from afterword.check import check_file
from afterword.corpus import Entry, entry_of
from afterword.diagnostics import Diagnostic
from afterword.reading import read_raw
from afterword.repairs.offers import offer
from afterword.rules import FileContext, Stage, rule_named
from afterword.rules.on_demand.repair import Left, Repair
from afterword.rules.schema import MISSING_FIELD
from afterword.text.edits import Edit, EditError, apply_to_bytes


@dataclass(frozen=True)
class Fixed:
    """The result for one file: its bytes and its entry, each fixed problem with its fix, and refusals.

    ``refused`` has the reason why a possible fix of a problem was not kept.
    """

    raw: bytes
    entry: Entry
    repaired: tuple[tuple[Diagnostic, str], ...] = ()
    refused: Mapping[Diagnostic, str] = field(default_factory=dict)


class _Planned(NamedTuple):
    """A repair with every problem that it fixes."""

    repair: Repair
    fixed: tuple[Diagnostic, ...]


def fix(raw: bytes, file: FileContext) -> Fixed:
    """Fix what is safe to fix in the bytes of a file, until another round would change nothing."""
    repaired: list[tuple[Diagnostic, str]] = []
    # Each round corrects or adds something, and no fix undoes another, so the rounds end.
    while True:
        attempt = _Round(raw, file, check_file(file))
        kept = attempt.keep(attempt.planned())
        if not kept:
            return Fixed(raw, file.entry, tuple(repaired), attempt.refused)
        raw, entry = attempt.made
        file = replace(file, entry=entry)
        repaired += [(found, plan.repair.title) for plan in kept for found in plan.fixed]


def sound_repairs(raw: bytes, file: FileContext) -> list[tuple[Repair, tuple[Diagnostic, ...]]]:
    """The repairs of which each is safe in a file as it is now, with the problems that it fixes."""
    attempt = _Round(raw, file, check_file(file))
    planned = attempt.planned()
    together = attempt.keep(planned)
    # What touches the place of another repair waits for its round in `fix`; alone it may be safe.
    return [(plan.repair, plan.fixed) for plan in planned if plan in together or attempt.keep([plan])]


class _Round:
    """One round of repairs, all of them in the same text."""

    def __init__(self, raw: bytes, file: FileContext, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.made = (raw, file.entry)
        self.refused: dict[Diagnostic, str] = {}
        self._raw, self._file, self._found = raw, file, diagnostics
        # Rules of a stage that the file did not reach did not run before, so they do not count after the fix.
        self._reached = Stage.SCHEMA if file.entry.value is None else Stage.FILE
        self._before = self._weight(diagnostics)

    def planned(self) -> list[_Planned]:
        """The possible repairs, each once; overlapping ones wait for the next round."""
        planned: dict[Repair, list[Diagnostic]] = {}
        for found in self._found:
            if isinstance(answer := offer(self._file, found), Repair):
                planned.setdefault(answer, []).append(found)
        return [_Planned(repair, tuple(found)) for repair, found in planned.items()]

    def keep(self, planned: list[_Planned]) -> list[_Planned]:
        """As many repairs as are safe together: all of them, or else the safe ones of each half."""
        return self._keep([], planned)

    def _keep(self, kept: list[_Planned], more: list[_Planned]) -> list[_Planned]:
        if not more:
            return kept
        reason = self._try([*kept, *more])
        if not reason:
            return [*kept, *more]
        if len(more) == 1:
            self.refused.update(dict.fromkeys(more[0].fixed, reason))
            return kept
        half = len(more) // 2
        return self._keep(self._keep(kept, more[:half]), more[half:])

    def _try(self, planned: list[_Planned]) -> str:
        """Make the edits and read the file again; the reason why they are not kept, or empty if they are."""
        try:
            raw = apply_to_bytes(self._raw, list(_edits(planned)))
        except EditError as error:
            return f"{str(error)[0].upper()}{str(error)[1:]}"
        reading = read_raw(raw, self._file.entry.path, self._file.settings.limits)
        levels = self._file.settings.service_levels
        file = replace(self._file, entry=entry_of(reading, self._file.contract, levels))
        if reading.document is None:
            return "With this fix, the file could not be read any more"
        found, fixed = check_file(file), [problem for plan in planned for problem in plan.fixed]
        unmet = {problem.pointer for problem in found if problem.code == MISSING_FIELD}
        lighter = self._weight(found) <= self._before - sum(problem.code != MISSING_FIELD for problem in fixed)
        if not lighter or any(problem.code == MISSING_FIELD and problem.pointer in unmet for problem in fixed):
            return "The fix would cause another problem"
        self.made = (raw, file.entry)
        return ""

    def _weight(self, diagnostics: tuple[Diagnostic, ...]) -> int:
        # A missing field does not count against a fix: fixing the status can reveal that fields are required.
        return sum(stage_of(item) <= self._reached and item.code != MISSING_FIELD for item in diagnostics)


def stage_of(diagnostic: Diagnostic) -> Stage:
    """The stage of the rule that reports a problem."""
    rule = rule_named(diagnostic.code)
    return rule.stage if rule else Stage.READ


def _edits(planned: list[_Planned]) -> Iterator[Edit]:
    for plan in planned:
        yield from plan.repair.edits


def reason_left(file: FileContext, diagnostic: Diagnostic, refused: Mapping[Diagnostic, str]) -> str:
    """Why a problem is left after the repairs."""
    if reason := refused.get(diagnostic):
        return reason
    answer = offer(file, diagnostic)
    return answer.reason if isinstance(answer, Left) else "Its fix was not tried"
