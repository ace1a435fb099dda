"""A figure that has become worse is told and stops the pipeline; what a busy machine does to one does not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from bench.__main__ import BENCHMARKS
from bench.results import QUALITY, RATIO, Figure, judged, read, table, verdicts, write


def ratio(value: float) -> Figure:
    return Figure(RATIO, value)


def quality(value: float) -> Figure:
    return Figure(QUALITY, value)


COMMITTED = {"check.thousand": ratio(2.0), "recall.held_out_mrr": quality(0.943)}


def said(**now: Figure) -> dict[str, tuple[str, bool]]:
    named = {name.replace("__", "."): figure for name, figure in now.items()}
    return {one.name: (one.said, one.fails) for one in verdicts(COMMITTED, {**COMMITTED, **named})}


@pytest.mark.parametrize(
    ("value", "told", "fails"),
    [(3.01, "WORSE", True), (2.99, "the same", False), (1.4, "the same", False), (1.3, "better", False)],
)
def test_a_ratio_fails_where_it_is_worse_by_half_and_not_before(value: float, told: str, fails: bool) -> None:
    assert said(check__thousand=ratio(value))["check.thousand"] == (told, fails)


@pytest.mark.parametrize(
    ("value", "told", "fails"),
    [(0.92, "WORSE", True), (0.925, "the same", False), (0.96, "the same", False), (0.97, "better", False)],
)
def test_a_quality_fails_where_two_hundredths_are_lost_and_not_before(value: float, told: str, fails: bool) -> None:
    assert said(recall__held_out_mrr=quality(value))["recall.held_out_mrr"] == (told, fails)


def test_a_figure_that_nobody_measures_any_more_fails_for_it_would_go_unseen() -> None:
    (gone,) = verdicts({"check.thousand": ratio(2.0)}, {})
    assert (gone.said, gone.fails) == ("no longer measured", True)


def test_a_new_figure_is_told_and_fails_nothing() -> None:
    assert said(check__one_file=ratio(9.0))["check.one_file"] == ("new, not committed yet", False)


class Machine:
    """Gives the figures of one run after another, and knows what it was asked."""

    def __init__(self, *runs: dict[str, Figure]) -> None:
        self.runs, self.asked = list(runs), list[list[str]]()

    def measure(self, names: Iterable[str]) -> dict[str, Figure]:
        self.asked.append(list(names))
        wanted = set(self.asked[-1])
        return {name: one for name, one in self.runs.pop(0).items() if name.partition(".")[0] in wanted}


def failing(machine: Machine) -> list[str]:
    return [one.name for one in judged(COMMITTED, machine.measure, ["check", "recall"]) if one.fails]


def test_what_would_fail_is_measured_again_alone_and_the_best_run_counts() -> None:
    machine = Machine({**COMMITTED, "check.thousand": ratio(4.0)}, {"check.thousand": ratio(2.2)})
    assert failing(machine) == []
    assert machine.asked == [["check", "recall"], ["check"]]


def test_what_fails_three_times_is_worse() -> None:
    machine = Machine(*({**COMMITTED, "check.thousand": ratio(4.0)} for _ in range(3)))
    assert failing(machine) == ["check.thousand"]
    assert machine.runs == []


def test_a_second_look_at_one_figure_spoils_no_other_of_the_same_benchmark() -> None:
    first = {**COMMITTED, "check.thousand": ratio(4.0), "check.one_file": ratio(1.0)}
    machine = Machine(first, {"check.thousand": ratio(2.0), "check.one_file": ratio(9.0)})
    found = {one.name: one.now for one in judged(COMMITTED, machine.measure, ["check", "recall"])}
    assert found["check.one_file"] == ratio(1.0)


def test_figures_are_kept_rounded_and_come_back_as_they_were_kept(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    figures = {"check.thousand": ratio(4.8712), "build.cold": ratio(123.4), "recall.held_out_mrr": quality(0.94339)}
    write(figures, {"check": "a", "build": "b", "recall": "c"}, file)
    assert read(file) == {
        "build.cold": ratio(123.0),
        "check.thousand": ratio(4.87),
        "recall.held_out_mrr": quality(0.943),
    }
    assert list(read(file)) == sorted(figures)


def test_the_table_shows_both_figures_and_the_verdict() -> None:
    lines = list(table(verdicts(COMMITTED, {"check.thousand": ratio(3.5), "check.one_file": ratio(1)})))
    assert [line.split() for line in lines[1:3]] == [
        ["check.one_file", "-", "1", "new,", "not", "committed", "yet"],
        ["check.thousand", "2", "3.5", "WORSE"],
    ]


def test_the_committed_figures_are_of_benchmarks_that_are_run() -> None:
    assert {name.partition(".")[0] for name in read()} == set(BENCHMARKS)
