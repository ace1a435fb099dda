"""A message about a date names the forms that its field takes, and no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from afterword.schema import REVIEW, Contract, Field
from afterword.schema.formats import REASONS, accepts

FORMS = {
    "a date-time with a zone": "2026-03-02T16:33Z",
    "a date": "2026-03-02",
    "a day": "2026-03-02",
    "a month": "2026-03",
    "a year": "2026",
    "`unknown`": "unknown",
}
WRONG = ["soon", "Q1 2026", "2026-13-45", "16:33", "2026-03-02 at noon", "2026-W09", "TBD", "2026-03-02T10Z", "10/2/3"]


def dated() -> Iterator[Field]:
    return (field for field in Contract(REVIEW).fields.walk() if field.format in {"moment", "date"})


def test_the_schema_has_fields_of_both_kinds() -> None:
    assert {field.format for field in dated()} == {"moment", "date"}


@pytest.mark.parametrize("field", [pytest.param(field, id=".".join(field.path)) for field in dated()])
def test_what_a_message_asks_for_is_accepted(field: Field) -> None:
    for text in WRONG:
        said = REASONS[field.format](text)
        assert said
        named = {form for words, form in FORMS.items() if words in said}
        assert all(accepts(field.format, form) for form in named), (text, said)


@pytest.mark.parametrize("field", [pytest.param(field, id=".".join(field.path)) for field in dated()])
def test_a_message_about_any_text_names_every_form_that_is_accepted(field: Field) -> None:
    said = REASONS[field.format]("soon")
    taken = {form for form in FORMS.values() if accepts(field.format, form)}
    assert {form for words, form in FORMS.items() if words in said} == taken


@pytest.mark.parametrize("field", [pytest.param(field, id=".".join(field.path)) for field in dated()])
def test_the_examples_of_a_field_are_accepted(field: Field) -> None:
    assert all(accepts(field.format, example) for example in field.examples)
