"""Rules of the schema about fields: which are required, which are allowed, and the type of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from afterword.diagnostics import START, Diagnostic, Path, Problem, Span, counted, listed, one_of
from afterword.reading.nodes import node_at
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.rules.wording import a_kind, field_at, for_example, found, named, or_delete, where
from afterword.schema import PATTERN, REVIEW, Field
from afterword.text.characters import odd_mark

if TYPE_CHECKING:
    from afterword.rules.on_demand.repair import Left, Repair
    from afterword.schema.detailed_validator import Violation

MISSING_FIELD: Final = "AW101"
OLDER_SHAPE: Final = "AW110"

_schema_rule = partial(file_rule, stage=Stage.SCHEMA, kinds=(REVIEW, PATTERN), retells=True)
_PLACES_SHOWN: Final = 5
_FORMS: Final = {
    "array": "Write each item on its own line, after `- `.",
    "object": "Write its fields on indented lines below it.",
}


def _add_computed_field(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Add the id of an action, and an onset that the file is named after; every other field is for the author."""
    from afterword.rules.fixes.computed import computed_field

    return computed_field(file, diagnostic)


@_schema_rule(MISSING_FIELD, "missing-field", fix=_add_computed_field)
def missing_field(file: FileContext) -> Iterator[Problem]:
    """A review has the fields that its status, kind and severity require.

    ## Why
    A draft needs only six fields, so that you can start it while the incident is fresh.
    More fields become required as the status advances, because others then rely on the review.
    An incident and a high severity require more than a near miss and a low one.

    ## Bad
    ```yaml
    status: in-review
    ```

    ## Good
    ```yaml
    status: draft
    ```
    """
    reported: set[Path] = set()
    for violation in file.violations("required", "dependentRequired"):
        key, _, because = violation.key.partition("\n")
        path = (*violation.path, key)
        if path in reported:
            continue
        reported.add(path)
        field = field_at(file.contract, path)
        required = f"with `{because}`" if because else _required_for(file, violation)
        message = f"`{key}` is missing; it is required {required}"
        yield Problem(message, _missing_at(file, violation), _how_to_add(key, field), path)


def _name_the_known_field(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Give the field the one name that is near, unless a field of that name is there."""
    from afterword.rules.fixes.spelling import known_field

    return known_field(file, diagnostic)


@_schema_rule("AW102", "unknown-field", fix=_name_the_known_field)
def unknown_field(file: FileContext) -> Iterator[Problem]:
    """A review has only fields that the schema defines.

    ## Why
    Without this check, a misspelt field would be ignored silently, and its content lost.

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
        from afterword.rules.on_demand.cut_off import comma_there
        from afterword.rules.on_demand.suggesting import field_hint

        path = (*violation.path, violation.key)
        yield Problem(
            f"{named(violation.path)} has an unknown field `{violation.key}`",
            file.document.key_span(path),
            comma_there(file.document, path) or field_hint(file.contract, violation.path, violation.key, file.settings),
            path,
        )


def _write_the_list(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Write the list that a text between commas can only mean, where each of its items keeps to the schema."""
    from afterword.rules.fixes.lists import as_list

    return as_list(file, diagnostic)


@_schema_rule("AW103", "wrong-type", fix=_write_the_list)
def wrong_type(file: FileContext) -> Iterator[Problem]:
    """A field has the type that the schema defines.

    ## Why
    A list instead of text, or text instead of a number, cannot be shown, counted or compared.

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
        from afterword.rules.on_demand.cut_off import comment_there

        field = field_at(file.contract, violation.path)
        if violation.value is None:
            message = f"{named(violation.path)} is empty"
            delete = or_delete(file.contract, file.entry.data, violation.path, "line")
            cut = comment_there(file.document, violation.path)
            help_ = f"{cut}Write {a_kind(violation.asked)}{delete}.{for_example(field)}"
        else:
            message = f"{named(violation.path)} must be {a_kind(violation.asked)}, but is {found(violation.value)}"
            help_ = f"{_FORMS.get(violation.asked, '')}{for_example(field)}".strip()
            if isinstance(violation.value, str) and (odd := odd_mark(violation.value)):
                help_ = f"{odd[1]}; it is character {odd[0] + 1} of the text."
        yield file.problem(message, violation.path, help_)


@_schema_rule("AW109", "misplaced-field")
def misplaced_field(file: FileContext) -> Iterator[Problem]:
    """A field is used only where it applies.

    ## Why
    `near_miss` says what caught a failure in time, so it does not apply to an incident.
    One of the two fields is wrong.

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
            f"{named(violation.path)} does not apply to {what}",
            file.document.key_span(violation.path),
            "Delete it, or correct the field that conflicts with it.",
            violation.path,
        )


@file_rule(*(OLDER_SHAPE, "older-shape", Stage.SCHEMA), by_hand="Run `afterword migrate` to update it")
def older_shape(file: FileContext) -> Iterator[Problem]:
    """A review uses the fields of the current schema version.

    ## Why
    After a schema change, every old review would otherwise get many errors with a single cause.
    Run `afterword migrate` to update it; any other problems are reported afterwards.
    The rule applies only if `schema_version` in the settings is lower than the version of the schema.

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
    since, root = file.settings.schema_version, file.document.root
    # A step also changes what an earlier one has made, which the file does not have yet.
    written = [change.path for change in file.older.done if node_at(root, change.path)]
    places = list(dict.fromkeys(map(where, written)))
    more = [counted(len(places) - _PLACES_SHOWN, "other field")] if len(places) > _PLACES_SHOWN else []
    yield Problem(
        f"The review uses fields of schema version {since}: {listed([*places[:_PLACES_SHOWN], *more])}",
        first.span,
        f"Run `afterword migrate`, which makes {counted(len(file.older.done), 'change')} in this file.",
        first.path,
    )


def _required_for(file: FileContext, violation: Violation) -> str:
    if violation.demand:
        return f"for {violation.demand}"
    if violation.path:
        return f"in {where(violation.path)}"
    return "in every review" if file.contract.name == REVIEW else "in every pattern"


def _how_to_add(key: str, field: Field | None) -> str:
    """What to write for a missing field: the allowed values where it has a vocabulary, else what it is for."""
    if field is not None and field.terms:
        return f"Add `{key}`, with one of: {one_of(field.terms)}."
    return f"Add `{key}`. {field.description if field else ''}{for_example(field)}"


def _missing_at(file: FileContext, violation: Violation) -> Span:
    """A missing field is reported at its parent, at the status that requires it, or on the first line."""
    if violation.path:
        return file.document.span(violation.path)
    if violation.demand and "status" in file.entry.data:
        return file.document.span(("status",))
    return Span(START.line, START.column, START.line, START.column + 3)
