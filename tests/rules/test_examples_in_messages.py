"""Each field that a message asks for comes with an example that can be copied."""

from __future__ import annotations

import re

import pytest

from afterword.rules.wording import for_example
from afterword.schema import PATTERN, REVIEW, Contract, Field
from tests.knowledge import DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke

ASKED = [field for field in Contract(REVIEW).fields.children.values() if field.kind in {"array", "object"}]


@pytest.mark.parametrize("kind", [REVIEW, PATTERN])
def test_every_list_and_every_mapping_has_an_example(kind: str) -> None:
    structured = [one for one in Contract(kind).fields.walk() if one.path and one.kind in {"array", "object"}]
    assert [one.path for one in structured if not for_example(one)] == []


@pytest.mark.parametrize("field", ASKED, ids=lambda field: field.name)
def test_an_example_copied_from_a_message_has_no_error_of_the_schema(base: Base, field: Field) -> None:
    copied = re.fullmatch(r" For example: `(.*)`\.", for_example(field))
    assert copied is not None
    kind = "kind: near-miss\n" if field.name == "near_miss" else ""
    base.write(EXAMPLE, page(overlaid(DRAFT, f"{kind}{copied[1]}\n")))
    assert [one for one in base.problems() if one.code < "AW200"] == []


def test_the_help_of_a_value_of_the_wrong_type_shows_how_it_is_written(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "detection: monitoring\n")))
    (found,) = base.problems()
    assert found.help == (
        "Write its fields on indented lines below it. "
        "For example: `detection: {by: monitoring, how: An automated probe failed.}`."
    )


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("2025-01-02-other.md", "Write the name alone: `2025-01-02-other`."),
        ("../postmortems/2025-01-02-other", "Write the name alone: `2025-01-02-other`."),
        ("INC-9001", "The id of the other review. It is the file name without `.md`. A search for a ticket"),
        ("INC-9001.md", "The id of the other review. It is the file name without `.md`. A search for a ticket"),
    ],
)
def test_a_file_or_a_ticket_in_place_of_an_id_is_told_what_the_id_is(base: Base, name: str, help_: str) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, f"related: [{{id: {name}, relation: see-also}}]\n")))
    (found,) = base.problems()
    assert (found.code, found.help[: len(help_)]) == ("AW105", help_)


def test_the_file_of_a_pattern_is_told_its_name(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [evaluation-blind-spot.md]\n")))
    assert [one.help for one in base.problems()] == ["Write the name alone: `evaluation-blind-spot`."]


def test_a_host_in_other_letters_is_told_the_form_that_is_allowed(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, "sources: [{title: A page, url: 'https://bücher.example/'}]\n")))
    (found,) = base.problems()
    assert found.message.endswith(
        "its host has letters that are not ASCII; write it in the form that begins with `xn--`"
    )


def test_of_two_limits_only_the_stricter_is_told(base: Base) -> None:
    base.write(EXAMPLE, page(overlaid(DRAFT, f"title: {'The cache was empty ' * 20}again\n")))
    assert [one.message for one in base.problems()] == ["`title` has 405 characters; at most 120 allowed"]


def test_fix_says_once_which_fields_a_person_must_add(base: Base) -> None:
    lacking = re.sub(r"^(trigger|worked_well|timeline): .*\n", "", PUBLISHED, flags=re.MULTILINE)
    base.write(EXAMPLE, page(lacking))
    assert invoke(base.root, "fix").stdout == (
        "Needs your input:\n"
        f"{EXAMPLE}:3:9: AW101 missing-field: 3 fields are missing: `timeline`, `trigger` and `worked_well`; "
        f"`afterword progress {EXAMPLE}` says what each is for\n"
        "Nothing to fix in 2 files; 3 are left for you\n"
    )
