"""The exception for a file that cannot be read as a review."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.diagnostics import Problem

Finding = tuple[str, Problem]
"""The name of a reading rule and what it found."""


class Refused(Exception):  # noqa: N818  # it is a result, not an error
    """A file cannot be read as a review; carries every finding, and never leaves the package ``reading``."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings[0][1].message)
        self.findings = tuple(findings)

    @classmethod
    def because(cls, rule: str, message: str, advice: str) -> Refused:
        """Refuse the file as a whole."""
        return cls([(rule, Problem(f"The file {message}", help=advice))])
