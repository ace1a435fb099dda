"""The fast validator: accepts the many valid reviews, and leaves the few others to the detailed validator."""

from __future__ import annotations

from typing import Any, Final

import jsonschema_rs

from afterword.schema.formats import FORMATS, PLAIN
from afterword.schema.loading import Schema, SchemaError

_Required: Any = jsonschema_rs.ValidationErrorKind.Required

_DATA: Final = frozenset({"const", "default", "enum", "examples"})
"""The keywords whose values are no schemas."""


class FastValidator:
    """A compiled schema; ``admits`` is ten times as fast as the detailed validator, but only returns yes or no."""

    def __init__(self, schema: Schema) -> None:
        try:
            self._validator: Any = jsonschema_rs.Draft202012Validator(
                _patterns_first(dict(schema)),
                validate_formats=True,
                formats=dict(FORMATS),
            )
        except ValueError as error:
            raise SchemaError(f"The schema is not a JSON Schema: {str(error).partition(chr(10))[0]}") from error

    def admits(self, data: Any) -> bool:
        return bool(self._validator.is_valid(data))

    def refused(self, data: Any) -> frozenset[str]:
        """The top-level fields in which something is wrong."""
        paths = (error.instance_path for error in self._validator.iter_errors(data))
        return frozenset(str(path[0]) for path in paths if path)

    def missing(self, data: Any) -> frozenset[str]:
        """The required top-level fields that are missing."""
        kinds = (error.kind for error in self._validator.iter_errors(data) if not error.instance_path)
        return frozenset(kind.property for kind in kinds if isinstance(kind, _Required))


def _patterns_first(schema: Any) -> Any:
    """A schema that tries a pattern before a format, since to call back a function takes far longer."""
    if isinstance(schema, list):
        return [_patterns_first(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: value if key in _DATA else _patterns_first(value) for key, value in schema.items()}
    name = made.get("format")
    if isinstance(name, str) and name in PLAIN and "anyOf" not in made:
        made["anyOf"] = [{"pattern": PLAIN[name]}, {"format": made.pop("format")}]
    return made
