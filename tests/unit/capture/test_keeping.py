"""A file of evidence stays small and in its place, and a newer one names the one that it replaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.capture.beside import NotKept
from afterword.capture.keeping import Kept, keep, write
from afterword.capture.shrinking import MOST, shrunk
from afterword.evidence.figures import figures, first_crossing
from afterword.evidence.reading import read_bytes
from afterword.evidence.snapshot import Origin, Point, Series, Snapshot, Span, Window
from afterword.settings import Settings
from afterword.settings.limits import Limits
from tests.knowledge import Base

ONSET = datetime(2025, 1, 1, 10, tzinfo=UTC)
WINDOW = Window(Span(ONSET - timedelta(hours=20), ONSET), Span(ONSET, ONSET + timedelta(hours=3)))
LATER = Window(WINDOW.baseline, Span(ONSET, ONSET + timedelta(hours=4)))


def series(values: Sequence[float | None], metric: str = "precision", minutes: float = 5, query: str = "q") -> Series:
    points = tuple(Point(ONSET + timedelta(minutes=minutes * at), value) for at, value in enumerate(values))
    return Series(metric, query, threshold=0.9, breach="below", step=round(minutes * 60), points=points)


def snapshot(*found: Series, window: Window = WINDOW, name: str = "prod") -> Snapshot:
    source = Origin(name, "prometheus", "https://prom.example.org")
    return Snapshot(f"2025-01-01-example/{name}", "2025-01-01-example", source, window, ONSET, "afterword 1", found)


def settings(base: Base, **limits: int) -> Settings:
    return Settings(root=base.root, limits=replace(Limits(), **limits))


def kept(base: Base, found: Snapshot, known: Sequence[str] | None = None) -> Kept:
    made = keep(found, settings(base), known)
    write(made, settings(base))
    return made


def read(base: Base, made: Kept) -> Snapshot:
    return read_bytes((base.root / "postmortems" / made.path).read_bytes())


def test_captures_form_a_chain_and_each_file_stays(base: Base) -> None:
    made = [kept(base, snapshot(series(values))) for values in ([0.9], [0.8], [0.7])]
    assert [one.path.rpartition("/")[2] for one in made] == ["prod.json", "prod-2.json", "prod-3.json"]
    assert [read(base, one).supersedes for one in made] == [None, made[0].snapshot.id, made[1].snapshot.id]
    assert [read(base, one).id for one in made] == [f"2025-01-01-example/prod{end}" for end in ("", "-2", "-3")]


def test_sources_with_names_that_begin_alike_have_chains_of_their_own(base: Base) -> None:
    kept(base, snapshot(series([0.9]), name="prod-eu"))
    made = kept(base, snapshot(series([0.8])))
    assert (made.path.rpartition("/")[2], made.snapshot.supersedes) == ("prod.json", None)


def test_nothing_is_written_where_nothing_is_new(base: Base) -> None:
    kept(base, snapshot(series([0.9, None])))
    again = kept(base, snapshot(series([0.9, None]))._replace(captured_at=ONSET + timedelta(days=9), requests=7))
    assert (again.raw, again.told) == (b"", ())


def test_a_longer_window_keeps_what_the_source_has_forgotten(base: Base) -> None:
    kept(base, snapshot(series([0.9, 0.8, 0.7])))
    made = kept(base, snapshot(series([0.9, 0.8]), window=LATER))
    assert [point.value for point in made.snapshot.series[0].points] == [0.9, 0.8, 0.7]
    assert "the window is another one" in made.told[0]
    assert made.snapshot.series[0].notes[0].startswith("The source no longer has all of these points")


def test_another_query_is_another_series(base: Base) -> None:
    kept(base, snapshot(series([0.9, 0.8]), series([0.5], "recall")))
    made = kept(base, snapshot(series([0.3], query="other")), ["precision"])
    assert [one.metric for one in made.snapshot.series] == ["precision"]
    assert made.told == (
        "precision: new",
        "precision: the settings no longer ask so, and the newer file does not have it",
        "recall: the settings no longer ask so, and the newer file does not have it",
    )


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"id": 1}', "[" * 100_000])
def test_an_earlier_file_that_cannot_be_read_is_never_overwritten(content: str, base: Base) -> None:
    file = base.write("postmortems/evidence/2025-01-01-example/prod.json", content)
    with pytest.raises(NotKept, match=r"prod\.json .*; restore it, or move it away"):
        kept(base, snapshot(series([0.9])))
    assert file.read_text() == content


@pytest.mark.parametrize("place", ["evidence", "evidence/2025-01-01-example"])
def test_no_link_leads_the_evidence_elsewhere(place: str, base: Base, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "2025-01-01-example").mkdir(parents=True)
    link = base.root / "postmortems" / place
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(NotKept, match="is reached by a link"):
        kept(base, snapshot(series([0.9])))
    assert not any(file.is_file() for file in elsewhere.rglob("*"))


@pytest.mark.parametrize("name", ["../../etc", "..", "a/b", "A", "é", ""])
def test_no_name_of_a_review_leads_out_of_the_folder(name: str, base: Base) -> None:
    with pytest.raises(NotKept, match="has a name that no folder can have here"):
        keep(snapshot(series([0.9]))._replace(review=name), settings(base), None)


@pytest.mark.slow
def test_a_large_file_gets_fewer_points_and_says_so(base: Base) -> None:
    many = snapshot(*(series([0.1 * (at % 9) for at in range(2_000)], f"m{n}", 0.05) for n in range(9)))
    made = keep(many, settings(base, evidence_bytes=200_000), None)
    assert len(made.raw) <= 200_000
    assert all("downsampled" in one.flags for one in made.snapshot.series)
    with pytest.raises(NotKept, match="raise `evidence_bytes` under"):
        keep(many, settings(base, evidence_bytes=2_000), None)


NUMBERS = st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1, max_size=400)


@given(NUMBERS, st.integers(20, 200), st.floats(0.01, 0.4))
def test_fewer_points_keep_extremes_ends_gaps_and_the_first_crossing(
    values: list[float | None], most: int, minutes: float
) -> None:
    whole = series(values, minutes=minutes)
    small = shrunk(whole, WINDOW, most)
    assert len(small.points) <= most or small == whole
    assert set(small.points) <= set(whole.points)
    assert list(small.points) == sorted(small.points, key=lambda point: point.at)
    assert (small.points[0], small.points[-1]) == (whole.points[0], whole.points[-1])
    numbers = [value for value in values if value is not None]
    left = [point.value for point in small.points if point.value is not None]
    assert not numbers or (min(left), max(left)) == (min(numbers), max(numbers))
    assert any(point.value is None for point in small.points) == (None in values)
    assert first_crossing(small, WINDOW.incident) == first_crossing(whole, WINDOW.incident)
    worst, was = figures(small, WINDOW).worst, figures(whole, WINDOW).worst
    assert (worst and worst.value) == (was and was.value)
    step = timedelta(seconds=small.step or 0)
    assert small == whole or all(
        later.at - point.at <= step for point, later in zip(small.points, small.points[1:], strict=False)
    )


def test_as_many_points_as_a_file_keeps_are_all_kept() -> None:
    whole = series([0.5] * MOST, minutes=0.1)
    assert shrunk(whole, WINDOW) is whole


@given(NUMBERS, NUMBERS)
def test_a_second_capture_of_any_numbers_is_told_or_equal(
    first: list[float | None], second: list[float | None]
) -> None:
    from afterword.capture.comparing import compared

    old, new = snapshot(series(first)), snapshot(series(second))
    made = compared(new, old, None)
    assert made.same == (not made.told or all("no longer has" in line for line in made.told))
    assert compared(old, old, None).same
    had = {point.at: point.value for point in old.series[0].points}
    has = {point.at for point in made.snapshot.series[0].points}
    lost = had.keys() - has
    assert not lost or any("less; the earlier file still has them" in line for line in made.told)
