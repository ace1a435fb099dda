"""Rules of the schema about values: vocabularies, formats, lengths and bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from afterword.diagnostics import Diagnostic, Problem, counted
from afterword.rules.registry import FileContext, Stage, file_rule
from afterword.rules.wording import field_at, for_example, named, or_delete, shown
from afterword.schema import PATTERN, REVIEW, Field
from afterword.text.characters import disguised

if TYPE_CHECKING:
    from afterword.rules.on_demand.repair import Left, Repair
    from afterword.schema.detailed_validator import Violation

_value_rule = partial(file_rule, stage=Stage.SCHEMA, kinds=(REVIEW, PATTERN), retells=True)
_UNITS: Final[dict[type, str]] = {str: "character", list: "item", dict: "field"}


def _write_the_known_value(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Write the one value of the vocabulary that is near."""
    from afterword.rules.fixes.spelling import known_value

    return known_value(file, diagnostic)


@_value_rule("AW104", "unknown-value", fix=_write_the_known_value)
def unknown_value(file: FileContext) -> Iterator[Problem]:
    """A field with a vocabulary has one of the allowed values.

    ## Why
    Only shared values can be counted, filtered and compared across reviews.

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
        from afterword.rules.on_demand.suggesting import value_hint

        field = field_at(file.contract, violation.path)
        allowed = list(field.terms) if field and field.terms else [str(violation.asked)]
        yield file.problem(
            f"{named(violation.path)} is {shown(violation.value)}, which is not one of the allowed values",
            violation.path,
            f"{value_hint(file.settings, allowed, violation.path, str(violation.value))}.",
        )


def _write_in_its_form(file: FileContext, diagnostic: Diagnostic) -> Repair | Left:
    """Write a moment or a day in its form where it has one meaning, and add the offset where `time_zone` is set."""
    from afterword.rules.fixes.moments import in_its_form

    return in_its_form(file, diagnostic)


@_value_rule("AW105", "malformed-value", fix=_write_in_its_form)
def malformed_value(file: FileContext) -> Iterator[Problem]:
    """Dates, times, URLs, ids and codes have the format that the schema defines.

    ## Why
    A time without a time zone, an impossible date or a URL without a scheme means something else to every reader.

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

    too_short = {violation.path for violation in file.violations("minLength")}
    for violation in file.violations("format", "pattern"):
        field = field_at(file.contract, violation.path)
        if not violation.value.strip():
            if violation.value or violation.path not in too_short:  # else it is reported by its length
                blank = "blank" if violation.value else "empty"
                help_ = f"Fill it in{or_delete(file.contract, file.entry.data, violation.path, 'line')}."
                yield file.problem(f"{named(violation.path)} is {blank}", violation.path, help_)
            continue
        if "\n" in violation.value:
            message = f"{named(violation.path)} has several lines; only one is allowed"
            yield file.problem(message, violation.path, "Write it on one line, or fold it with `>-`.")
            continue
        reason = REASONS[violation.asked](violation.value) if violation.keyword == "format" else ""
        reason = reason or disguised(violation.value) or "it does not have the required format"
        message = f"{named(violation.path)} is {shown(violation.value)}: {reason}"
        yield file.problem(message, violation.path, _form_of(field, violation))


def _form_of(field: Field | None, violation: Violation) -> str:
    """What a value must be; where it names a page by its file, its name alone."""
    if field is None:
        return ""
    what = field.description
    if field.names in {"review", "pattern"}:
        name = violation.value.rpartition("/")[2].removesuffix(".md")
        if name != violation.value and re.search(violation.asked, name):
            return f"Write the name alone: `{name}`."
        what += " It is the file name without `.md`."
    if field.names == "review":
        what += " A search for a ticket finds the review with that alias."
    return f"{what}{for_example(field)}"


@_value_rule("AW106", "wrong-length")
def wrong_length(file: FileContext) -> Iterator[Problem]:
    """Texts and lists are neither empty nor too long.

    ## Why
    An empty list says nothing, so leave the field out.
    A title of three lines belongs in the summary, and a summary of three pages belongs in the narrative.

    ## Bad
    ```yaml
    aliases: []
    ```

    ## Good
    ```yaml
    aliases: [INC-2041]
    ```
    """
    malformed = {violation.path for violation in file.violations("format")}
    for violation in file.violations("minLength", "maxLength", "minItems", "maxItems", "minProperties"):
        if violation.path in malformed and violation.value.strip():
            continue  # its form is told, and no shorter text would be right
        size, unit = len(violation.value), _UNITS[type(violation.value)]
        if violation.keyword.startswith("min"):
            has = counted(size, unit) if size else f"no {unit}s"
            message = f"{named(violation.path)} has {has}; at least {violation.asked} required"
            help_ = f"Fill it in{or_delete(file.contract, file.entry.data, violation.path, 'field')}."
        else:
            message = f"{named(violation.path)} has {counted(size, unit)}; at most {violation.asked:,} allowed"
            help_ = "Shorten it, and move the rest to the narrative below the front matter."
        yield file.problem(message, violation.path, help_)


@_value_rule("AW107", "out-of-range")
def out_of_range(file: FileContext) -> Iterator[Problem]:
    """A number is within its bounds.

    ## Why
    A negative count or cost is a typing error, and it makes every total wrong.

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
    """A list has no duplicate items.

    ## Why
    A duplicate is either a typing error or is counted twice.

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
            f"{named(violation.path)} has {shown(items[at])} twice", (*violation.path, at), "Delete one of the two."
        )
