"""The exception for a file that cannot be read as a review."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from afterword.diagnostics import Problem


class FindingKind(StrEnum):
    """What can be wrong with a file that is read; each is the name of the rule that reports it."""

    UNREADABLE_FILE = "unreadable-file"
    OVER_LIMIT = "over-limit"
    ENCODING = "encoding"
    HIDDEN_CHARACTER = "hidden-character"
    FRAMING = "framing"
    YAML_SYNTAX = "yaml-syntax"
    YAML_FEATURE = "yaml-feature"
    DUPLICATE_KEY = "duplicate-key"
    MALFORMED_KEY = "malformed-key"


Finding = tuple[FindingKind, Problem]


class Refused(Exception):  # noqa: N818  # it is a result, not an error
    """A file cannot be read as a review; carries every finding, and never leaves the package ``reading``."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings[0][1].message)
        self.findings = tuple(findings)

    @classmethod
    def because(cls, kind: FindingKind, message: str, advice: str) -> Refused:
        """Refuse the file as a whole."""
        return cls([(kind, Problem(f"The file {message}", help=advice))])
