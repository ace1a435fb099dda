"""What a rule is, and the registry of all rules.

A rule is a decorated function. Its docstring is its manual: one sentence, then the sections Why, Bad and Good; from it
come the reference page, ``afterword explain`` and three tests. What repairs a problem is declared as ``fix``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from afterword.corpus import Entry, Loaded
from afterword.diagnostics import Diagnostic, Path, Problem, Severity, Span
from afterword.model import Pattern, Review
from afterword.reading import Document, Suppression, suppressions
from afterword.rules.manual import manual_of, section_of
from afterword.schema import PATTERN, REVIEW, Contract
from afterword.settings import Settings

if TYPE_CHECKING:
    from afterword.migrations import Migrated
    from afterword.rules.repair import Left, Repair
    from afterword.schema.detailed_validator import Violation


class Stage(IntEnum):
    """When a rule runs; of a file with an error in one stage, no more than its sound part reaches the next."""

    READ = 1
    SCHEMA = 2
    FILE = 3
    CORPUS = 4
    AFTER = 5
    REPORT = 6


@dataclass(frozen=True, eq=False)  # one file is one context, so that results can be cached by context
class FileContext:
    """The input of a rule that checks one file.

    ``idle`` are the suppressions that matched no problem; they are known only after all other rules have run.
    """

    entry: Entry
    contract: Contract
    settings: Settings
    as_of: date
    idle: tuple[Suppression, ...] = ()

    @cached_property
    def suppressions(self) -> tuple[Suppression, ...]:
        """The suppressions in the file; only for files that could be read."""
        return tuple(suppressions(self.document))

    @property
    def document(self) -> Document:
        """The file as it was read; only rules after the reading stage may use it."""
        if self.entry.document is None:
            raise LookupError(f"{self.entry.path} was not read")
        return self.entry.document

    @property
    def review(self) -> Review:
        if not isinstance(self.entry.value, Review):
            raise TypeError(f"{self.entry.path} is not a well-formed review")
        return self.entry.value

    @property
    def pattern(self) -> Pattern:
        if not isinstance(self.entry.value, Pattern):
            raise TypeError(f"{self.entry.path} is not a well-formed pattern")
        return self.entry.value

    @cached_property
    def older(self) -> Migrated | None:
        """The review as it would be after a migration; ``None`` if it needs none."""
        source = self.entry.reading.source
        if self.contract.name != REVIEW or self.settings.schema_version >= self.contract.version or source is None:
            return None
        carried = self.carried(source.text.encode())
        return carried if carried.done else None

    def carried(self, raw: bytes) -> Migrated:
        """The result of the migration that the settings require, for the bytes of the file."""
        from afterword.migrations import migrate, others

        ours, known = self.settings, others(self.settings.fields, self.settings.values)
        return migrate(raw, self.entry.path, ours.limits, ours.schema_version, self.contract.version, known)

    def span(self, *path: str | int) -> Span:
        """The position of the value at a path."""
        return self.document.span(path)

    def violations(self, *keywords: str) -> Iterator[Violation]:
        """Violations of some keywords; for a value of the wrong type, only its type is reported.

        A review of an older schema version has none, since the current schema does not apply to it yet.
        """
        if not self.entry.violations or self.older is not None:
            return
        mistyped = {violation.path for violation in self.entry.violations if violation.keyword == "type"}
        for violation in self.entry.violations:
            if violation.keyword in keywords and (violation.keyword == "type" or violation.path not in mistyped):
                yield violation

    def problem(self, message: str, path: Path, advice: str = "") -> Problem:
        """A problem with the value at a path."""
        return Problem(message, self.document.span(path), advice, path)

    def filed(self, message: str, path: Path, advice: str = "") -> tuple[str, Problem]:
        """The same with the path of this file, for rules over all files."""
        return self.entry.path, self.problem(message, path, advice)


@dataclass(frozen=True, eq=False)
class CorpusContext:
    """The input of a rule that checks all files: the whole ``files``, and the ``parts`` that are sound of broken ones.

    ``about`` selects the paths to report, so that expensive work is not done for the others.
    """

    loaded: Loaded
    files: tuple[FileContext, ...]
    about: Callable[[str], bool] = lambda _: True
    parts: tuple[FileContext, ...] = ()

    @property
    def reviews(self) -> tuple[FileContext, ...]:
        return tuple(file for file in self.files if isinstance(file.entry.value, Review))

    @property
    def patterns(self) -> tuple[FileContext, ...]:
        return tuple(file for file in self.files if isinstance(file.entry.value, Pattern))

    @property
    def loaded_reviews(self) -> tuple[Entry, ...]:
        """Every existing review, well-formed or not: a link to an invalid review is not a broken link."""
        return self.loaded.of_kind(REVIEW)

    @property
    def loaded_patterns(self) -> tuple[Entry, ...]:
        """Every existing pattern, well-formed or not."""
        return self.loaded.of_kind(PATTERN)


FileCheck = Callable[[FileContext], Iterator[Problem]]
CorpusProblems = Iterator[tuple[str, Problem]]  # each with the path of its file
CorpusCheck = Callable[[CorpusContext], CorpusProblems]
_Declare = Callable[[CorpusCheck], CorpusCheck]
Fix = Callable[[FileContext, Diagnostic], "Repair | Left"]
"""What repairs a problem of a rule; its docstring says what it does, for the manual."""


@dataclass(frozen=True)
class Rule:
    """One rule. ``kinds`` are the kinds of file that it checks; the check of a corpus rule returns the path as well.

    The results of a ``lasting`` rule can be cached: they depend only on the file, the settings and the schema, and not
    on the date or other files. ``with_time`` says whether its problems come, and so never reject, or go as days pass.
    ``by_hand`` says what an author can do where there is no ``fix``.
    """

    code: str
    name: str
    severity: Severity
    stage: Stage
    kinds: tuple[str, ...]
    check: Callable[..., Iterator[Any]]
    lasting: bool = True
    fix: Fix | None = None
    by_hand: str = ""
    with_time: Literal["", "comes", "goes"] = ""
    in_public: Severity | None = None

    @property
    def summary(self) -> str:
        """The first line of the manual."""
        return self.manual.partition("\n")[0]

    @property
    def manual(self) -> str:
        """The whole manual as Markdown."""
        return manual_of(self.check, self.fix)

    @property
    def family(self) -> str:
        """Its topic: the module or package in which it is declared."""
        return self.check.__module__.split(".")[2]

    @property
    def mandatory(self) -> bool:
        """Whether it says why a file cannot be shown, so that it cannot be switched off or weakened."""
        return self.stage in (Stage.READ, Stage.SCHEMA, Stage.REPORT) and self.severity is Severity.ERROR

    def is_meant_by(self, word: str) -> bool:
        """Whether a word is its code, the beginning of its code, or its name."""
        return bool(word) and (self.code.startswith(word.upper()) or self.name == word.lower())

    def section(self, title: str) -> str:
        """The text of one section of the manual; empty when there is none."""
        return section_of(self.manual, title)


_rules: dict[str, Rule] = {}


def file_rule(
    code: str,
    name: str,
    stage: Stage = Stage.FILE,
    severity: Severity = Severity.ERROR,
    kinds: tuple[str, ...] = (REVIEW,),
    *,
    lasting: bool = True,
    fix: Fix | None = None,
    by_hand: str = "",
    with_time: Literal["", "comes", "goes"] = "",
) -> Callable[[FileCheck], FileCheck]:
    """Declare a rule that checks one file at a time."""

    def declare(check: FileCheck) -> FileCheck:
        _register(Rule(code, name, severity, stage, kinds, check, lasting and not with_time, fix, by_hand, with_time))
        return check

    return declare


def corpus_rule(code: str, name: str, severity: Severity = Severity.ERROR, public: Severity | None = None) -> _Declare:
    """Declare a rule that checks all files together."""

    def declare(check: CorpusCheck) -> CorpusCheck:
        _register(Rule(code, name, severity, Stage.CORPUS, (REVIEW, PATTERN), check, False, in_public=public))
        return check

    return declare


def registered() -> tuple[Rule, ...]:
    """Every rule declared so far, by code."""
    return tuple(_rules[code] for code in sorted(_rules))


def _register(rule: Rule) -> None:
    if rule.code in _rules or rule.name in {other.name for other in _rules.values()}:
        raise ValueError(f"{rule.code} {rule.name} is declared twice")
    _rules[rule.code] = rule
