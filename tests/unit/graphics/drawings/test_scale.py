"""A line of time keeps the order of things, is true where it can be, and says where it is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from afterword.graphics.drawings import Extent, Scale
from afterword.graphics.drawings.scale import stacked

START = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.lists(st.integers(0, 4_000_000_000), min_size=2, max_size=12, unique=True).map(sorted)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def scale_of(*seconds: float) -> Scale:
    scale = Scale.of([Extent(at(one), at(one)) for one in seconds])
    assert scale is not None
    return scale


def test_moments_that_can_be_told_apart_lie_true_to_scale() -> None:
    scale = scale_of(0, 300, 1200)
    assert scale.true
    assert scale.place(at(300)) == 0.25


def test_moments_that_would_fall_together_are_drawn_apart_and_it_is_told() -> None:
    scale = scale_of(0, 60, 86_400 * 365)
    assert not scale.true
    assert scale.place(at(60)) > 0.03
    assert scale.truly(at(60)) < 0.001


def test_one_moment_has_no_scale() -> None:
    assert Scale.of([Extent(START, START), Extent(START, START)]) is None


@given(MOMENTS)
def test_a_later_moment_never_lies_before_an_earlier_one(seconds: list[int]) -> None:
    scale = scale_of(*seconds)
    places = [scale.place(at(one)) for one in seconds]
    assert places == sorted(places)
    assert places[0] == 0
    assert abs(places[-1] - 1) < 1e-9


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30).map(sorted), st.integers(1, 5))
def test_rows_are_never_more_than_allowed_and_keep_their_distance_while_they_can(
    places: list[float], most: int
) -> None:
    rows = stacked(places, 0.1, most)
    assert max(rows) < most
    for row in set(rows):
        own = [place for place, found in zip(places, rows, strict=True) if found == row]
        near = any(later - earlier < 0.1 for earlier, later in pairwise(own))
        assert not near or len(set(rows)) == most
