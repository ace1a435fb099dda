"""The problems of rules over all files, kept from check to check where they rest on reviews and evidence alone.

They are kept for one content of all files, one day, and one set of settings, schemas, rules and code: a check of
anything else runs the rules again. Rules that look at other files, such as pages and images, are never among them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

from afterword.check.one_file import FileProblem, plain_problem, problem_of
from afterword.corpus import Loaded
from afterword.evidence.cited import FOLDER, is_evidence
from afterword.files.cache import Store, digest, edition
from afterword.model import Review
from afterword.rules import CorpusContext, Rule, Stage
from afterword.rules.evidence.files import is_ours
from afterword.rules.registry import CorpusProblems
from afterword.schema.loading import said_by

NAME: Final = "whole-"
MOST: Final = 4
"""How many contents are kept."""

FAMILIES: Final = frozenset({"evidence", "recurrence"})
"""The rules that read reviews and files of evidence, and nothing else."""


class Whole:
    """The kept problems by the code of their rule, and those of the rules that had to run."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name
        self._known: dict[str, Any] = store.get(name) or {}
        self._new: dict[str, Any] = {}

    @classmethod
    def of(
        cls, store: Store | None, loaded: Loaded, prints: Sequence[str], about: Callable[[str], bool], as_of: date
    ) -> Whole | None:
        """What is kept for this content; ``prints`` tell the content of each file. ``None`` without a store."""
        if store is None:
            return None
        settings = loaded.settings
        told = [entry.path for entry in loaded.entries if about(entry.path)]
        schemas = [said.hex() for said in said_by(settings.schema_dir)]
        evidence = [*_evidence(settings.reviews_dir / FOLDER, settings.limits.evidence_bytes), *_misplaced(loaded)]
        name = digest(edition(), repr(settings), schemas, str(as_of), sorted(prints), told, evidence)
        return cls(store, f"{NAME}{name}")

    def problems(self, rule: Rule, context: CorpusContext) -> CorpusProblems:
        """The problems of a rule, each with the path of its file."""
        if rule.family not in FAMILIES:
            yield from rule.check(context)
            return
        if rule.code not in self._known:
            self._new[rule.code] = [[path, *plain_problem(problem)] for path, problem in rule.check(context)]
        for path, *plain in self._known.get(rule.code) or self._new.get(rule.code, ()):
            yield path, problem_of(*plain)

    def save(self) -> None:
        """Keep what is new."""
        if self._new:
            self._store.put(self._name, {**self._known, **self._new})
            self._store.prune(NAME, MOST)


def of_corpus(rules: Iterable[Rule], context: CorpusContext, whole: Whole | None) -> Iterator[FileProblem]:
    """The problems of the rules over all files; those that are in ``whole`` need not run."""
    for rule in rules:
        if rule.stage is Stage.CORPUS:
            for path, problem in whole.problems(rule, context) if whole else rule.check(context):
                yield rule, path, problem
    if whole:
        whole.save()


def _evidence(folder: Path, bound: int, levels: int = 2) -> Iterator[tuple[str, int, str]]:
    """Everything below the folder of evidence: its path, its kind, and its content if that can be used."""
    with suppress(OSError):
        yield str(folder), folder.lstat().st_mode, ""
        for item in sorted(os.scandir(folder), key=lambda item: item.name):
            seen = item.stat(follow_symlinks=False)
            content = f"{seen.st_size}"
            if item.is_file(follow_symlinks=False) and seen.st_size <= bound:
                from hashlib import blake2b

                content = blake2b(Path(item.path).read_bytes()).hexdigest()
            yield item.path, seen.st_mode, content
            if levels > 1 and item.is_dir():
                yield from _evidence(Path(item.path), bound, levels - 1)


def _misplaced(loaded: Loaded) -> Iterator[tuple[str, str, bool]]:
    """Whether the other files of JSON that reviews cite are evidence, which only their content tells."""
    for entry in loaded.entries:
        rows = entry.value.data.get("diagnosis", {}).get("evidence", ()) if isinstance(entry.value, Review) else ()
        for name in (row.get("file", "") for row in rows):
            if name.endswith(".json") and not is_evidence(name):
                yield entry.path, name, is_ours((loaded.settings.root / entry.path).parent / name)
