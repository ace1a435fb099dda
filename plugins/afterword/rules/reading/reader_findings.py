"""Reading rules whose problems the reader has already found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from afterword.diagnostics import Problem
from afterword.reading import FindingKind
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.schema import PATTERN, REVIEW


def reader_rule(code: str, kind: FindingKind) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare the rule that reports what the reader found of a kind; the function is there for its manual."""

    def declare(manual: Callable[[], None]) -> Callable[[], None]:
        @wraps(manual)
        def check(file: FileContext) -> Iterator[Problem]:
            return (problem for found, problem in file.entry.reading.findings if found is kind)

        file_rule(code, kind.value, Stage.READ, kinds=(REVIEW, PATTERN), retells=True)(check)
        return manual

    return declare
