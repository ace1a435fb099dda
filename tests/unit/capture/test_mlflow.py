"""The metrics of MLflow's runs are read whole, and every trap on the way ends in a right number or in a reason."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.http import NoAnswer
from tests.unit.capture.mlflow_server import (
    API,
    HISTORY,
    INFINITY,
    ask,
    error,
    ms,
    number,
    only,
    refused,
    run,
    serve,
)
from tests.unit.capture.stub import (
    FakeTracker,
    asked,
    asking,
    fetched,
    replies,
    says,
    values,
)


def test_the_history_of_a_run_is_cut_to_the_window_here(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(minutes, 0.9, minutes) for minutes in range(-400, 400, 10)]})
    series = only(ask(stub, {"threshold": 0.95, "breach": "below"}))
    assert values(series) == [(minutes, 0.9) for minutes in range(-180, 121, 10)]
    assert (series.step, series.flags, series.notes) == (600, (), ())
    fields = asked(stub, 1)
    assert (fields["run_id"], fields["metric_key"], fields["max_results"]) == ("r1", "precision", "1000")


def test_whole_numbers_are_read_as_text_too(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.9) | {"timestamp": str(ms(0)), "step": "3"}]}, run("r1", start=-9))
    assert values(only(ask(stub))) == [(0, 0.9)]


def test_of_numbers_at_one_time_that_of_the_last_step_counts(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.3, 2), number(0, 0.1, 1), number(5, 0.7, 1)]})
    assert values(only(ask(stub))) == [(0, 0.3), (5, 0.7)]


@pytest.mark.parametrize("value", ["NaN", INFINITY, -INFINITY, "Infinity", "-Infinity", None, "odd", True])
def test_what_is_no_number_is_never_drawn(stub: FakeTracker, value: Any) -> None:
    serve(stub, {"r1": [number(0, value), number(5, 0.5)]})
    series = only(ask(stub))
    assert values(series) == [(0, None), (5, 0.5)]
    assert "without a number" in series.notes[0]


def test_a_bare_nan_in_an_answer_is_no_number_either(stub: FakeTracker) -> None:
    serve(stub, {"r1": []})
    stub.on(HISTORY, says(f'{{"metrics": [{{"key": "precision", "value": NaN, "timestamp": {ms(0)}}}]}}'.encode()))
    assert values(only(ask(stub))) == [(0, None)]


def test_all_pages_are_read(stub: FakeTracker) -> None:
    serve(stub, {"r1": []})
    pages: dict[str | None, Any] = {
        None: {"metrics": [number(0, 0.9)], "next_page_token": "a"},
        "a": {"metrics": [], "next_page_token": "b"},  # an empty page is no end
        "b": {"metrics": [number(10, 0.8)], "next_page_token": ""},
    }
    stub.on(HISTORY, replies(lambda given: pages[given.get("page_token")]))
    series = only(ask(stub))
    assert values(series) == [(0, 0.9), (10, 0.8)]
    assert series.flags == ()


def test_a_token_that_never_advances_ends_and_is_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": []})
    stub.on(HISTORY, says({"metrics": [number(0, 0.9)], "next_page_token": "again"}))
    series = only(ask(stub))
    assert values(series) == [(0, 0.9)]
    assert series.flags == ("truncated",)
    assert "the same page of metrics again" in series.notes[0]
    assert len([path for path in stub.paths if path.startswith(HISTORY)]) == 2


@pytest.mark.slow
def test_a_run_without_end_is_read_to_a_bound(stub: FakeTracker) -> None:
    serve(stub, {"r1": []})
    count = iter(range(10_000))
    stub.on(HISTORY, replies(lambda _: {"metrics": [number(0, 0.9)], "next_page_token": str(next(count))}))
    series = only(ask(stub))
    assert series.flags == ("truncated",)
    assert next(count) == 200


def test_a_run_with_numbers_of_other_times_says_of_which(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(-5000, 0.9), number(-4990, 0.8)]})
    series = only(ask(stub))
    assert series.flags == ("empty",)
    assert "The run has 2 numbers of it from 2026-02-25T22:40:00Z" in series.notes[0]


def test_an_unknown_metric_names_those_that_are_there(stub: FakeTracker) -> None:
    serve(stub, {"r1": []}, run("r1", keys=("precison", "recall")))
    assert "has no metric precision. Did you mean `precison`? There are precison, recall" in refused(stub)


def test_a_run_that_was_deleted_is_read_and_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.9)]}, run("r1", lifecycle_stage="deleted"))
    series = only(ask(stub))
    assert values(series) == [(0, 0.9)]
    assert "was deleted" in series.notes[0]


def test_a_run_that_is_gone_is_told(stub: FakeTracker) -> None:
    serve(stub, {"other": []})
    assert "has no run r1" in refused(stub)


def test_runs_of_an_experiment_that_follow_one_another_are_one_series(stub: FakeTracker) -> None:
    histories = {"r1": [number(-120, 0.9)], "r2": [number(-60, 0.8)], "r3": [number(0, 0.4), number(60, 0.5)]}
    ends = [
        run("r1", -121, -119),
        run("r2", -61, -59),
        run("r3", -1, 61),
        run("old", -900, -800),
        run("other", keys=()),
    ]
    serve(stub, histories, *ends)
    series = only(ask(stub, experiment="fraud"))
    assert values(series) == [(-120, 0.9), (-60, 0.8), (0, 0.4), (60, 0.5)]
    assert (series.step, series.labels) == (3600, ())
    assert series.notes == ("The points are those of 3 runs.",)
    search = next(number for number, path in enumerate(stub.paths) if path.endswith("runs/search"))
    assert asked(stub, search)["run_view_type"] == "ALL"
    assert asked(stub, search)["max_results"] == 1000


def test_runs_of_an_experiment_that_overlap_are_slices(stub: FakeTracker) -> None:
    histories = {"r1": [number(-60, 0.9), number(0, 0.8)], "r2": [number(-30, 0.7), number(30, 0.6)]}
    serve(stub, histories)
    found = ask(stub, experiment="7")
    assert [series.labels for series in found.series] == [(("run", "job-r1"),), (("run", "job-r2"),)]


def test_deleted_runs_of_an_experiment_are_left_out_and_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.9)], "r2": [number(5, 0.1)]}, run("r1"), run("r2", lifecycle_stage="deleted"))
    series = only(ask(stub, experiment="fraud"))
    assert values(series) == [(0, 0.9)]
    assert "1 deleted run with this metric" in series.notes[0]


def test_an_experiment_without_the_metric_in_that_time_is_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": []}, run("r1", keys=("recall",)), run("r2", -900, -800))
    assert "No run of the experiment that ran in this time has a metric precision" in refused(stub, experiment="fraud")


def test_an_experiment_that_may_not_be_seen_is_told(stub: FakeTracker) -> None:
    stub.on(f"{API}/experiments/get-by-name", error("RESOURCE_DOES_NOT_EXIST"))
    assert "no experiment fraud, or the token may not see it" in refused(stub, experiment="fraud")


def test_runs_that_a_server_hides_without_a_word_are_told(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.9)]})
    stub.on(f"{API}/runs/search", says({}))
    assert "and none at all that the token may see" in refused(stub, experiment="fraud")


def test_only_the_whole_history_is_asked_for_and_never_a_sample_of_it(stub: FakeTracker) -> None:
    serve(stub, {"r1": [number(0, 0.9)]})
    ask(stub)
    histories = {path.partition("?")[0] for path in stub.paths if "get-history" in path}
    assert histories == {HISTORY}


def test_neither_run_nor_experiment_is_told() -> None:
    with pytest.raises(NoAnswer, match="neither a `run` nor an `experiment`"):
        fetched(asking("mlflow", "http://127.0.0.1:9", {"precision": {"query": "precision"}}))
