"""ES|QL: rows with a time and a number become series, and what is cut off, partial or ambiguous is told."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.capture.interface import Asking
from afterword.evidence.form import written_moment
from tests.unit.capture.elasticsearch_server import Document, FakeCluster
from tests.unit.capture.stub import FakeTracker, asked, asking, at, fetched, reason, says, values

QUERY = "FROM logs-model | STATS v = AVG(score) BY t = BUCKET(@timestamp, 5 minutes)"
TIME: Document = {"name": "t", "type": "date"}
NUMBER: Document = {"name": "v", "type": "double"}
REGION: Document = {"name": "region", "type": "keyword"}


def moment(minutes: float) -> str:
    return written_moment(at(minutes))


def question(stub: FakeTracker, query: str = QUERY, **more: Any) -> Asking:
    return asking("elasticsearch", stub.base, {"score": {"query": query, "step": "5m", **more}})


def answered(stub: FakeTracker, columns: list[Document], rows: list[list[Any]], **more: Any) -> None:
    FakeCluster(rows={"columns": columns, "values": rows, **more}).serve(stub)


def test_rows_become_points_in_the_order_of_time(stub: FakeTracker) -> None:
    outside: list[list[Any]] = [[0.1, moment(-999)], [0.2, moment(121)], [0.3, None]]
    answered(stub, [NUMBER, TIME], [[0.4, moment(10)], [0.9, moment(0)], [None, moment(5)], *outside])
    (series,) = fetched(question(stub)).series
    assert values(series) == [(0, 0.9), (5, None), (10, 0.4)]
    assert (series.flags, series.step) == ((), 300)


def test_only_the_window_is_asked_for_and_as_many_rows_as_there_may_be(stub: FakeTracker) -> None:
    answered(stub, [NUMBER, TIME], [])
    (series,) = fetched(question(stub, filter="model:fraud")).series
    body = asked(stub)
    (times, more) = body["filter"]["bool"]["filter"]
    assert times["range"]["@timestamp"] == {
        "gte": moment(-180),
        "lt": moment(125),
        "format": "strict_date_optional_time",
    }
    assert more == {"query_string": {"query": "model:fraud"}}
    assert body["query"] == series.query == f"{QUERY}\n| LIMIT 10000"
    assert series.flags == ("empty",)


def test_the_ends_of_the_window_are_there_for_a_query_that_names_them(stub: FakeTracker) -> None:
    answered(stub, [NUMBER, TIME], [])
    fetched(question(stub, "from a | stats v = avg(x) by t = bucket(@timestamp, 50, ?_tstart, ?_tend) | limit 50"))
    assert asked(stub)["params"] == [{"_tstart": moment(-180)}, {"_tend": moment(125)}]
    assert asked(stub)["query"].endswith("| limit 50")


def test_rows_that_are_as_many_as_the_limit_are_marked(stub: FakeTracker) -> None:
    answered(stub, [NUMBER, TIME], [[0.4, moment(0)], [0.9, moment(5)]])
    (series,) = fetched(question(stub, f"{QUERY} | LIMIT 2")).series
    assert series.flags == ("truncated",)
    assert series.notes[0].startswith("The source gave 2 rows, which is the most for this query")


def test_an_answer_that_is_partial_is_marked(stub: FakeTracker) -> None:
    answered(stub, [NUMBER, TIME], [[0.4, moment(0)]], is_partial=True)
    (series,) = fetched(question(stub)).series
    assert (series.flags, series.notes) == (("partial",), ("The source says that its answer is not whole.",))


def test_what_else_is_in_a_row_tells_the_slices_apart(stub: FakeTracker) -> None:
    rows = [[0.4, moment(0), "eu"], [0.9, moment(0), "us"], [0.8, moment(5), "us"]]
    answered(stub, [NUMBER, TIME, REGION], rows)
    found = fetched(question(stub)).series
    assert [(one.labels, values(one)) for one in found] == [
        ((("region", "us"),), [(0, 0.9), (5, 0.8)]),
        ((("region", "eu"),), [(0, 0.4)]),
    ]


def test_more_slices_than_a_picture_holds_are_told(stub: FakeTracker) -> None:
    answered(stub, [NUMBER, TIME, REGION], [[1, moment(0), f"r{n:02}"] for n in range(30)])
    found = fetched(question(stub)).series
    assert (len(found), found[0].flags) == (20, ("truncated",))
    assert "The query has 30 slices, of which the 20 with the most rows are kept." in found[0].notes


def test_rows_for_one_time_are_told_and_none_is_chosen(stub: FakeTracker) -> None:
    answered(stub, [NUMBER, TIME], [[0.4, moment(0)], [0.9, moment(0)]])
    assert "has several rows for one time and slice; group them with `STATS v" in reason(question(stub))


def test_a_number_is_chosen_by_the_name_of_its_column(stub: FakeTracker) -> None:
    columns = [{"name": "n", "type": "long"}, NUMBER, {"name": "t", "type": "date_nanos"}]
    answered(stub, columns, [[7, 0.4, "2026-03-01T10:05:00.123456789Z"]])
    assert (
        reason(question(stub)) == "Which column of the answer is the number? Set `column`; columns with numbers: n, v"
    )
    assert "has no column `x`; columns with numbers: n, v" in reason(question(stub, column="x"))
    (series,) = fetched(question(stub, column="v")).series
    assert [(round(minutes, 4), value) for minutes, value in values(series)] == [(5.0021, 0.4)]


@pytest.mark.parametrize(
    ("columns", "rows", "told"),
    [
        ([NUMBER], [[1]], "has no column with a time; end it with `STATS"),
        ([TIME, REGION], [], "columns with numbers: none"),
        ([NUMBER, TIME], [[1]], "does not fit its columns"),
        ([NUMBER, TIME], {}, "has no columns and values"),
    ],
)
def test_an_answer_of_another_shape_is_told(columns: Any, rows: Any, told: str, stub: FakeTracker) -> None:
    answered(stub, columns, rows)
    assert told in reason(question(stub))


@pytest.mark.parametrize(
    "before",
    [
        'SET time_zone = "Asia/Tokyo"; ',
        'SET unmapped_fields = "load"; SET time_zone = "Asia/Tokyo"; ',
        'SET unmapped_fields="load";\nset\ttime_zone="+09:00";\n',
    ],
)
def test_a_query_that_moves_its_steps_to_another_zone_is_not_sent(before: str, stub: FakeTracker) -> None:
    answered(stub, [NUMBER, TIME], [])
    assert "leave it out, so that they are in UTC" in reason(question(stub, f"{before}{QUERY}"))
    assert stub.paths == ["/"]


@pytest.mark.parametrize("query", [f'SET unmapped_fields = "load"; {QUERY}', QUERY.replace("FROM", "TS")])
def test_other_ways_to_begin_a_query_are_sent_as_they_are(query: str, stub: FakeTracker) -> None:
    answered(stub, [NUMBER, TIME], [[0.4, moment(0)]])
    (series,) = fetched(question(stub, query)).series
    assert values(series) == [(0, 0.4)]
    assert asked(stub)["query"] == f"{query}\n| LIMIT 10000"


def test_the_reason_of_an_error_is_told(stub: FakeTracker) -> None:
    answered(stub, [], [])
    stub.on("/_query", says({"error": {"reason": "Unknown column [scor], did you mean [score]?"}}, 400))
    assert reason(question(stub)).endswith(
        "answered an ES|QL query with 400: Unknown column [scor], did you mean [score]?"
    )


def test_opensearch_has_no_such_language_and_is_not_asked(stub: FakeTracker) -> None:
    FakeCluster(number="2.19.0", opensearch=True).serve(stub)
    assert reason(question(stub)).startswith("OpenSearch 2.19.0 has no ES|QL; write an aggregation")
    assert stub.paths == ["/"]
