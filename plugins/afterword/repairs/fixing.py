"""Repair one file in memory, round by round, and keep only what leaves it with fewer problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from afterword.check import check_file
from afterword.corpus import Entry, entry_of
from afterword.diagnostics import Diagnostic
from afterword.reading import read_raw
from afterword.repairs.offers import offer
from afterword.rules import FileContext, Stage, rule_named
from afterword.rules.repair import Left, Repair
from afterword.rules.schema import MISSING_FIELD
from afterword.text.edits import Edit, EditError, apply_to_bytes


@dataclass(frozen=True)
class Fixed:
    """What became of one file: its bytes and its entry, each problem repaired with what was done, and refusals.

    ``refused`` says of each problem why a repair that was on offer for it was not kept.
    """

    raw: bytes
    entry: Entry
    repaired: tuple[tuple[Diagnostic, str], ...] = ()
    refused: Mapping[Diagnostic, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Mend:
    """A repair with every problem that it mends."""

    repair: Repair
    mended: tuple[Diagnostic, ...]


def fix(raw: bytes, file: FileContext) -> Fixed:
    """Repair what is safe in the bytes of a file, until another round would change nothing."""
    repaired: list[tuple[Diagnostic, str]] = []
    # Each round makes a wrong spelling right or adds what is missing, and no repair undoes one, so the rounds end.
    while True:
        attempt = _Round(raw, file, check_file(file))
        kept = attempt.keep(attempt.mends())
        if not kept:
            return Fixed(raw, file.entry, tuple(repaired), attempt.refused)
        raw, entry = attempt.made
        file = replace(file, entry=entry)
        repaired += [(found, mend.repair.title) for mend in kept for found in mend.mended]


def sound_repairs(raw: bytes, file: FileContext) -> list[tuple[Repair, tuple[Diagnostic, ...]]]:
    """The repairs that together do no harm to a file as it is now, each with the problems that it mends."""
    attempt = _Round(raw, file, check_file(file))
    return [(mend.repair, mend.mended) for mend in attempt.keep(attempt.mends())]


class _Round:
    """One round of repairs, all of them at places of the same text."""

    def __init__(self, raw: bytes, file: FileContext, found: tuple[Diagnostic, ...]) -> None:
        self.made = (raw, file.entry)
        self.refused: dict[Diagnostic, str] = {}
        self._raw, self._file, self._found = raw, file, found
        # Rules of a stage that the file did not reach had no say before, so they have none about the repair.
        self._reached = Stage.SCHEMA if file.entry.value is None else Stage.FILE
        self._before = self._weight(found)

    def mends(self) -> list[_Mend]:
        """The repairs on offer, each once; those that would change the same place wait for the next round."""
        mends: dict[Repair, list[Diagnostic]] = {}
        for found in self._found:
            if isinstance(answer := offer(self._file, found), Repair):
                mends.setdefault(answer, []).append(found)
        return [_Mend(repair, tuple(found)) for repair, found in mends.items()]

    def keep(self, mends: list[_Mend]) -> list[_Mend]:
        """As many of the repairs as together do no harm: all of them, or else the good ones of each half."""
        return self._keep([], mends)

    def _keep(self, kept: list[_Mend], more: list[_Mend]) -> list[_Mend]:
        if not more:
            return kept
        reason = self._try([*kept, *more])
        if not reason:
            return [*kept, *more]
        if len(more) == 1:
            self.refused.update(dict.fromkeys(more[0].mended, reason))
            return kept
        half = len(more) // 2
        return self._keep(self._keep(kept, more[:half]), more[half:])

    def _try(self, mends: list[_Mend]) -> str:
        """Make the edits and read the file again; why they are not kept, or nothing when they are."""
        try:
            raw = apply_to_bytes(self._raw, list(_edits(mends)))
        except EditError as error:
            return f"{str(error)[0].upper()}{str(error)[1:]}"
        reading = read_raw(raw, self._file.entry.path, self._file.settings.limits)
        levels = self._file.settings.service_levels
        file = replace(self._file, entry=entry_of(reading, self._file.contract, levels))
        if reading.document is None:
            return "The file could not be read any more"
        found, mended = check_file(file), [one for mend in mends for one in mend.mended]
        unmet = {one.pointer for one in found if one.code == MISSING_FIELD}
        lighter = self._weight(found) <= self._before - sum(one.code != MISSING_FIELD for one in mended)
        if not lighter or any(one.code == MISSING_FIELD and one.pointer in unmet for one in mended):
            return "It would bring out another problem in its place"
        self.made = (raw, file.entry)
        return ""

    def _weight(self, found: tuple[Diagnostic, ...]) -> int:
        # That a field is missing is no harm that a repair has done: a legible status only makes the demand audible.
        return sum(_stage(one) <= self._reached and one.code != MISSING_FIELD for one in found)


def _stage(found: Diagnostic) -> Stage:
    rule = rule_named(found.code)
    return rule.stage if rule else Stage.READ


def _edits(mends: list[_Mend]) -> Iterator[Edit]:
    for mend in mends:
        yield from mend.repair.edits


def reason_left(file: FileContext, found: Diagnostic, refused: Mapping[Diagnostic, str]) -> str:
    """Why a problem is still there after the repairs."""
    if reason := refused.get(found):
        return reason
    answer = offer(file, found)
    return answer.reason if isinstance(answer, Left) else "Its repair has not been tried"
