"""Rules of the schema about values: vocabularies, forms, lengths and bounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from afterword.diagnostics import Diagnostic, Problem, one_of
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.rules.wording import field_at, for_example, named, shown
from afterword.schema import PATTERN, REVIEW
from afterword.text.nearest import suggest

if TYPE_CHECKING:
    from afterword.rules.repair import Left, Repair

_value_rule = partial(file_rule, stage=Stage.SCHEMA, kinds=(REVIEW, PATTERN))


def _write_the_known_value(file: FileContext, found: Diagnostic) -> Repair | Left:
    """Write the one value of the vocabulary that is near."""
    from afterword.rules.fixes.spelling import known_value

    return known_value(file, found)


@_value_rule("AW104", "unknown-value", fix=_write_the_known_value)
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
    for violation in file.violations("oneOf", "enum", "const"):
        field = field_at(file.contract, violation.path)
        allowed = list(field.terms) if field and field.terms else [str(violation.asked)]
        yield file.problem(
            f"{named(violation.path)} is {shown(violation.value)}, which is not in its vocabulary",
            violation.path,
            f"{suggest(str(violation.value), allowed)} Allowed: {one_of(allowed)}.".lstrip(),
        )


def _add_the_zone(file: FileContext, found: Diagnostic) -> Repair | Left:
    """Add the offset to a time without a zone, where `time_zone` is set; no other value is changed."""
    from afterword.rules.fixes.zones import with_zone

    return with_zone(file, found)


@_value_rule("AW105", "malformed-value", fix=_add_the_zone)
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

    for violation in file.violations("format", "pattern"):
        field = field_at(file.contract, violation.path)
        if not violation.value.strip():
            if violation.value:  # what is empty is told by its length
                yield file.problem(f"{named(violation.path)} is blank", violation.path, "Write it, or delete the line.")
            continue
        if "\n" in violation.value:
            message = f"{named(violation.path)} runs over several lines"
            yield file.problem(message, violation.path, "Write it on one line, or fold it with `>-`.")
            continue
        reason = REASONS[violation.asked](violation.value) if violation.keyword == "format" else ""
        yield file.problem(
            f"{named(violation.path)} is {shown(violation.value)}: {reason or 'it does not have the form asked for'}",
            violation.path,
            f"{field.description if field else ''}{for_example(field)}",
        )


@_value_rule("AW106", "wrong-length")
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
    for violation in file.violations("minLength", "maxLength", "minItems", "maxItems", "minProperties"):
        size, unit = (len(violation.value), "characters" if isinstance(violation.value, str) else "entries")
        if violation.keyword.startswith("min"):
            message = f"{named(violation.path)} has {size or 'no'} {unit}; it needs at least {violation.asked}"
            help_ = "Fill it, or delete the field."
        else:
            message = f"{named(violation.path)} has {size:,} {unit}; at most {violation.asked:,} are allowed"
            help_ = "Shorten it; the narrative below the front matter has room for the rest."
        yield file.problem(message, violation.path, help_)


@_value_rule("AW107", "out-of-range")
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
    for violation in file.violations("minimum", "maximum"):
        bound = "at least" if violation.keyword == "minimum" else "at most"
        yield file.problem(
            f"{named(violation.path)} is {shown(violation.value)}; it must be {bound} {violation.asked:,.0f}",
            violation.path,
        )


@_value_rule("AW108", "repeated-item")
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
    for violation in file.violations("uniqueItems"):
        items: list[Any] = violation.value
        at = next(position for position, item in enumerate(items) if item in items[:position])
        yield file.problem(
            f"{named(violation.path)} names {shown(items[at])} twice", (*violation.path, at), "Keep one of the two."
        )
