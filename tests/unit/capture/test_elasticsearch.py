"""Elasticsearch and OpenSearch: a date histogram gives right numbers, or what it lacks is told."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.evidence.snapshot import Series
from tests.unit.capture.elasticsearch_server import OLD, Document, FakeCluster, document, question
from tests.unit.capture.stub import FakeTracker, asked, at, fetched, reason, values


def one(stub: FakeTracker, cluster: FakeCluster, query: str = "avg(score)", **more: Any) -> Series:
    cluster.serve(stub)
    (series,) = fetched(question(stub, query, **more)).series
    return series


def test_what_is_measured_is_a_point_and_what_is_not_is_a_gap(stub: FakeTracker) -> None:
    found = [OLD, document(0, score=0.9), document(9, score=0.7), document(10, score=0.4), document(31, score=0.5)]
    series = one(stub, FakeCluster(found))
    assert values(series) == [(0, 0.8), (10, 0.4), (30, 0.5)]
    assert (series.flags, series.notes, series.step) == ((), (), 600)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sum(score)", 6),
        ("min(score)", 1),
        ("max(score)", 3),
        ("count(score)", 3),
        ("p50(score)", 2),
        ("p99.5(score)", 2.99),
    ],
)
def test_each_aggregation_gives_its_number(query: str, expected: float, stub: FakeTracker) -> None:
    found = [OLD, *(document(minute, score=value) for minute, value in enumerate([1, 2, 3])), document(4)]
    ((minutes, value),) = values(one(stub, FakeCluster(found), query))
    assert minutes == 0
    assert value == pytest.approx(expected)


def test_a_step_without_documents_is_a_count_of_zero_but_not_before_there_were_any(stub: FakeTracker) -> None:
    series = one(stub, FakeCluster([document(-5), document(15), document(16)]), "count()", step="30m")
    assert values(series) == [(-30, 1), (0, 2), (30, 0), (60, 0), (90, 0), (120, 0)]
    assert series.flags == ("retention",)
    assert series.notes == ("The oldest document of the source is of 2026-03-01 09:55 UTC.",)


def test_the_sum_of_documents_without_the_field_is_no_zero(stub: FakeTracker) -> None:
    series = one(stub, FakeCluster([OLD, document(0, score=2), document(10), document(20, score=3)]), "sum(score)")
    assert values(series) == [(0, 2), (20, 3)]
    assert series.notes == ("Steps in which no document had the field: 1.",)


def test_steps_are_asked_in_utc_whole_and_of_a_fixed_length(stub: FakeTracker) -> None:
    one(stub, FakeCluster([OLD]), step="7h")
    body = asked(stub)
    histogram = body["aggs"]["times"]["date_histogram"]
    assert (histogram["fixed_interval"], histogram["time_zone"], histogram["min_doc_count"]) == ("25200s", "UTC", 0)
    assert {"offset", "interval", "calendar_interval"}.isdisjoint(histogram)
    assert (body["size"], body["track_total_hits"]) == (0, False)


def test_documents_before_the_first_and_after_the_last_step_do_not_count(stub: FakeTracker) -> None:
    found = [OLD, document(-180.1, score=9), document(-180, score=1), document(129.9, score=2), document(130, score=9)]
    assert values(one(stub, FakeCluster(found), "max(score)")) == [(-180, 1), (120, 2)]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("model:fraud AND env:prod", {"query_string": {"query": "model:fraud AND env:prod"}}),
        ('{"term": {"model": "fraud"}}', {"term": {"model": "fraud"}}),
    ],
)
def test_a_filter_is_a_query_string_or_json(written: str, sent: Document, stub: FakeTracker) -> None:
    found = [OLD, document(0, score=0.4), document(1, score=0.9, model="churn")]
    series = one(stub, FakeCluster(found), filter=written)
    assert values(series) == [(0, 0.4)]
    assert series.query == f"avg(score), filter {written}"
    assert asked(stub)["query"]["bool"]["filter"][1] == sent


def test_slices_are_the_values_of_a_field(stub: FakeTracker) -> None:
    found = [
        OLD,
        document(0, score=0.4, region="eu"),
        document(1, score=0.9, region="us"),
        document(12, score=0.8, region="us"),
    ]
    FakeCluster(found).serve(stub)
    series = fetched(question(stub, by="region", model="fraud")).series
    assert [(one.labels, values(one)) for one in series] == [
        ((("model", "fraud"), ("region", "us")), [(0, 0.9), (10, 0.8)]),
        ((("model", "fraud"), ("region", "eu")), [(0, 0.4)]),
    ]


def test_no_slice_at_all_is_empty(stub: FakeTracker) -> None:
    assert one(stub, FakeCluster([OLD]), by="region").flags == ("empty",)


def test_slices_that_are_left_out_are_told(stub: FakeTracker) -> None:
    FakeCluster([OLD, *(document(0, score=n, region=f"r{n:02}") for n in range(23))]).serve(stub)
    series = fetched(question(stub, by="region")).series
    assert len(series) == 20
    assert series[0].flags == ("truncated",)
    assert series[0].notes == ("`region` has more values than the 20 shown; 3 documents are of others.",)


def test_slices_of_which_a_shard_left_documents_out_are_told(stub: FakeTracker) -> None:
    bucket = {"key": int(at(0).timestamp() * 1000), "doc_count": 3, "v": {"value": 0.4}, "n": {"value": 3}}
    slices = [{"key": "eu", "doc_count": 3, "times": {"buckets": [bucket]}}]
    found = {"slices": {"doc_count_error_upper_bound": 7, "sum_other_doc_count": 0, "buckets": slices}}
    series = one(stub, FakeCluster(more={"aggregations": found}), by="region")
    assert (values(series), series.flags) == ([(0, 0.4)], ("partial",))
    assert series.notes == ("A shard did not report every value of `region`, so some numbers leave documents out.",)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"timed_out": True}, "stopped before it had seen all documents, because it took too long"),
        ({"terminated_early": True}, "stopped before it had seen all documents."),
        (
            {"_shards": {"total": 5, "failed": 2, "failures": [{"reason": {"reason": "no heap"}}]}},
            "2 of 5 shards of the source did not answer: no heap.",
        ),
        ({"_clusters": {"total": 3, "successful": 2, "skipped": 1}}, "that did not answer, or not wholly: 1."),
    ],
)
def test_an_answer_that_is_not_whole_is_told(more: Document, told: str, stub: FakeTracker) -> None:
    series = one(stub, FakeCluster([OLD, document(0, score=0.9)], more=more))
    assert (values(series), series.flags) == ([(0, 0.9)], ("partial",))
    assert told in series.notes[0]


def test_no_document_is_empty_and_no_index_is_told(stub: FakeTracker) -> None:
    assert one(stub, FakeCluster([OLD])).flags == ("empty",)
    FakeCluster(more={"_shards": {"total": 0, "failed": 0}}).serve(stub)
    assert reason(question(stub)).endswith("has no index `logs-model`")


def test_numbers_that_are_none_stand_without_one(stub: FakeTracker) -> None:
    buckets = [
        {"key": int(at(0).timestamp() * 1000), "doc_count": 3, "v": {"value": "NaN"}, "n": {"value": 3}},
        {"key": int(at(10).timestamp() * 1000), "doc_count": 3, "v": {"value": "Infinity"}, "n": {"value": 3}},
        {"key": "x", "doc_count": 1},
        7,
    ]
    series = one(stub, FakeCluster(more={"aggregations": {"times": {"buckets": buckets}}}))
    assert values(series) == [(0, None), (10, None)]
    assert [note[:16] for note in series.notes] == ["A value was NaN,", "A value was infi"]


def test_a_step_that_is_not_over_is_late(stub: FakeTracker) -> None:
    assert "late" in one(stub, FakeCluster([OLD, document(120, score=1)]), now=at(125)).flags
    assert "late" not in one(stub, FakeCluster([OLD, document(120, score=1)]), now=at(130)).flags


def test_more_steps_than_a_cluster_gives_are_told_before_anything_is_asked(stub: FakeTracker) -> None:
    FakeCluster([OLD]).serve(stub)
    assert "has 18,001 steps of 1 s, and at most 10,000 are asked for in all; set a longer `step`" in reason(
        question(stub, step="1s")
    )
    assert stub.paths == ["/"]
