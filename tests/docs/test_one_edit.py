"""The field that the README of the schema adds is there after that one edit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.docs.documents import blocks, text_of
from tests.knowledge import DRAFT, EXAMPLE, Base, page
from tests.made import REPOSITORY

NAME = "customer_notice"


@pytest.fixture
def edited(base: Base) -> Base:
    """A knowledge base whose own schema has the field of the README."""
    shutil.copytree(REPOSITORY / "schema", base.root / "schema")
    base.write("pyproject.toml", '[tool.afterword]\nschema = "schema"\n')
    field = next(block.text for block in blocks(text_of("schema/README.md")) if block.language == "json")
    file = base.root / "schema" / "postmortem.schema.json"
    schema = json.loads(file.read_text("utf-8"))
    schema["properties"].update(json.loads(f"{{{field}}}"))
    file.write_text(json.dumps(schema), "utf-8")
    return base


def test_its_values_are_taken(edited: Base) -> None:
    edited.write(EXAMPLE, page(f"{DRAFT}{NAME}: letter\n"))
    assert edited.problems() == ()


def test_a_wrong_value_is_refused_with_the_nearest_right_one(edited: Base) -> None:
    edited.write(EXAMPLE, page(f"{DRAFT}{NAME}: leter\n"))
    (problem,) = edited.problems()
    assert problem.code == "AW104"
    assert problem.help.startswith("Did you mean `letter`?")


def test_a_draft_offers_it(edited: Base) -> None:
    made = edited.call("new", "The cache was empty", "--no-input", "--set", "onset=2025-01-01")
    assert made.returncode == 0, made.stderr
    assert f"# {NAME}: letter" in (edited.root / "postmortems" / "2025-01-01-the-cache-was-empty.md").read_text()


def test_the_site_explains_it_and_has_a_page_for_each_of_its_values(edited: Base, tmp_path: Path) -> None:
    edited.write(EXAMPLE, page(f"{DRAFT}{NAME}: letter\n"))
    made = edited.call("render", "--out", str(tmp_path / "out"))
    assert made.returncode == 0, made.stderr
    assert f"<code>{NAME}</code>" in (tmp_path / "out" / "reference" / "schema.md").read_text("utf-8")
    assert "The cache was empty" in (tmp_path / "out" / "customer-notice" / "letter.md").read_text("utf-8")
