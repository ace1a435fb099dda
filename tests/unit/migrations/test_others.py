"""The table of others' names: what it knows fits the schema, and an organisation's own names come first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterword.corpus import load
from afterword.migrations import migrate, others
from afterword.migrations.others import form
from afterword.schema import REVIEW, Contract, Field
from afterword.settings import SettingsError, load_settings
from afterword.settings.limits import Limits
from tests.knowledge import EXAMPLE, Base

FIELDS, NEWEST = Contract(REVIEW).fields, Contract(REVIEW).version


def named(path: str) -> list[Field]:
    """The field at a path of the table; every field of the name where it begins with a star."""
    shared = path.removeprefix("*.")
    if shared != path:
        return [field for field in FIELDS.walk() if field.name == shared]
    return [FIELDS.at(*path.split("."))]


def test_every_field_of_the_table_is_one_of_the_schema_and_every_value_one_of_its_vocabulary() -> None:
    known = others()
    paths = set(known._fields.values())
    assert {path for path in paths if not FIELDS.at(*path.split("."))} == set()
    for path, words in known._values.items():
        assert named(path) != []
        assert [field.path for field in named(path) if not set(words.values()) <= field.terms.keys()] == []


def test_no_field_of_the_schema_means_another_one() -> None:
    known = others()
    own = [field for field in FIELDS.children.values() if known.field(field.name).split(".")[0] not in {"", field.name}]
    assert [field.name for field in own] == []


def test_no_value_of_a_vocabulary_means_another_one() -> None:
    known = others()
    for path in known._values:
        terms = {term for field in named(path) for term in field.terms}
        assert [term for term in terms if known.value(path, term) not in {"", term}] == []


@pytest.mark.parametrize(
    ("written", "same"),
    [("Start Time", "start_time"), ("SEV-1", "sev1"), ("severity::2", "sev2"), ("P 1", "p1"), ("Won't do", "won_t_do")],
)
def test_names_are_compared_without_case_and_punctuation(written: str, same: str) -> None:
    assert form(written) == same


OTHER = """---
title: The ranker served an empty model
status: draft
kind: incident
severity: {severity}  # by the desk
summary: For two hours every search returned its results in the order of their ids.
{onset}: 2024-03-01
services_affected: search
next_steps:
  - {{id: A1, task: An empty model is refused, category: prevent, responsible: serving, state: completed}}
---
"""
RIGHT = """---
title: The ranker served an empty model
status: draft
kind: incident
severity: {severity}  # by the desk
summary: For two hours every search returned its results in the order of their ids.
onset: 2024-03-01
models:
  - name: search
actions:
  - {{id: A1, title: An empty model is refused, area: prevention, owner: serving, status: done}}
---
"""


def test_names_and_values_of_others_are_migrated_with_their_comments() -> None:
    raw = OTHER.format(severity="HIGH", onset="incident_date").encode()
    done = migrate(raw, EXAMPLE, Limits(), 0, NEWEST, others())
    assert (done.raw.decode(), done.left) == (RIGHT.format(severity="sev2"), ())


def test_names_of_an_organisation_come_before_those_of_the_table() -> None:
    known = others((("vorfall", "onset"),), (("severity", (("HIGH", "sev1"),)),))
    raw = OTHER.format(severity="HIGH", onset="vorfall").encode()
    assert migrate(raw, EXAMPLE, Limits(), 0, NEWEST, known).raw.decode() == RIGHT.format(severity="sev1")


def test_a_message_names_the_field_and_the_value_that_another_one_means(tmp_path: Path) -> None:
    base = Base.in_folder(tmp_path)
    base.write("pyproject.toml", '[tool.afterword.fields]\nwann = "onset"\n')
    base.write(EXAMPLE, OTHER.format(severity="P1", onset="wann"))
    helps = "\n".join(found.help for found in base.problems())
    assert "It is called `sev1` here. Allowed:" in helps
    assert "It is called `onset` here; run `afterword migrate --from 0` to update the file." in helps
    assert "It is called `models[].name` here" in helps


@pytest.mark.parametrize(
    "table",
    ['[tool.afterword]\nfields = "x"', "[tool.afterword.fields]\nx = 1", "[tool.afterword.values]\nseverity = 1"],
)
def test_a_table_of_another_shape_is_refused(table: str, tmp_path: Path) -> None:
    base = Base.in_folder(tmp_path)
    base.write("pyproject.toml", table)
    with pytest.raises(SettingsError, match="must be a table"):
        load_settings(base.root)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[tool.afterword.fields]\nwann = "onst"', "`onst`. Did you mean `onset`?"),
        ('[tool.afterword.values.severty]\nP1 = "sev1"', "`severty`. Did you mean `severity`?"),
        ('[tool.afterword.values.severity]\nP1 = "sev9"', "`sev9`"),
    ],
)
def test_a_name_for_what_the_schema_does_not_have_is_refused(table: str, said: str, tmp_path: Path) -> None:
    base = Base.in_folder(tmp_path)
    base.write("pyproject.toml", table)
    with pytest.raises(SettingsError, match=re.escape(said)):
        load(load_settings(base.root))
