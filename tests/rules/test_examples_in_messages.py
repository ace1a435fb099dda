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


def test_fix_says_once_which_fields_a_person_must_add(base: Base) -> None:
    lacking = re.sub(r"^(trigger|worked_well|timeline): .*\n", "", PUBLISHED, flags=re.MULTILINE)
    base.write(EXAMPLE, page(lacking))
    assert invoke(base.root, "fix").stdout == (
        "Needs your input:\n"
        f"{EXAMPLE}:3:9: AW101 missing-field: 3 fields are missing: `timeline`, `trigger` and `worked_well`; "
        f"`afterword progress {EXAMPLE}` says what each is for\n"
        "Nothing to fix in 2 files; 3 are left for you\n"
    )
