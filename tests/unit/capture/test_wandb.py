"""Weights & Biases: a run is read exactly, or what could not be had is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from afterword.capture.interface import Asking
from afterword.capture.kinds.wandb import SOURCE
from afterword.http import Bounds
from tests.unit.capture.stub import QUICK, WINDOW, FakeTracker, asking, at, fetched, page, reason, says, values
from tests.unit.capture.wandb_server import FakeRun, Row

KEY = "k3y" + "9" * 37


def row(step: int, minutes: float, **more: Any) -> Row:
    return {"_step": step, "_timestamp": at(minutes).timestamp(), **more}


def every_minute(count: int = 120, **more: Any) -> list[Row]:
    """Rows of each minute from an hour before the onset."""
    return [row(step, step - 60, f1=1 - step / 1000, **more) for step in range(count)]


def question(stub: FakeTracker, run: FakeRun | None = None, query: str = "f1", **more: Any) -> Asking:
    if run:
        stub.on("/graphql", run.answer())
    source = {"entity": "acme", "project": "fraud", "run": "3x7k2p9q", "bounds": more.pop("bounds", QUICK)}
    return asking("wandb", stub.base, {"f1": {"query": query, **more}}, KEY, **source)


def test_every_row_within_the_window_is_there_and_none_beside_it(stub: FakeTracker) -> None:
    rows = [
        row(0, -1000, f1=0.5),
        *(row(step, step - 60, f1=step / 1000) for step in range(1, 150)),
        row(150, 999, f1=0.1),
    ]
    (series,) = fetched(question(stub, FakeRun(rows))).series
    assert values(series) == [(step - 60, step / 1000) for step in range(1, 150)]
    assert (series.flags, series.notes, series.step) == ((), (), 60)


def test_files_on_other_hosts_are_never_asked_for(stub: FakeTracker) -> None:
    run = FakeRun(every_minute())
    fetched(question(stub, run))
    assert [name for name, _ in run.asked] == ["Run", "HistoryPage"]
    assert set(stub.paths) == {"/graphql"}


def test_rows_of_one_time_are_told(stub: FakeTracker) -> None:
    (series,) = fetched(question(stub, FakeRun([row(0, 5, f1=0.1), row(1, 5, f1=0.2), row(2, 5.00001, f1=0.3)]))).series
    assert [value for _, value in values(series)] == [0.2, 0.3]
    assert series.notes == ("Rows with the same time as a later one were left out: 1.",)


def test_rows_that_are_too_large_even_alone_come_to_an_end(stub: FakeTracker) -> None:
    run = FakeRun(every_minute(10, pad="x" * 9_000))
    found = reason(question(stub, run, bounds=Bounds(connect=300, total=300, size=8_000, tries=1)))
    assert found.endswith("is larger than 8,000 bytes")
    assert len(stub.asked) < 12


def test_the_key_is_sent_as_the_password_of_api(stub: FakeTracker) -> None:
    fetched(question(stub, FakeRun(every_minute())))
    assert {headers["authorization"] for _, headers in stub.asked} == {
        SOURCE.headers(question(stub).source, KEY)["Authorization"]
    }
    assert SOURCE.headers(question(stub).source, "x") == {"Authorization": "Basic YXBpOng="}


def test_an_empty_page_is_no_end(stub: FakeTracker) -> None:
    run = FakeRun([row(3, -30, f1=0.9), row(4_500, 10, f1=0.4), row(9_999, 20, f1=0.8)], lines=9_000)
    (series,) = fetched(question(stub, run)).series
    assert values(series) == [(-30, 0.9), (10, 0.4), (20, 0.8)]
    assert [asked["minStep"] for name, asked in run.asked if name == "HistoryPage"] == list(range(0, 10_000, 1000))


@pytest.mark.slow
def test_a_run_with_few_rows_and_huge_steps_is_read_exactly_in_few_pages(stub: FakeTracker) -> None:
    crowded = [row(5_000_000 + step, step / 100, f1=step / 3_000) for step in range(3_000)]
    run = FakeRun([row(0, -60, f1=0.5), *crowded, row(10_000_000, 60, f1=0.6)])
    (series,) = fetched(question(stub, run)).series
    assert [value for _, value in values(series)] == [one["f1"] for one in run.rows]
    assert series.flags == ()
    assert len(run.asked) < 60


def test_a_run_whose_steps_do_not_begin_at_zero_is_read(stub: FakeTracker) -> None:
    (series,) = fetched(question(stub, FakeRun([row(12_000, 0, f1=0.7)]))).series
    assert values(series) == [(0, 0.7)]


def test_a_row_that_two_pages_give_counts_once(stub: FakeTracker) -> None:
    run = FakeRun([row(step, step / 20, f1=0.5) for step in range(2_000)], inclusive=True)
    (series,) = fetched(question(stub, run)).series
    assert (len(series.points), series.flags) == (2_000, ())


def test_fewer_rows_than_the_run_counts_are_told(stub: FakeTracker) -> None:
    (series,) = fetched(question(stub, FakeRun(every_minute(), most=100))).series
    assert series.flags == ("partial",)
    assert series.notes == ("The source counts 120 rows of the run, and gave 100.",)


def test_what_is_no_number_stands_without_one(stub: FakeTracker) -> None:
    odd = [float("nan"), "NaN", "Infinity", float("-inf"), {"_type": "histogram"}, True, 10**400]
    rows = [row(step, step, f1=value) for step, value in enumerate([0.9, *odd])]
    (series,) = fetched(question(stub, FakeRun(rows))).series
    assert values(series) == [(0, 0.9), *((step, None) for step in range(1, 8))]
    assert series.notes == (
        "2 values were NaN, and stand without a number.",
        "3 values were infinite, and stand without a number.",
        "2 values were not a number, and stand without a number.",
    )


def test_rows_without_the_key_are_gaps_and_rows_without_a_time_are_told(stub: FakeTracker) -> None:
    rows = [row(0, 0, f1=0.9), row(1, 1, loss=3), {"_step": 2, "f1": 0.1}, row(3, 3, f1=None), row(4, 4, f1=0.8)]
    (series,) = fetched(question(stub, FakeRun(rows))).series
    assert values(series) == [(0, 0.9), (4, 0.8)]
    assert series.notes == ("Rows without a time were left out: 1.",)


def test_a_key_that_no_row_has_is_told_with_the_nearest(stub: FakeTracker) -> None:
    assert reason(question(stub, FakeRun(every_minute()), query="F_1")) == (
        "No row of the run 3x7k2p9q has the key `F_1`. Did you mean `f1`?"
    )


def test_a_key_within_a_table_is_found_by_its_path(stub: FakeTracker) -> None:
    (series,) = fetched(question(stub, FakeRun([row(0, 0, eval={"f1": 0.6})]), query="eval.f1")).series
    assert values(series) == [(0, 0.6)]


def test_a_run_outside_the_window_is_empty_and_says_so(stub: FakeTracker) -> None:
    (series,) = fetched(question(stub, FakeRun([row(0, 9_999, f1=0.9)]))).series
    assert (series.points, series.flags) == ((), ("empty",))


def test_a_run_that_still_runs_is_late(stub: FakeTracker) -> None:
    (series,) = fetched(question(stub, FakeRun(every_minute(), state="running"))).series
    assert series.flags == ("late",)


def test_a_run_that_is_not_there_or_not_allowed_is_told(stub: FakeTracker) -> None:
    stub.on("/graphql", FakeRun([], name="other").answer())
    assert "knows no run acme/fraud/3x7k2p9q, or the key may not see it; `run` is the id" in reason(question(stub), KEY)


def test_a_metric_without_a_run_does_not_lose_the_others(stub: FakeTracker) -> None:
    stub.on("/graphql", FakeRun(every_minute()).answer())
    metrics = {
        "a": {"query": "f1"},
        "b": {"query": "f1", "run": "3x7k2p9q"},
        "c": {"query": "nothing", "run": "3x7k2p9q"},
    }
    found = fetched(asking("wandb", stub.base, metrics, KEY, entity="acme", project="fraud"))
    assert [series.metric for series in found.series] == ["b"]
    assert [(name, why[:30]) for name, why in found.missing] == [
        ("a", "The metric has no `run`; write"),
        ("c", "No row of the run 3x7k2p9q has"),
    ]


def test_a_sample_is_asked_only_if_wanted_and_is_marked(stub: FakeTracker) -> None:
    run = FakeRun([row(step, step / 20, f1=0.5, big="x") for step in range(2_000)], lines=160_660)
    (series,) = fetched(question(stub, run, sampled=True)).series
    assert series.flags == ("sampled",)
    assert series.notes == ("The source gave a sample of 500 of the 160,660 rows of the run; another one may differ.",)
    assert "HistoryPage" not in [name for name, _ in run.asked]


def test_a_run_that_is_too_long_is_told_and_read_where_the_settings_say(stub: FakeTracker) -> None:
    run = FakeRun([row(7, 1, f1=0.1), row(700_000, 2, f1=0.2), row(900_000, 3, f1=0.3)], lines=900_001)
    assert "has steps up to 900,000, which is more than 500 pages; name the steps of the incident" in reason(
        question(stub, run)
    )
    (series,) = fetched(question(stub, run, steps="699000-701000")).series
    assert (values(series), series.flags) == ([(2, 0.2)], ())
    assert "it must be the first and the last step" in reason(question(stub, run, steps="all"))


def test_pages_that_are_too_large_are_asked_in_smaller_parts(stub: FakeTracker) -> None:
    run = FakeRun(every_minute(100, pad="x" * 1_000))
    (series,) = fetched(question(stub, run, bounds=Bounds(connect=300, total=300, size=50_000, tries=1))).series
    assert (len(series.points), series.flags) == (100, ())


def test_errors_with_the_status_200_are_told_without_the_key(stub: FakeTracker) -> None:
    stub.on("/graphql", says({"data": None, "errors": [{"message": f"bad\x1b[1m key {KEY}\nsecond"}]}))
    assert reason(question(stub), KEY).endswith("with an error: bad\\x1b[1m key … second")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (says({}, 429, RateLimit_Remaining="0", RateLimit_Reset="41"), "is limiting requests; try again in 41 s"),
        (says({}, 429, RateLimit_Reset="1772359200"), "answered with 429 1 times"),
        (says({}, 502), "answered with 502 1 times; the run 3x7k2p9q may be damaged on the server"),
        (says({}, 401), "refused the run acme/fraud/3x7k2p9q with 401: the token is wrong, or may not see this"),
        (says({}, 404), "answered the run acme/fraud/3x7k2p9q with 404"),
        (page(200), "is not an answer to the run acme/fraud/3x7k2p9q: it is not JSON"),
        (says([]), "is not an answer to the run acme/fraud/3x7k2p9q"),
        (says({"data": {"project": {"run": None}}}), "knows no run acme/fraud/3x7k2p9q"),
        (
            says({"data": {"project": {"run": {"historyLineCount": 3, "historyKeys": {"lastStep": "2"}}}}}),
            "has no history",
        ),
    ],
)
def test_an_answer_that_is_none_is_told_once_and_never_for_ever(answer: Any, told: str, stub: FakeTracker) -> None:
    stub.on("/graphql", answer)
    assert told in reason(question(stub), KEY)
    assert len(stub.asked) <= 2


def test_a_row_that_is_no_json_is_told(stub: FakeTracker) -> None:
    run = FakeRun(every_minute(3))
    data = run._run("Run", {})
    stub.on(
        "/graphql",
        says({"data": {"project": {"run": data}}}),
        says({"data": {"project": {"run": {"history": [json.dumps({"_step": 0}), "{"]}}}}),
    )
    assert reason(question(stub), KEY) == "A row of the history is not JSON"


def test_a_dry_run_says_what_would_be_asked(stub: FakeTracker) -> None:
    asked = question(stub)
    (what,) = SOURCE.questions(asked.source, asked.metrics, WINDOW)
    assert (what.what, what.query) == ("POST /graphql HistoryPage of the run acme/fraud/3x7k2p9q", "f1")
    assert stub.asked == []


def test_a_key_is_tried(stub: FakeTracker) -> None:
    asked = question(stub, FakeRun([]))
    assert SOURCE.probe(asked.source, asked.server).trouble is None
    stub.on("/graphql", says({"data": {"viewer": None}}))
    assert "belongs to nobody" in str(SOURCE.probe(asked.source, asked.server).trouble)
    stub.on("/graphql", says({}, 401))
    assert "refused who asks with 401" in str(SOURCE.probe(asked.source, asked.server).trouble)


def test_a_second_capture_gives_the_same(stub: FakeTracker) -> None:
    asked = question(stub, FakeRun(every_minute()))
    assert fetched(asked).series == fetched(asked).series
