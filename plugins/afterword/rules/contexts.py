"""What a rule looks at: one file, or all files together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from afterword.corpus import Entry, Loaded
from afterword.diagnostics import Path, Problem, Span
from afterword.model import Pattern, Review
from afterword.reading import Document, Suppression, suppressions
from afterword.schema import PATTERN, REVIEW, Contract
from afterword.settings import Settings

if TYPE_CHECKING:
    from afterword.migrations import Migrated
    from afterword.rules.on_demand.understood import Understood
    from afterword.schema.detailed_validator import Violation


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

    @cached_property
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

    @cached_property
    def understood(self) -> Understood:
        """What the values of a file that breaks the schema mean."""
        from afterword.rules.on_demand.understood import understood

        return understood(self.entry, self.contract, self.settings)

    def violations(self, *keywords: str) -> Iterator[Violation]:
        """Violations of some keywords; for a value of the wrong type, only its type is reported.

        What follows from a value that has one meaning is among them.
        A review of an older schema version has none, since the current schema does not apply to it yet.
        """
        if not self.entry.violations or self.older is not None:
            return
        violations = self.understood.violations
        mistyped = {violation.path for violation in violations if violation.keyword == "type"}
        for violation in violations:
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

    @cached_property
    def reviews(self) -> tuple[FileContext, ...]:
        return tuple(file for file in self.files if isinstance(file.entry.value, Review))

    @cached_property
    def asked(self) -> tuple[FileContext, ...]:
        """The reviews whose problems are reported."""
        return tuple(file for file in self.reviews if self.about(file.entry.path))

    @cached_property
    def patterns(self) -> tuple[FileContext, ...]:
        return tuple(file for file in self.files if isinstance(file.entry.value, Pattern))

    @cached_property
    def loaded_reviews(self) -> tuple[Entry, ...]:
        """Every existing review, well-formed or not: a link to an invalid review is not a broken link."""
        return self.loaded.of_kind(REVIEW)

    @cached_property
    def loaded_patterns(self) -> tuple[Entry, ...]:
        """Every existing pattern, well-formed or not."""
        return self.loaded.of_kind(PATTERN)
