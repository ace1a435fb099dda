"""What a rule is, and the registry of all rules.

A rule is a decorated function. Its docstring is its manual: one sentence, then the sections Why, Bad and Good; from it
come the reference page, ``afterword explain`` and three tests. What repairs a problem is declared as ``fix``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from afterword.diagnostics import Diagnostic, Problem, Severity
from afterword.rules.contexts import CorpusContext, FileContext
from afterword.rules.manual import manual_of, section_of
from afterword.schema import PATTERN, REVIEW

if TYPE_CHECKING:
    from afterword.rules.on_demand.repair import Left, Repair

__all__ = [
    "CorpusContext",
    "CorpusProblems",
    "FileContext",
    "Fix",
    "Rule",
    "Stage",
    "corpus_rule",
    "file_rule",
    "registered",
]


class Stage(IntEnum):
    """When a rule runs; of a file with an error in one stage, no more than its sound part reaches the next."""

    READ = 1
    SCHEMA = 2
    FILE = 3
    CORPUS = 4
    AFTER = 5
    REPORT = 6


FileCheck = Callable[[FileContext], Iterator[Problem]]
CorpusProblems = Iterator[tuple[str, Problem]]  # each with the path of its file
CorpusCheck = Callable[[CorpusContext], CorpusProblems]
_Declare = Callable[[CorpusCheck], CorpusCheck]
Fix = Callable[[FileContext, Diagnostic], "Repair | Left"]
"""What repairs a problem of a rule; its docstring says what it does, for the manual."""


class Rule(NamedTuple):
    """One rule. ``kinds`` are the kinds of file that it checks; the check of a corpus rule returns the path as well.

    The results of a ``lasting`` rule can be cached: they depend only on the file, the settings and the schema, and not
    on the date or other files. A lasting corpus rule may depend on all pages, and on the files of evidence on which
    ``check.together`` looks. ``with_time`` says whether its problems come, and so never reject, or go as
    days pass. ``by_hand`` says what an author can do where there is no ``fix``. What ``retells`` only words what the
    reader or the schema has found already, and is not asked about a file in which they found nothing.
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
    retells: bool = False
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
_names: dict[str, Rule] = {}


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
    retells: bool = False,
) -> Callable[[FileCheck], FileCheck]:
    """Declare a rule that checks one file at a time."""

    def declare(check: FileCheck) -> FileCheck:
        lasts = lasting and not with_time
        _register(Rule(code, name, severity, stage, kinds, check, lasts, fix, by_hand, with_time, retells))
        return check

    return declare


def corpus_rule(
    code: str,
    name: str,
    severity: Severity = Severity.ERROR,
    public: Severity | None = None,
    *,
    lasting: bool = False,
) -> _Declare:
    """Declare a rule that checks all files together."""

    def declare(check: CorpusCheck) -> CorpusCheck:
        _register(Rule(code, name, severity, Stage.CORPUS, (REVIEW, PATTERN), check, lasting, in_public=public))
        return check

    return declare


def registered() -> tuple[Rule, ...]:
    """Every rule declared so far, by code."""
    return tuple(_rules[code] for code in sorted(_rules))


def with_code(code: str) -> Rule | None:
    return _rules.get(code)


def with_name(name: str) -> Rule | None:
    return _names.get(name)


def _register(rule: Rule) -> None:
    if rule.code in _rules or rule.name in _names:
        raise ValueError(f"{rule.code} {rule.name} is declared twice")
    _rules[rule.code] = rule
    _names[rule.name] = rule
