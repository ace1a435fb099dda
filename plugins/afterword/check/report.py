"""The result of a check, and what it says of the knowledge base as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from afterword.corpus import Corpus, Entry, Loaded
from afterword.diagnostics import Diagnostic, Severity
from afterword.rules import Stage, all_rules, rule_named
from afterword.rules.corpus.strays import REPEATED_ID
from afterword.schema import REVIEW

if TYPE_CHECKING:
    from afterword.glossary import Glossary


@dataclass(frozen=True)
class Report:
    """The result of a check: diagnostics sorted by file, line and column, and the checked files.

    Warnings reject a ``strict`` report as well, but never what comes with the days alone; ``known`` counts the problems
    in the baseline. ``untold`` are problems that reject the report too, but concern what its readers may not learn of.
    ``fixed`` says which problems of the baseline are gone and how to remove them from it, which rejects the report too;
    ``baseline`` is its path.
    """

    loaded: Loaded
    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]
    strict: bool = False
    known: int = 0
    untold: tuple[Diagnostic, ...] = ()
    fixed: tuple[str, ...] = ()
    baseline: str = ""
    own_glossary: Glossary | None = None

    @cached_property
    def checked(self) -> int:
        """How many reviews were checked."""
        return sum(entry.kind == REVIEW for entry in self.entries)

    def count(self, severity: Severity) -> int:
        return Counter(diagnostic.severity for diagnostic in self.diagnostics)[severity]

    def rejects(self, diagnostic: Diagnostic) -> bool:
        """Whether a problem rejects the report: the one definition for the check, the build and everything else."""
        if diagnostic.severity is Severity.WARNING:
            rule = rule_named(diagnostic.code)
            return self.strict and rule is not None and rule.with_time != "comes"
        return diagnostic.severity is Severity.ERROR

    @cached_property
    def rejected(self) -> bool:
        """Whether any problem rejects the report."""
        return bool(self.fixed) or any(map(self.rejects, (*self.diagnostics, *self.untold)))

    @cached_property
    def glossary(self) -> Glossary:
        """The terms of the package and of the knowledge base; its own ones were read for the check."""
        from afterword.glossary import glossary_of

        return self.own_glossary or glossary_of(self.loaded.settings)

    @cached_property
    def corpus(self) -> Corpus:
        """What a site may show: files without an error; the others are listed with their first error."""
        corpus_rules = {rule.code for rule in all_rules() if rule.stage is Stage.CORPUS} - {REPEATED_ID}
        first: dict[str, str] = {}
        for diagnostic in self.diagnostics:
            if diagnostic.severity is Severity.ERROR and diagnostic.code not in corpus_rules:
                first.setdefault(diagnostic.path, f"line {diagnostic.span.line}: {diagnostic.message}")
        return self.loaded.corpus(first)


def by_file(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """The diagnostics of each file, in order."""
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        found[diagnostic.path].append(diagnostic)
    return dict(found)
