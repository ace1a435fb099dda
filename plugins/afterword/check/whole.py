"""Rules over all files that had nothing to say, kept from check to check where they rest on reviews and evidence alone.

They are kept for one content of all files, and one set of settings, schemas and code: a check of anything else runs
them again. A rule with a problem is never among them, so nothing that a file says is kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from afterword.check.loading import Taken
from afterword.check.one_file import FileProblem
from afterword.corpus import Loaded
from afterword.evidence.cited import FOLDER, is_evidence
from afterword.files.cache import Store, digest, edition
from afterword.model import Review
from afterword.rules import CorpusContext, Rule
from afterword.rules.evidence.files import is_ours
from afterword.rules.registry import CorpusProblems
from afterword.schema.loading import said_by

NAME: Final = "whole-"
MOST: Final = 8
"""How many contents are kept."""

FAMILIES: Final = frozenset({"evidence", "recurrence"})
"""The rules that read reviews and files of evidence, and nothing else; they ask for no day."""


class Whole:
    """The rules that had nothing to say about one content."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name
        self._silent = frozenset(store.get(name) or ())

    @classmethod
    def of(cls, store: Store | None, taken: Taken, about: Callable[[str], bool]) -> Whole | None:
        """What is kept of files that were taken in; ``None`` without a store."""
        if store is None:
            return None
        loaded, settings = taken.loaded, taken.loaded.settings
        told = [entry.path for entry in loaded.entries if about(entry.path)]
        schemas = [said.hex() for said in said_by(settings.schema_dir)]
        evidence = [*_evidence(settings.reviews_dir / FOLDER, settings.limits.evidence_bytes), *_misplaced(loaded)]
        name = digest(edition(), repr(settings), schemas, sorted(taken.asked), told, evidence)
        return cls(store, f"{NAME}{name}")

    def results(self, rules: Iterable[Rule], context: CorpusContext) -> Iterator[tuple[Rule, CorpusProblems]]:
        """What each rule over all files says; those that have nothing to say need not run the next time."""
        silent = set(self._silent)
        for rule in rules:
            if rule.code not in self._silent:
                problems = list(rule.check(context))
                if not problems and rule.family in FAMILIES:
                    silent.add(rule.code)
                yield rule, iter(problems)
        if silent != self._silent:
            self._store.put(self._name, sorted(silent))
            self._store.prune(NAME, MOST)


def over_all(rules: Iterable[Rule], context: CorpusContext, whole: Whole | None) -> Iterator[FileProblem]:
    """The problems of rules over all files."""
    results = whole.results(rules, context) if whole else ((rule, rule.check(context)) for rule in rules)
    return ((rule, path, problem) for rule, problems in results for path, problem in problems)


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
