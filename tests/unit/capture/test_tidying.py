"""Whatever a source says becomes a file that the check takes: numbers, lines of text, and points in order."""

from __future__ import annotations

import math
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from afterword.capture.interface import Fetched
from afterword.capture.running import Task, snapshot_of
from afterword.evidence.form import dump
from afterword.evidence.reading import read_bytes
from afterword.evidence.snapshot import Point, Registered, Series
from afterword.settings.sources import Metric, Source
from tests.made import review
from tests.unit.capture.stub import NOW, ONSET, WINDOW, at, values

TEXT = st.text(max_size=600)
HARD = st.sampled_from(["", "\u202e" * 400, "\x1b[31m", "a\nb", "<script>", "x" * 3_000, "é☃\U0001f600"]) | TEXT
TASK = Task(Source("prod", "prometheus"), (Metric("precision", "up", "ratio", 0.9, "below", model="Fraud"),))


def kept(fetched: Fetched) -> tuple[Series, ...]:
    """The series, after they were written and read again."""
    return read_bytes(dump(snapshot_of(fetched, TASK, review(), WINDOW, NOW))).series


@given(
    labels=st.dictionaries(HARD, HARD, max_size=4),
    notes=st.lists(HARD, max_size=5),
    version=HARD,
    why=HARD,
    known=st.lists(HARD, min_size=4, max_size=4),
    points=st.lists(st.tuples(st.integers(-400, 400), st.none() | st.floats()), max_size=30),
)
def test_any_answer_becomes_a_file_that_can_be_read(
    labels: dict[str, str],
    notes: list[str],
    version: str,
    why: str,
    known: list[str],
    points: list[tuple[int, float | None]],
) -> None:
    made = tuple(Point(at(minutes), value) for minutes, value in points)
    series = Series("precision", "up", tuple(labels.items()), points=made, flags=("late",), notes=tuple(notes))
    registry = (Registered(known[0], known[1], known[2], known[3], aliases=tuple(known), history=why),)
    (read,) = kept(Fetched((series,), registry, (("recall", why),), version, 1))
    within = {at(minutes): value for minutes, value in points if WINDOW.start <= at(minutes) <= WINDOW.end}
    finite = {when: value if value is not None and math.isfinite(value) else None for when, value in within.items()}
    assert [(point.at, point.value) for point in read.points] == sorted(finite.items())
    assert ("empty" in read.flags) == (not any(value is not None for value in finite.values()) and not finite)


def test_what_the_settings_say_of_a_metric_is_added_and_what_the_source_says_stays() -> None:
    own = Series("precision", "up", (("model", "Other"),), unit="%", threshold=95.0, threshold_from="Alert", step=60)
    (plain,), (said,) = kept(Fetched((Series("precision", "up"),))), kept(Fetched((own,)))
    assert (plain.labels, plain.unit, plain.threshold, plain.threshold_from) == (
        (("model", "Fraud"),),
        "ratio",
        0.9,
        "settings",
    )
    assert (said.labels, said.unit, said.threshold, said.threshold_from) == ((("model", "Other"),), "%", 95.0, "Alert")


def test_points_come_in_order_and_each_time_once() -> None:
    times = (at(10), at(5), at(5), ONSET + timedelta(days=9))
    points = tuple(Point(when, float(number)) for number, when in enumerate(times))
    (series,) = kept(Fetched((Series("precision", "up", points=points),)))
    assert values(series) == [(5.0, 2.0), (10.0, 0.0)]


def test_a_metric_of_which_nothing_is_said_is_missing() -> None:
    snapshot = snapshot_of(Fetched(), TASK, review(), WINDOW, NOW)
    assert snapshot.missing == (("precision", "The source said nothing of it"),)
