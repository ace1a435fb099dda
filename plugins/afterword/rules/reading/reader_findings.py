"""Reading rules whose problems the reader has already found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from afterword.diagnostics import Problem
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.schema import PATTERN, REVIEW

reading_rule = partial(file_rule, stage=Stage.READ, kinds=(REVIEW, PATTERN))


def found_by_the_reader(file: FileContext, name: str) -> Iterator[Problem]:
    """The problems that the reader found for a rule."""
    return (problem for rule, problem in file.entry.reading.findings if rule == name)
