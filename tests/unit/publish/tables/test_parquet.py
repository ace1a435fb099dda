"""Parquet, asked by a database: types, names and text arrive as they were."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from afterword.publish.tables import build_tables
from afterword.publish.tables.parquet import write_parquet
from tests.made import AS_OF, FIELDS, action, corpus, review

NASTY = "=cmd|' /C calc'!A0 \"; drop table reviews; -- 😀"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    of = corpus(
        review(title=NASTY, patterns=["stale-model", "silent-rollout"], actions=[action(due="2026-02-28")]),
        review("2024-01-01-older", onset="2024-01-01T10:00:00+01:00", detected="2024-01-01T12:30:00+01:00"),
    )
    for table in build_tables(of, FIELDS, AS_OF):
        write_parquet(table, tmp_path / f"{table.name}.parquet")
    return tmp_path


def ask(folder: Path, question: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as database:
        for file in folder.glob("*.parquet"):
            database.sql(f"create view {file.stem} as from '{file}'")
        return database.sql(question).fetchall()


def test_a_database_joins_the_tables_without_being_told_a_type(folder: Path) -> None:
    question = "select r.title, a.due - date '2026-02-01' from reviews r join actions a using (review_id)"
    assert ask(folder, question) == [(NASTY, 27)]


def test_durations_come_from_the_bounds_of_the_clocks(folder: Path) -> None:
    question = "select date_diff('minute', onset_earliest, detected_earliest) from reviews where detected is not null"
    assert ask(folder, question) == [(150,)]


def test_a_list_is_a_list(folder: Path) -> None:
    question = "select unnest(patterns) as pattern from reviews order by pattern"
    assert ask(folder, question) == [("silent-rollout",), ("stale-model",)]


def test_a_table_without_rows_keeps_its_columns(folder: Path) -> None:
    assert ask(folder, "select count(*), min(score) from drift") == [(0, None)]
