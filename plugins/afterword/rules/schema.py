"""Rules of the schema: every violation that the judge finds, in the words of somebody who wants to help."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from afterword.diagnostics import START, Problem, Span, nearest, one_of
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.rules.wording import a_kind, field_at, for_example, found, meant, named, shown, where
from afterword.schema import PATTERN, REVIEW

if TYPE_CHECKING:
    from afterword.schema.judge import Violation

_schema_rule = partial(file_rule, stage=Stage.SCHEMA, kinds=(REVIEW, PATTERN))


def _of(file: FileContext, *keywords: str) -> Iterator[Violation]:
    """Violations of some keywords; a value of the wrong type is not asked for anything else."""
    mistyped = {v.path for v in file.entry.violations if v.keyword == "type"}
    for violation in file.entry.violations:
        if violation.keyword in keywords and (violation.keyword == "type" or violation.path not in mistyped):
            yield violation


@_schema_rule("AW101", "missing-field")
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
    for violation in _of(file, "required", "dependentRequired"):
        key, _, because = violation.key.partition("\n")
        path = (*violation.path, key)
        field = field_at(file.contract, path)
        demand = f": {violation.demand} needs it" if violation.demand else f", which {where(violation.path)} needs"
        if because:
            demand = f", which `{because}` needs"
        help_ = f"Add `{key}:` {field.description if field else ''}{for_example(field)}"
        yield Problem(f"`{key}` is missing{demand}", _missing_at(file, violation), help_, path)


@_schema_rule("AW102", "unknown-field")
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
    for violation in _of(file, "additionalProperties"):
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
    for violation in _of(file, "type"):
        field = field_at(file.contract, violation.path)
        if violation.value is None:
            message = f"{named(violation.path)} is empty"
            help_ = f"Write {a_kind(violation.asked)}, or delete the line.{for_example(field)}"
        else:
            message = f"{named(violation.path)} must be {a_kind(violation.asked)}, and is {found(violation.value)}"
            help_ = for_example(field).strip()
        yield file.problem(message, violation.path, help_)


@_schema_rule("AW104", "unknown-value")
def unknown_value(file: FileContext) -> Iterator[Problem]:
    """A field with a vocabulary holds one of its values.

    ## Why
    Only shared words can be counted, filtered and compared across reviews.

    ## Bad
    ```yaml
    severity: SEV-2
    ```

    ## Good
    ```yaml
    severity: sev2
    ```
    """
    for violation in _of(file, "oneOf", "enum", "const"):
        field = field_at(file.contract, violation.path)
        allowed = list(field.terms) if field and field.terms else [str(violation.asked)]
        near = nearest(str(violation.value), allowed)
        help_ = f"Did you mean `{near}`? " if near else ""
        yield file.problem(
            f"{named(violation.path)} is {shown(violation.value)}, which is not in its vocabulary",
            violation.path,
            f"{help_}Allowed: {one_of(allowed)}.",
        )


@_schema_rule("AW105", "malformed-value")
def malformed_value(file: FileContext) -> Iterator[Problem]:
    """Dates, times, addresses, ids and codes have the form that the schema gives them.

    ## Why
    A time without a zone, a day that does not exist or an address without a scheme is read differently by everybody.

    ## Bad
    ```yaml
    detected: 2025-02-30T11:20
    ```

    ## Good
    ```yaml
    detected: 2025-02-28T11:20+01:00
    ```
    """
    from afterword.schema.formats import REASONS

    for violation in _of(file, "format", "pattern"):
        field = field_at(file.contract, violation.path)
        if violation.asked == r"\S":
            if violation.value:  # what is empty is told by its length
                yield file.problem(f"{named(violation.path)} is blank", violation.path, "Write it, or delete the line.")
            continue
        reason = REASONS[violation.asked](violation.value) if violation.keyword == "format" else ""
        yield file.problem(
            f"{named(violation.path)} is {shown(violation.value)}: {reason or 'it does not have the form asked for'}",
            violation.path,
            f"{field.description if field else ''}{for_example(field)}",
        )


@_schema_rule("AW106", "wrong-length")
def wrong_length(file: FileContext) -> Iterator[Problem]:
    """Texts and lists are neither empty nor longer than readers bear.

    ## Why
    An empty list says nothing: leave the field out.
    A title of three lines is a summary, and a summary of three pages is a narrative.

    ## Bad
    ```yaml
    aliases: []
    ```

    ## Good
    ```yaml
    aliases: [INC-2041]
    ```
    """
    for violation in _of(file, "minLength", "maxLength", "minItems", "maxItems", "minProperties"):
        size, unit = len(violation.value), "characters" if isinstance(violation.value, str) else "entries"
        if violation.keyword.startswith("min"):
            message = f"{named(violation.path)} has {size or 'no'} {unit}; it needs at least {violation.asked}"
            help_ = "Fill it, or delete the field."
        else:
            message = f"{named(violation.path)} has {size:,} {unit}; at most {violation.asked:,} are allowed"
            help_ = "Shorten it; the narrative below the front matter has room for the rest."
        yield file.problem(message, violation.path, help_)


@_schema_rule("AW107", "out-of-range")
def out_of_range(file: FileContext) -> Iterator[Problem]:
    """A number lies within its bounds.

    ## Why
    A negative count or cost is a slip of the keyboard, and would spoil every sum that it is part of.

    ## Bad
    ```yaml
    impact:
      who: Customers of the shop
      counted:
        - {what: orders refused, count: -42}
    ```

    ## Good
    ```yaml
    impact:
      who: Customers of the shop
      counted:
        - {what: orders refused, count: 42}
    ```
    """
    for violation in _of(file, "minimum", "maximum"):
        bound = "at least" if violation.keyword == "minimum" else "at most"
        yield file.problem(
            f"{named(violation.path)} is {shown(violation.value)}; it must be {bound} {violation.asked:,.0f}",
            violation.path,
        )


@_schema_rule("AW108", "repeated-item")
def repeated_item(file: FileContext) -> Iterator[Problem]:
    """A list names each thing once.

    ## Why
    A value that stands twice was meant to be another value, or will be counted twice.

    ## Bad
    ```yaml
    classes: [abuse, abuse]
    ```

    ## Good
    ```yaml
    classes: [abuse]
    ```
    """
    for violation in _of(file, "uniqueItems"):
        items: list[Any] = violation.value
        at = next(position for position, item in enumerate(items) if item in items[:position])
        yield file.problem(
            f"{named(violation.path)} names {shown(items[at])} twice",
            (*violation.path, at),
            "Keep one of the two.",
        )


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
    for violation in _of(file, "false"):
        what = violation.demand or "this review"
        yield Problem(
            f"{what[0].upper()}{what[1:]} has no {named(violation.path)}",
            file.document.key_span(violation.path),
            "Delete it, or change the field that excludes it.",
            violation.path,
        )


def _missing_at(file: FileContext, violation: Violation) -> Span:
    """A missing field is shown where the demand comes from: its status, its parent, or the first line."""
    if violation.path:
        return file.document.span(violation.path)
    if violation.demand and "status" in file.entry.data:
        return file.document.span(("status",))
    return Span(START.line, START.column, START.line, START.column + 3)
