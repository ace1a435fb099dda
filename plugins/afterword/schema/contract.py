"""A schema ready for use: its fields, its gate and its judge, each made only when it is asked for."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterword.reading.nodes import Mapping
from afterword.schema.fields import Field, read_fields
from afterword.schema.loading import PATTERN, REVIEW, Schema, SchemaError, load_schema, said_by
from afterword.schema.straight import straight
from afterword.schema.typed import typed_document
from afterword.settings.limits import Limits

if TYPE_CHECKING:
    from afterword.schema.detailed_validator import DetailedValidator, Violation
    from afterword.schema.fast_validator import FastValidator


class Contract:
    """What the front matter of one kind of file promises; ``name`` is ``REVIEW`` or ``PATTERN``."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self.name = name
        self.schema: Schema = load_schema(name, folder)

    @property
    def version(self) -> int:
        """The number of the shape that it gives to a review; what says nothing is the first."""
        version: int = self.schema.get("x-version", 1)
        return version

    @cached_property
    def fields(self) -> Field:
        """The root of the tree of fields."""
        try:
            return read_fields(self.schema)
        except RecursionError:
            raise SchemaError(f"The schema of a {self.name} holds a field that holds itself") from None

    def data(self, root: Mapping) -> dict[str, Any]:
        """The front matter as the schema types it."""
        return typed_document(root, self.fields)

    def straight(self, front_matter: str, limits: Limits) -> dict[str, Any] | None:
        """The same for a front matter in which nothing is out of the ordinary, and ``None`` for any other."""
        return straight(front_matter, limits, self.fields)

    def violations(self, data: Any) -> list[Violation]:
        """Every violation; empty for what the gate admits, which the judge is not asked about."""
        return [] if self._fast_validator.admits(data) else self._detailed_validator.violations(data)

    def missing(self, data: Any) -> frozenset[str]:
        """The fields at the top that are required and not there; what else is wrong is not looked at."""
        return self._fast_validator.missing(data)

    # Each validator is imported when it is first needed: the judge alone costs more than checking fifty reviews.
    @cached_property
    def _fast_validator(self) -> FastValidator:
        from afterword.schema.fast_validator import FastValidator

        return FastValidator(self.schema)

    @cached_property
    def _detailed_validator(self) -> DetailedValidator:
        from afterword.schema.detailed_validator import DetailedValidator

        return DetailedValidator(self.schema)


def contracts_in(folder: Path | None = None) -> dict[str, Contract]:
    """The two contracts of a folder, by name; a preview and an editor ask often, and the files seldom change.

    Raises ``SchemaError``.
    """
    return dict(_made(folder, said_by(folder)))


@lru_cache(maxsize=4)
def _made(folder: Path | None, said: tuple[bytes, ...]) -> dict[str, Contract]:  # noqa: ARG001 - `said` is for the cache
    return {name: Contract(name, folder) for name in (REVIEW, PATTERN)}
