"""The check of the check: every file that is left out of the corpus has an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.check.one_file import FileProblem
from afterword.diagnostics import Diagnostic, Severity
from afterword.rules import FileContext, rule_named
from afterword.rules.left_out import LEFT_OUT


def left_out(files: Iterable[FileContext], found: Iterable[Diagnostic]) -> Iterator[FileProblem]:
    """The problem of each file that has no value and no error among those found; no setting switches it off."""
    rule = rule_named(LEFT_OUT)
    told = {diagnostic.path for diagnostic in found if diagnostic.severity is Severity.ERROR}
    for file in files:
        if rule is not None and file.entry.value is None and file.entry.path not in told:
            yield from ((rule, file.entry.path, problem) for problem in rule.check(file))
