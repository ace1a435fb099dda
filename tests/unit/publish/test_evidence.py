"""Evidence as data: the site's interface and the exported tables say what the pages say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from afterword.evidence.held import held
from afterword.evidence.snapshot import Point, Registered
from afterword.publish.tables import csv_of, evidence_tables
from afterword.schema.loading import load_interface
from afterword.site import build_pages
from tests.captured import BEGUN, ONSET, REVIEW_ID, citing, precision, snapshot, written
from tests.made import SETTINGS, review
from tests.unit.site.made_site import site_of


def data(tmp_path: Path) -> Any:
    settings = replace(SETTINGS, root=tmp_path)
    newer = snapshot(
        precision(labels=(("region", "eu"),)),
        name="prod-2",
        supersedes=f"{REVIEW_ID}/prod",
        registry=(Registered("fraud", "12"),),
        missing=(("auc", "no such metric"),),
    )
    written(settings.reviews_dir, snapshot(), newer)
    site = site_of([citing("prod", "prod-2"), review()], settings=settings)
    return {page.path: page for page in build_pages(site)}


def test_the_interface_has_figures_and_says_where_the_points_are(tmp_path: Path) -> None:
    pages = data(tmp_path)
    whole = json.loads(pages[f"api/v1/postmortems/{REVIEW_ID}.json"].raw)
    newest, replaced = whole["evidence"]
    assert newest["series"][0]["worst"] == 0.41
    assert newest["series"][0]["first_beyond"] == "2026-03-01T10:25:00Z"
    assert newest["series"][0]["seconds_beyond"] == 160 * 60
    assert newest["csv"] in pages
    assert (replaced["superseded"], replaced["series"]) == (True, [])
    Draft202012Validator(load_interface()).validate(whole)


def test_a_review_without_evidence_has_an_empty_list(tmp_path: Path) -> None:
    whole = json.loads(data(tmp_path)["api/v1/postmortems/2025-11-18-example.json"].raw)
    assert whole["evidence"] == []
    Draft202012Validator(load_interface()).validate(whole)


def test_the_tables_hold_a_row_for_each_series_and_for_each_point(tmp_path: Path) -> None:
    settings = replace(SETTINGS, root=tmp_path)
    written(settings.reviews_dir, snapshot(precision(points=(Point(BEGUN, None), Point(ONSET, 0.5)))))
    figures, points = evidence_tables({REVIEW_ID: held(citing(), settings)})
    assert len(figures.rows) == 1
    assert [row[-1] for row in points.rows] == [None, 0.5]
    assert csv_of(points).splitlines()[1].endswith('"2026-03-01T09:20:00Z",""')


def test_the_tables_are_there_without_any_evidence() -> None:
    assert [(table.name, table.rows) for table in evidence_tables({})] == [("evidence", ()), ("evidence_points", ())]


def test_parquet_keeps_times_as_times_and_numbers_as_numbers(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    from afterword.publish.tables.parquet import write_parquet

    settings = replace(SETTINGS, root=tmp_path)
    written(settings.reviews_dir, snapshot())
    for table in evidence_tables({REVIEW_ID: held(citing(), settings)}):
        write_parquet(table, tmp_path / f"{table.name}.parquet")
    figures = pq.read_table(tmp_path / "evidence.parquet").to_pylist()[0]
    assert figures["worst_at"].isoformat() == "2026-03-01T10:25:00+00:00"
    assert (figures["worst"], figures["points"]) == (0.41, 358)
    assert pq.read_table(tmp_path / "evidence_points.parquet").num_rows == 358
