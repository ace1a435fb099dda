"""Reports of Evidently, which it wrote itself: each number with its threshold, and a time that is never guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from afterword.evidence.snapshot import Series
from tests.unit.capture.exported import one, points, read, refused, source

REPORTS = Path(__file__).parent / "evidently"
NEW, WHOLE, OLD, SUITE = (
    (REPORTS / f"{name}.json").read_text("utf-8") for name in ("new", "whole", "old", "old-suite")
)
AT = "2026-03-01T11:00:00Z"


def said(report: str, query: str, **metric: Any) -> Series:
    return one(report, source("evidently", {"m": {"query": query, **metric}}, at=AT))


@pytest.mark.parametrize(
    ("report", "query", "value"),
    [
        (NEW, "ValueDrift(column=amount)", 1.336),
        (NEW, "ValueDrift(column=amount,method=psi,threshold=0.1)", 1.336),
        (NEW, "54d507f755c808d9e5232d85d26a869f", 1.336),
        (NEW, "ValueDrift(column=country)", 0.522),
        (NEW, "MissingValueCount:count", 151),
        (NEW, "MissingValueCount(column=country):share", 0.378),
        (NEW, "DriftedColumnsCount:share", 0.5),
        (NEW, "Precision", 0.461),
        (NEW, "F1ByLabel:1", 0.45),
        (NEW, "Mean value of 'amount': Less 80.000", 121.026),
        (WHOLE, "MissingValueCount(column=country):count", 151),
        (WHOLE, "ValueDrift(column=country)", 0.522),
        (WHOLE, "F1ByLabel:0", 0.65),
        (OLD, "ColumnDriftMetric(column_name=amount)", 1.336),
        (OLD, "DatasetDriftMetric:share_of_drifted_columns", 0.5),
        (OLD, "DataDriftTable:drift_by_columns.country.drift_score", 0.522),
        (OLD, "ColumnQuantileMetric(column_name=amount,quantile=0.95)", 297.827),
        (SUITE, "Drift per Column(column_name=amount)", 1.336),
        (SUITE, "The Number of Missing Values", 151),
        (SUITE, "Mean Value Stability:reference_mean", 53.26),
    ],
)
def test_a_number_is_found_by_its_metric_and_what_that_was_set_to(report: str, query: str, value: float) -> None:
    assert points(said(report, query)) == {"11:00": pytest.approx(value, abs=0.1 if value > 50 else 0.001)}


@pytest.mark.parametrize(
    ("report", "query", "threshold", "breach"),
    [
        (NEW, "ValueDrift(column=amount)", 0.1, "above"),
        (NEW, "ValueDrift(column=country)", 0.05, "below"),
        (NEW, "DriftedColumnsCount:share", 0.5, "above"),
        (NEW, "DriftedColumnsCount:count", None, None),
        (NEW, "MissingValueCount:count", 10, "above"),
        (NEW, "MissingValueCount:share", None, None),
        (NEW, "MeanValue(column=amount)", 80, "above"),
        (NEW, "Precision", 0.9, "below"),
        (OLD, "ColumnDriftMetric", 0.1, "above"),
        (OLD, "DataDriftTable:drift_by_columns.amount.drift_score", 0.05, "below"),
        (SUITE, "Drift per Column", 0.1, "above"),
        (SUITE, "The Number of Missing Values", 10, "above"),
        (SUITE, "Mean Value Stability", None, None),
    ],
)
def test_the_threshold_of_the_report_is_taken_with_its_bad_side(
    report: str, query: str, threshold: float | None, breach: str | None
) -> None:
    series = said(report, query)
    assert (series.threshold, series.breach) == (threshold, breach)
    assert ("report" in (series.threshold_from or "")) == (threshold is not None)


def test_the_threshold_of_the_settings_goes_first() -> None:
    series = said(NEW, "ValueDrift(column=amount)", threshold=0.3, breach="above")
    assert (series.threshold, series.threshold_from) == (0.3, "settings")


def test_what_a_test_of_the_report_found_is_told() -> None:
    assert said(NEW, "Precision").notes == (
        "Its test “Precision metric: Greater or Equal 0.900” in the report failed.",
    )


def test_a_score_that_is_exactly_at_its_threshold_is_told_to_be_drift() -> None:
    told = "It is exactly at the threshold, which the report counts as drift."
    assert told in said(NEW, "DriftedColumnsCount:share").notes
    assert told in said(OLD, "DatasetDriftMetric:share_of_drifted_columns").notes
    assert told not in said(NEW, "ValueDrift(column=amount)").notes


def test_a_bare_nan_is_a_point_without_a_number_and_told() -> None:
    assert "NaN" in NEW
    series = said(NEW, "MeanValue(column=age)")
    assert points(series) == {"11:00": None}
    assert series.notes == ("A value was NaN, and stands without a number.",)


@pytest.mark.parametrize("written", ["Infinity", "-Infinity"])
def test_a_bare_infinity_is_a_point_without_a_number_and_told(written: str) -> None:
    series = said(NEW.replace("NaN", written), "MeanValue(column=age)")
    assert points(series) == {"11:00": None}
    assert series.notes == ("A value was infinite, and stands without a number.",)


def test_values_by_label_are_slices() -> None:
    found = read(NEW, source("evidently", {"f1": {"query": "F1ByLabel"}}, at=AT)).series
    assert [series.labels for series in found] == [(("label", "0"),), (("label", "1"),)]


@pytest.mark.parametrize(("report", "count"), [(NEW, 11), (WHOLE, 5), (OLD, 8), (SUITE, 3)])
def test_without_settings_every_number_of_a_report_is_taken(report: str, count: int) -> None:
    fetched = read(report, source("evidently", at=AT))
    assert len(fetched.series) == count
    assert len({(series.metric, series.labels) for series in fetched.series}) == count
    assert fetched.missing == ()


def test_a_report_without_a_time_asks_for_it() -> None:
    said = refused(NEW, source("evidently"))
    assert said == "The file does not say of when it is; give the time with its zone, as --at 2026-03-01T10:00:00Z"


def test_the_time_of_the_whole_form_is_its_own_and_told() -> None:
    series = one(WHOLE, source("evidently", {"m": {"query": "ValueDrift"}}))
    assert points(series) == {"12:00": pytest.approx(0.522, abs=0.001)}
    assert "The time is the one in the report" in series.notes[0]


def test_a_time_of_the_file_without_a_zone_is_not_guessed() -> None:
    assert "which has no zone" in refused(OLD, source("evidently"))
    moved = json.dumps({**json.loads(OLD), "timestamp": "2026-03-01 12:30:00.123"})
    series = one(moved, source("evidently", {"m": {"query": "ColumnDriftMetric"}}, zone="Europe/Berlin"))
    assert list(points(series)) == ["11:30"]


def test_a_time_in_the_metadata_is_found() -> None:
    dated = json.dumps({**json.loads(NEW.replace("NaN", "null")), "metadata": {"timestamp": AT}})
    assert list(points(one(dated, source("evidently", {"m": {"query": "Precision"}})))) == ["11:00"]


def test_a_report_of_another_day_is_told() -> None:
    series = one(NEW, source("evidently", {"m": {"query": "Precision"}}, at="2025-01-01T00:00:00Z"))
    assert series.flags == ("empty",)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("ValueDrift", "means several metrics of the report: ValueDrift(column=amount"),
        ("ValueDrift(column=age)", "it has ValueDrift(column=amount"),
        ("Precison", "Did you mean `Precision`?"),
        ("MissingValueCount", "has several values; end the query with :count or :share"),
        ("MissingValueCount:shares", "`shares` is not there; there is count and share. Did you mean `share`?"),
        ("DataDriftTable", "The report has no DataDriftTable"),
    ],
)
def test_a_query_that_means_nothing_or_too_much_is_told(query: str, why: str) -> None:
    assert why in refused(NEW, source("evidently", {"m": {"query": query}}, at=AT))


def test_a_table_of_an_old_report_asks_which_of_its_numbers_is_meant() -> None:
    of = source("evidently", {"m": {"query": "DataDriftTable"}}, at=AT)
    assert "end the query with :share_of_drifted_columns, :number_of_drifted_columns" in refused(OLD, of)


@pytest.mark.parametrize(
    "content",
    ["[]", "{}", '{"metrics": []}', '{"metrics": 3}', '{"metrics": [{}]}', '{"tests": [1]}', '"report"', "null"],
)
def test_a_file_that_is_no_report_is_told(content: str) -> None:
    assert "The file is no report of Evidently" in refused(content, source("evidently", at=AT))


@pytest.mark.parametrize(
    "content",
    [
        '{"metrics": [{"metric_name": "Sum", "value": true}]}',
        '{"metrics": [{"metric_name": "Sum", "value": [1, 2]}]}',
        '{"metrics": [{"metric_name": "Sum", "value": {"a": {"b": [1]}}}]}',
        '{"metrics": [{"metric_name": "Sum", "value": "high"}]}',
    ],
)
def test_a_value_that_is_no_number_is_told(content: str) -> None:
    refused(content, source("evidently", {"m": {"query": "Sum"}}, at=AT))
    refused(content, source("evidently", at=AT))


def test_names_of_columns_may_hold_commas_and_brackets() -> None:
    row = {"metric_name": "ValueDrift(column=price (net, EUR),method=psi)", "value": 0.2}
    report = json.dumps({"metrics": [row, {**row, "metric_name": "ValueDrift(column=b,method=psi)"}]})
    assert points(said(report, "ValueDrift(column=price (net, EUR))")) == {"11:00": 0.2}


def test_reports_of_an_early_version_7_name_their_metrics_otherwise() -> None:
    report = json.dumps({"metrics": [{"id": "1", "metric_id": "RowCount()", "value": 7}]})
    assert points(said(report, "RowCount")) == {"11:00": 7}
