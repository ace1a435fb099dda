"""The data of one file and the problems of its rules: everything that another process or a later check can reuse.

A record is JSON: the front matter as the schema types it, and each problem with the code of its rule. Only files that
are well-formed and have no secrets get a record; any other file is checked every time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any, Final

from afterword.check.sound_part import SoundPart
from afterword.corpus import Entry, contracts_of, entry_of
from afterword.corpus.loading import well_formed
from afterword.diagnostics import Problem, Span
from afterword.reading import Reading, read_again, read_raw
from afterword.rules import FileContext, Rule, Stage, all_rules
from afterword.schema import Contract
from afterword.secrecy import Policy
from afterword.settings import Settings

FileProblem = tuple[Rule, str, Problem]
"""A rule, the path of a file and a problem, before the settings are applied."""

KeptProblems = list[tuple[Rule, Problem]]

_NO_DAY: Final = date.min  # a lasting rule does not use the date


@dataclass(frozen=True)
class File:
    """A file as it was read. ``asked`` says whether its rules should run: a check may be about other files."""

    kind: str
    path: str
    raw: bytes
    asked: bool


def problems_in(file: FileContext, rules: Iterable[Rule], part: SoundPart | None = None) -> Iterator[FileProblem]:
    """Run the rules stage by stage.

    A rule never gets a file that an earlier stage rejected, but it gets the ``part`` that keeps to the schema.
    """
    reached = Stage.READ
    if file.entry.document is not None:
        reached = Stage.SCHEMA
    if file.entry.value is not None:
        reached = Stage.FILE
    kind, path = file.contract.name, file.entry.path
    sound = not file.entry.reading.findings and not file.entry.violations
    for rule in rules:
        if kind not in rule.kinds or (sound and rule.retells):
            continue
        if rule.stage <= reached:
            for problem in rule.check(file):
                yield rule, path, problem
        elif rule.stage is Stage.FILE and part is not None and part.can_judge(rule):
            for problem in rule.check(part.file):
                if part.can_say(problem.pointer):
                    yield rule, path, problem


@dataclass(frozen=True, eq=False)
class FileChecker:
    """What files are checked with: settings, schemas, and the lasting rules."""

    settings: Settings
    contracts: dict[str, Contract]
    rules: tuple[Rule, ...]

    def checked(self, files: Sequence[File]) -> list[tuple[Entry, KeptProblems | None]]:
        """The entry of each file, and its problems; ``None`` where its rules did not run or cannot be cached.

        All are read before the first is judged, and all are judged by one rule after another: what code works on many
        files in a row is in the caches of the processor, where the next code takes its place.
        """
        readings = [
            read_raw(file.raw, file.path, self.settings.limits, self.contracts[file.kind].straight) for file in files
        ]
        levels = self.settings.service_levels
        entries = [
            entry_of(reading, self.contracts[file.kind], levels) for file, reading in zip(files, readings, strict=True)
        ]
        found: list[KeptProblems | None] = [
            [] if entry.value is not None and file.asked else None for file, entry in zip(files, entries, strict=True)
        ]
        judged: dict[str, list[tuple[FileContext, KeptProblems]]] = defaultdict(list)
        for entry, problems in zip(entries, found, strict=True):
            if problems is not None:
                context = FileContext(entry, self.contracts[entry.kind], self.settings, _NO_DAY)
                judged[entry.kind].append((context, problems))
        for rule in self.rules:
            check = rule.check
            for kind in () if rule.retells else rule.kinds:  # nothing was found before in what is well-formed
                for context, problems in judged[kind]:
                    for problem in check(context):
                        problems.append((rule, problem))
        return list(zip(entries, found, strict=True))

    def record(self, entry: Entry, problems: KeptProblems | None) -> bytes | None:
        """The record of a file; ``None`` where it must not have one."""
        from afterword.secrecy import find

        document = entry.document
        if entry.value is None or document is None or find(document.source.text, Policy.of(self.settings)):
            return None
        found = links = None
        if problems is not None:
            # The rules have looked for the links; without rules, nobody may need them.
            found, links = [[rule.code, *plain(problem)] for rule, problem in problems], document.links
        return json.dumps([entry.data, document.frame.parts, found, links], separators=(",", ":")).encode()

    def recalled(self, file: File, record: bytes) -> tuple[Entry, KeptProblems | None]:
        """The entry and the problems of a file from its record."""
        data, parts, found, links = json.loads(record, object_pairs_hook=_fields)
        document = read_again(file.raw, file.path, self.settings.limits, parts, links)
        reading = Reading(file.path, document.source, document, clean=True)
        known = None if found is None else [(_rules()[code], from_plain(*rest)) for code, *rest in found]
        return well_formed(file.kind, reading, data, document.body, self.settings.service_levels), known


@lru_cache(maxsize=1)
def checker_of(settings: Settings, codes: frozenset[str]) -> FileChecker:
    """The checker of a worker process, from the settings and the codes of the rules."""
    return FileChecker(settings, contracts_of(settings), tuple(rule for rule in all_rules() if rule.code in codes))


@lru_cache(maxsize=1)
def _rules() -> dict[str, Rule]:
    return {rule.code: rule for rule in all_rules()}


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {intern(name): value for name, value in pairs}  # all reviews use the same field names


def plain(problem: Problem) -> tuple[Any, ...]:
    """A problem as JSON."""
    span = problem.span
    where = (span.line, span.column, span.end_line, span.end_column)
    return problem.message, where, problem.help, problem.pointer


def from_plain(message: str, where: list[int], advice: str, pointer: list[str | int]) -> Problem:
    """The problem of such a JSON value."""
    return Problem(message, Span(*where), advice, tuple(pointer))
