"""``afterword export``: what it writes where, and when it writes nothing."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke


@pytest.fixture
def filled(base: Base) -> Base:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, "title: =1+1\n")))
    return base


def test_json_describes_its_columns(filled: Base) -> None:
    told = json.loads(invoke(filled.root, "export").stdout)
    reviews = told["tables"]["reviews"]
    assert (told["version"], told["as_of"]) == (1, "2026-01-31")
    assert reviews["rows"][0]["title"] == "=1+1"
    assert {column["name"]: column["description"] for column in reviews["columns"]}["summary"]


def test_a_table_for_a_spreadsheet_runs_nothing(filled: Base) -> None:
    done = invoke(filled.root, "export", "--format", "csv", "--table", "reviews")
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert row["title"] == "'=1+1"


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_a_folder_gets_a_file_for_each_table_and_nothing_else(filled: Base, format_: str) -> None:
    done = invoke(filled.root, "export", "--format", format_, "--out", "made/tables")
    assert done.exit_code == 0, done.output
    names = sorted(file.name for file in (filled.root / "made/tables").iterdir())
    assert f"actions.{format_}" in names
    assert done.stdout.startswith(f"Wrote {len(names)} tables with ")


def test_a_table_that_is_not_there_gets_the_nearest(filled: Base) -> None:
    done = invoke(filled.root, "export", "--table", "action")
    assert done.exit_code == 2
    assert "Did you mean `actions`?" in done.output


def test_csv_of_all_tables_needs_a_folder(filled: Base) -> None:
    done = invoke(filled.root, "export", "--format", "csv")
    assert done.exit_code == 2
    assert "--out" in done.output


def test_nothing_is_written_while_a_review_is_malformed(filled: Base) -> None:
    filled.write("postmortems/2025-01-02-broken.md", "no front matter\n")
    done = invoke(filled.root, "export", "--out", "made.json")
    assert done.exit_code == 1
    assert "2025-01-02-broken.md" in done.output
    assert not (filled.root / "made.json").exists()


def test_without_its_package_parquet_says_what_to_install(filled: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "afterword.publish.tables.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = invoke(filled.root, "export", "--format", "parquet", "--out", "made")
    assert done.exit_code == 2
    assert "pip install 'pyarrow>=18'" in done.output


def test_a_file_in_the_way_of_the_folder_is_left_alone(filled: Base) -> None:
    there = filled.write("made", "mine")
    done = invoke(filled.root, "export", "--format", "csv", "--out", str(Path("made")))
    assert done.exit_code == 2
    assert there.read_text() == "mine"
