"""The detailed validator: ``jsonschema``, with every violation and the facts that its message needs."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import partial
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from afterword.diagnostics import Path
from afterword.schema.formats import REASONS, accepts
from afterword.schema.loading import Schema


class Violation(NamedTuple):
    """One violation: the keyword, the path, the value found, what the keyword requires, and the key it concerns.

    ``demand`` is the title of the condition under which it applies, such as "a published incident".
    """

    keyword: str
    path: Path
    value: Any
    asked: Any
    key: str = ""
    demand: str = ""
    schema: Any = None


class DetailedValidator:
    """A validator that reports every violation."""

    def __init__(self, schema: Schema) -> None:
        checker = FormatChecker(())
        for name in REASONS:
            checker.checks(name)(partial(accepts, name))
        self._schema = schema
        self._validator: Any = _Validator(schema, format_checker=checker)

    def violations(self, data: Any, within: Container[str] | None = None) -> list[Violation]:
        """Every violation once, in no particular order; ``within`` are the top-level fields to look at, if not all."""
        validator = self._validator
        if within is not None:
            own = self._schema.get("properties", {})
            narrow = {name: field if name in within else True for name, field in own.items()}
            # `evolve` would take the name of a dialect for the wish to have its own validator.
            schema = {name: part for name, part in self._schema.items() if name != "$schema"}
            validator = validator.evolve(schema={**schema, "properties": narrow})
        found: dict[tuple[Any, ...], Violation] = {}
        for violation in (one for error in validator.iter_errors(data) for one in self._read(error)):
            key = _identity(violation)
            if key not in found or not _is_stricter(found[key], violation):
                found[key] = violation
        return list(found.values())

    def _read(self, error: ValidationError) -> Iterator[Violation]:
        keyword = str(error.validator) if error.validator else "false"
        yield Violation(
            keyword=keyword,
            path=tuple(error.absolute_path),
            value=error.instance,
            asked=error.validator_value,
            key=error.message if keyword in {"required", "additionalProperties", "dependentRequired"} else "",
            demand=self._demand(tuple(error.absolute_schema_path)),
            schema=error.schema,
        )

    def _demand(self, path: Path) -> str:
        if len(path) > 2 and path[0] == "allOf" and isinstance(path[1], int):
            return str(self._schema["allOf"][path[1]].get("title", ""))
        return ""


def _identity(violation: Violation) -> tuple[Any, ...]:
    """Of two bounds of one kind, as of a field and of the definition that it refers to, only the stricter counts."""
    asked = "" if violation.keyword.startswith(("min", "max")) else violation.key or repr(violation.asked)
    return (violation.keyword, violation.path, asked)


def _is_stricter(violation: Violation, other: Violation) -> bool:
    """Whether a bound allows less than another one of the same kind."""
    if violation.keyword.startswith("min"):
        return bool(violation.asked > other.asked)
    return violation.keyword.startswith("max") and bool(violation.asked < other.asked)


# jsonschema reports these per object; here each key is a separate violation, with the key as its message.
def _required(validator: Any, asked: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "object"):
        yield from (ValidationError(key) for key in asked if key not in instance)


def _additional_properties(validator: Any, asked: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "object") and asked is False:
        known = schema.get("properties", {})
        yield from (ValidationError(key) for key in instance if key not in known)


def _properties(validator: Any, asked: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "object"):
        for key in asked:
            if key in instance:
                for error in validator.descend(instance[key], asked[key], path=key, schema_path=key):
                    if asked[key] is False:  # jsonschema drops the path of such a value
                        error.path.appendleft(key)
                    yield error


def _dependent_required(validator: Any, asked: Any, instance: Any, _: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "object"):
        for key, needs in asked.items():
            if key in instance:
                yield from (ValidationError(f"{need}\n{key}") for need in needs if need not in instance)


def _pattern(validator: Any, asked: str, instance: Any, _: Any) -> Iterator[ValidationError]:
    # As in ECMA 262: `$` is the end of the text, not the position before a final line break.
    if validator.is_type(instance, "string"):
        ending = re.sub(r"\$\Z", r"\\Z", asked)
        flags = 0 if r"\S" in asked else re.ASCII  # what is blank is blank in every script
        if not re.search(ending, instance, flags):
            yield ValidationError(f"{instance!r} does not match")


_Validator: Any = extend(  # type: ignore[no-untyped-call]  # jsonschema leaves it without types
    Draft202012Validator,
    {
        "required": _required,
        "additionalProperties": _additional_properties,
        "dependentRequired": _dependent_required,
        "properties": _properties,
        "pattern": _pattern,
    },
)
