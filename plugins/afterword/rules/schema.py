"""Rules of the schema about fields: which must be there, which may be, and what kind of value each holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from afterword.diagnostics import START, Diagnostic, Path, Problem, Span, counted, one_of
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.rules.wording import a_kind, field_at, for_example, found, meant, named, where
from afterword.schema import PATTERN, REVIEW

if TYPE_CHECKING:
    from afterword.rules.repair import Left, Repair
    from afterword.schema.detailed_validator import Violation

MISSING_FIELD: Final = "AW101"
OLDER_SHAPE: Final = "AW110"

_schema_rule = partial(file_rule, stage=Stage.SCHEMA, kinds=(REVIEW, PATTERN))


def _add_computed_field(file: FileContext, found: Diagnostic) -> Repair | Left:
    """Add the id of an action, and an onset that the file is named after; every other field is for the author."""
    from afterword.rules.fixes.computed import computed_field

    return computed_field(file, found)


@_schema_rule(MISSING_FIELD, "missing-field", fix=_add_computed_field)
def missing_field(file: FileContext) -> Iterator[Problem]:
    """A review carries the fields that its status, kind and severity demand.

    ## Why
    A draft needs six fields, so that it can be written while the incident is fresh.
    What is demanded grows with the status, the kind and the severity, because that is when others begin to rely on it.

    ## Bad
    ```yaml
    status: in-review
    ```

    ## Good
    ```yaml
    status: draft
    ```
    """
    told: set[Path] = set()
    for violation in file.violations("required", "dependentRequired"):
        key, _, because = violation.key.partition("\n")
        path = (*violation.path, key)
        if path in told:
            continue
        told.add(path)
        field = field_at(file.contract, path)
        demand = f": {violation.demand} needs it" if violation.demand else f", which {where(violation.path)} needs"
        if because:
            demand = f", which `{because}` needs"
        help_ = f"Add `{key}:` {field.description if field else ''}{for_example(field)}"
        yield Problem(f"`{key}` is missing{demand}", _missing_at(file, violation), help_, path)


def _name_the_known_field(file: FileContext, found: Diagnostic) -> Repair | Left:
    """Give the field the one name that is near, unless a field of that name is there."""
    from afterword.rules.fixes.spelling import known_field

    return known_field(file, found)


@_schema_rule("AW102", "unknown-field", fix=_name_the_known_field)
def unknown_field(file: FileContext) -> Iterator[Problem]:
    """A review holds only fields that the schema knows.

    ## Why
    A misspelt field would be dropped in silence, and with it what the author wanted to say.

    ## Bad
    ```yaml
    severty: sev2
    ```

    ## Good
    ```yaml
    severity: sev2
    ```
    """
    for violation in file.violations("additionalProperties"):
        path = (*violation.path, violation.key)
        yield Problem(
            f"`{violation.key}` is not a field of {where(violation.path)}",
            file.document.key_span(path),
            meant(file.contract, violation.path, violation.key),
            path,
        )


@_schema_rule("AW103", "wrong-type")
def wrong_type(file: FileContext) -> Iterator[Problem]:
    """A field holds the kind of value that the schema asks for.

    ## Why
    A list where text is expected, or text where a number is, cannot be shown, counted or compared.

    ## Bad
    ```yaml
    models: Bot Management
    ```

    ## Good
    ```yaml
    models:
      - name: Bot Management
    ```
    """
    for violation in file.violations("type"):
        field = field_at(file.contract, violation.path)
        if violation.value is None:
            message = f"{named(violation.path)} is empty"
            help_ = f"Write {a_kind(violation.asked)}, or delete the line.{for_example(field)}"
        else:
            message = f"{named(violation.path)} must be {a_kind(violation.asked)}, and is {found(violation.value)}"
            help_ = for_example(field).strip()
        yield file.problem(message, violation.path, help_)


@_schema_rule("AW109", "misplaced-field")
def misplaced_field(file: FileContext) -> Iterator[Problem]:
    """A field stands only where it has a meaning.

    ## Why
    What caught a near miss has no meaning in an incident that nothing caught; one of the two fields is wrong.

    ## Bad
    ```yaml
    kind: incident
    near_miss: {caught_by: person, caught_at: canary}
    ```

    ## Good
    ```yaml
    kind: near-miss
    near_miss: {caught_by: person, caught_at: canary}
    ```
    """
    for violation in file.violations("false"):
        what = violation.demand or "this review"
        yield Problem(
            f"{what[0].upper()}{what[1:]} has no {named(violation.path)}",
            file.document.key_span(violation.path),
            "Delete it, or change the field that excludes it.",
            violation.path,
        )


@file_rule(*(OLDER_SHAPE, "older-shape", Stage.SCHEMA), by_hand="Run `afterword migrate` to update it")
def older_shape(file: FileContext) -> Iterator[Problem]:
    """A review has the shape of the schema by which it is judged.

    ## Why
    When the schema changes, a review that was right yesterday would drown in errors that are all one matter.
    `afterword migrate` carries it over, and what else it lacks is said afterwards.
    The rule speaks only where `schema_version` in the settings is lower than the version of the schema.

    ## Bad
    ```toml title="pyproject.toml"
    [tool.afterword]
    schema_version = 0
    ```
    ```yaml
    action_items: [{id: A1, type: prevent, description: The cache is filled first}]
    ```

    ## Good
    ```toml title="pyproject.toml"
    [tool.afterword]
    schema_version = 0
    ```
    ```yaml
    actions: [{id: A1, area: prevention, title: The cache is filled first}]
    ```
    """
    if file.older is None:
        return
    first = min(file.older.done, key=lambda change: (change.span.line, change.span.column))
    since, places = file.settings.schema_version, dict.fromkeys(where(change.path) for change in file.older.done)
    yield Problem(
        f"The review has the shape of version {since}: {one_of(places, limit=5)}",
        first.span,
        f"Run `afterword migrate`, which changes {counted(len(file.older.done), 'place')} in it.",
        first.path,
    )


def _missing_at(file: FileContext, violation: Violation) -> Span:
    """A missing field is shown where the demand comes from: its status, its parent, or the first line."""
    if violation.path:
        return file.document.span(violation.path)
    if violation.demand and "status" in file.entry.data:
        return file.document.span(("status",))
    return Span(START.line, START.column, START.line, START.column + 3)
