"""A JSON file of any shape, read by the paths in the settings."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.capture.exported import one, points, read, refused, source

ROWS: list[dict[str, Any]] = [
    {"time": "2026-03-01T10:00:00Z", "value": 0.94},
    {"time": "2026-03-01T10:05:00Z", "value": 0.41},
]
BOTH = {"10:00": 0.94, "10:05": 0.41}


def of(query: str = "value", metric: dict[str, Any] | None = None, **settings: Any) -> Any:
    return source("json", {"precision": {"query": query, **(metric or {})}}, **settings)


@pytest.mark.parametrize(
    ("plain", "settings"),
    [
        (ROWS, of()),
        ({"data": {"rows": ROWS}}, of(rows="data.rows")),
        ({"data": [{"rows": ROWS}]}, of(rows="data.0.rows")),
        (
            [{"at": row["time"], "metrics": {"precision": row["value"]}} for row in ROWS],
            of("metrics.precision", time="at"),
        ),
        ([{"at": row["time"], "model.precision": row["value"]} for row in ROWS], of("model.precision", time="at")),
        ([[row["time"], row["value"]] for row in ROWS], of("1", time="0")),
        ({"t": [row["time"] for row in ROWS], "v": [row["value"] for row in ROWS]}, of("v", time="t")),
        ([{"time": 1772359200, "value": "0.94"}, {"time": 1772359500.0, "value": 0.41}], of(time_format="unix")),
        ([{"time": 1772359200000, "value": 0.94}, {"time": "1772359500000", "value": 0.41}], of(time_format="unix-ms")),
        ([{"time": row["time"][:-1], "value": row["value"]} for row in ROWS], of(zone="UTC")),
    ],
)
def test_the_numbers_are_found_wherever_they_are(plain: Any, settings: Any) -> None:
    assert points(one(json.dumps(plain), settings)) == BOTH


def test_lines_of_json_are_rows() -> None:
    assert points(one("\n".join(map(json.dumps, ROWS)), of())) == BOTH
    assert "Line 2 of the file is not JSON" in refused(f"{json.dumps(ROWS[0])}\n{{broken\n{{}}", of())


def test_constants_that_json_does_not_have_are_points_without_a_number() -> None:
    rows = "".join(
        f',{{"time": "2026-03-01T10:{minute}:00Z", "value": {value}}}'
        for minute, value in (("10", "NaN"), ("15", "-Infinity"), ("20", "1e999"), ("25", "null"), ("30", "9" * 400))
    )
    series = one(f"[{json.dumps(ROWS[0])}{rows}]", of())
    assert points(series) == {"10:00": 0.94, **dict.fromkeys(("10:10", "10:15", "10:20", "10:25", "10:30"))}
    assert len(series.notes) == 3


def test_slices_and_rows_of_other_metrics_are_told_apart() -> None:
    rows = [
        {"time": "2026-03-01T10:00:00Z", "name": name, "at": {"country": country}, "value": number}
        for number, (name, country) in enumerate([("p", "DE"), ("p", "FR"), ("r", "DE")])
    ]
    found = read(json.dumps(rows), of(metric={"where": ["name=p"]}, labels=["at.country"])).series
    assert {series.labels[0][1]: points(series) for series in found} == {"DE": {"10:00": 0.0}, "FR": {"10:00": 1.0}}


@pytest.mark.parametrize(
    ("content", "settings", "why"),
    [
        ("{", of(), "The file is not JSON: expecting property name"),
        ("[" * 100_000, of(), "is too deep"),
        ('{"a": 1}', of(), "There is no list of rows in the file; set `rows`"),
        ('{"a": 1}', of(rows="b"), "`rows` is not there; there is a"),
        ('{"data": 1}', of(rows="date"), "Did you mean `data`?"),
        ('[{"tine": 1}]', of(), "Row 1: `time` is not there; there is tine. Did you mean `tine`?"),
        ("[3]", of(), "Row 1: `time` is not there; there is a single value"),
        ('[{"time": "2026-03-01T10:00:00Z", "value": "high"}]', of(), "Row 1: `value` is 'high'; it must be a number"),
        ('[{"time": "2026-03-01T10:00:00Z", "value": true}]', of(), "Row 1: `value` is 'True'; it must be a number"),
        ('[{"time": "2026-03-01T10:00:00Z", "value": {}}]', of(), "it must be a number"),
        ('{"t": [1], "v": []}', of("v", time="t"), "There are 1 times and 0 values"),
        ('[{"time": "2026-03-01T10:00:00Z"}]', of(labels=["country"]), "Row 1: `country` is not there; there is time"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_row_and_path(content: str, settings: Any, why: str) -> None:
    assert why in refused(content, settings)


def test_half_of_a_character_is_told_since_it_cannot_be_written_again() -> None:
    row = '[{"time": "2026-03-01T10:00:00Z", "value": 1, "name": "\\ud800"}]'
    assert "half of a character" in refused(row, of(labels=["name"]))
    assert points(one(row.replace("ud800", "u00e9"), of(labels=["name"]))) == {"10:00": 1.0}
