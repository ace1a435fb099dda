"""A schema ready for use: its fields and its two validators, each built when it is first needed."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterword.reading.nodes import Mapping
from afterword.schema.fields import Field, read_fields
from afterword.schema.loading import EVIDENCE, PATTERN, REVIEW, Schema, SchemaError, load_schema, said_by
from afterword.settings.limits import Limits

if TYPE_CHECKING:
    from afterword.schema.detailed_validator import DetailedValidator, Violation
    from afterword.schema.fast_validator import FastValidator


class Contract:
    """The schema of one kind of file; ``name`` is ``REVIEW``, ``PATTERN`` or ``EVIDENCE``."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self.name = name
        self.schema: Schema = load_schema(name, folder)

    @property
    def version(self) -> int:
        """The version of the schema; 1 if it has none."""
        version: int = self.schema.get("x-version", 1)
        return version

    @cached_property
    def fields(self) -> Field:
        """The root of the tree of fields."""
        try:
            return read_fields(self.schema)
        except RecursionError:
            raise SchemaError(f"The schema of a {self.name} has a field that contains itself") from None

    def data(self, root: Mapping) -> dict[str, Any]:
        """The front matter as the schema types it."""
        from afterword.schema.typed import typed_document

        return typed_document(root, self.fields)

    def straight(self, front_matter: str, limits: Limits) -> dict[str, Any] | None:
        """The same for a front matter without anything unusual, and ``None`` for any other."""
        from afterword.schema.straight import straight

        return straight(front_matter, limits, self.fields)

    def violations(self, data: Any) -> list[Violation]:
        """Every violation; the detailed validator reads only the fields that the fast one refuses."""
        if self._fast_validator.admits(data):
            return []
        return self._detailed_validator.violations(data, self._fast_validator.refused(data))

    def missing(self, data: Any) -> frozenset[str]:
        """The required top-level fields that are missing; other problems are ignored."""
        return self._fast_validator.missing(data)

    # Each is imported when first needed: importing the detailed one takes longer than checking fifty reviews.
    @cached_property
    def _fast_validator(self) -> FastValidator:
        from afterword.schema.fast_validator import FastValidator

        return FastValidator(self.schema)

    @cached_property
    def _detailed_validator(self) -> DetailedValidator:
        from afterword.schema.detailed_validator import DetailedValidator

        return DetailedValidator(self.schema)


def contracts_in(folder: Path | None = None) -> dict[str, Contract]:
    """The two contracts of a folder, by name; cached, because previews and editors need them often.

    Raises ``SchemaError``.
    """
    return dict(_made(folder, said_by(folder)))


def evidence_contract(folder: Path | None = None) -> Contract:
    """The contract of a file of evidence, cached likewise. Raises ``SchemaError``."""
    return _made_for_evidence(folder, said_by(folder))


@lru_cache(maxsize=4)
def _made(folder: Path | None, said: tuple[bytes, ...]) -> dict[str, Contract]:  # noqa: ARG001 - `said` is for the cache
    return {name: Contract(name, folder) for name in (REVIEW, PATTERN)}


@lru_cache(maxsize=4)
def _made_for_evidence(folder: Path | None, said: tuple[bytes, ...]) -> Contract:  # noqa: ARG001 - likewise
    return Contract(EVIDENCE, folder)
