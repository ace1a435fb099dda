"""How many were open when, how old they are, and how long they took, from the days that are known."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from afterword.analysis.actions import ageing, burn_down, by_owner, followed, time_to, tracked
from afterword.analysis.actions.ageing import ENOUGH
from tests.made import AS_OF, action, corpus, review


def agreed(day: str, *actions: dict[str, Any], id_: str = "2025-01-01-one", **data: Any) -> Any:
    return review(id_, reviewed=day, actions=list(actions), **data)


def test_an_action_is_open_from_the_agreement_to_its_end() -> None:
    of = [
        agreed("2025-01-10", action("A1"), action("A2", status="done", closed="2025-03-01")),
        agreed("2025-02-01", action("A3", status="verified", closed="2025-03-01"), id_="2025-01-02-two"),
    ]
    found = burn_down(tracked(of), AS_OF)
    assert found.points == (
        (date(2025, 1, 10), 2),
        (date(2025, 2, 1), 3),
        (date(2025, 3, 1), 1),
        (AS_OF, 1),
    )
    assert (found.carried, found.total) == (3, 3)
    assert [found.on(date(2025, month, 15)) for month in (1, 2, 3)] == [2, 3, 1]
    assert found.on(date(2024, 12, 31)) == 0


def test_an_action_that_was_closed_on_the_day_itself_is_open_no_more() -> None:
    found = burn_down(tracked([agreed("2025-01-10", action("A1", status="done", closed=AS_OF.isoformat()))]), AS_OF)
    assert found.points == ((date(2025, 1, 10), 1), (AS_OF, 0))


def test_what_does_not_tell_its_days_is_counted_as_missing_and_not_guessed() -> None:
    of = [
        agreed("2025-01", action("A1")),
        agreed("2025-01-10", action("A2", status="done"), {"id": "A3", "area": "process", "title": "T"}, id_="x-2"),
    ]
    found = burn_down(tracked(of), AS_OF)
    assert (found.points, found.carried, found.total) == ((), 0, 3)
    assert found.by_quarter(AS_OF) == ()


def test_quarters_end_with_the_one_that_is_not_over() -> None:
    found = burn_down(tracked([agreed("2025-06-30", action("A1"))]), AS_OF)
    assert found.by_quarter(AS_OF) == (("2025 Q2", 1), ("2025 Q3", 1), ("2025 Q4", 1), ("2026 Q1 to date", 1))
    assert found.by_quarter(AS_OF, 2) == (("2025 Q4", 1), ("2026 Q1 to date", 1))


@given(
    st.lists(
        st.tuples(
            st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1))
        )
    )
)
def test_on_no_day_are_more_open_than_were_agreed_or_fewer_than_none(spans: list[tuple[date, date | None]]) -> None:
    of = [
        agreed(
            day.isoformat(),
            action("A1", status="done", closed=closed.isoformat()) if closed else action("A1"),
            id_=f"2025-01-01-{at}",
        )
        for at, (day, closed) in enumerate(spans)
    ]
    found = burn_down(tracked(of), AS_OF)
    for day, number in found.points:
        begun = [ended for since, ended in spans if since <= day]
        assert number == sum(ended is None or ended > day for ended in begun)


def test_ages_fall_into_bands_whose_bounds_belong_to_the_younger() -> None:
    days = ["2026-01-01", "2025-12-31", "2025-11-02", "2025-11-01", "2024-01-01"]
    of = [agreed(day, action("A1", due="2026-01-30"), id_=f"2024-01-01-{at}") for at, day in enumerate(days)]
    found = ageing(tracked([*of, agreed("2025", action("A1"), id_="2024-01-01-x")]), AS_OF)
    assert [(band.open, band.overdue) for band in found.bands] == [(1, 1), (2, 2), (1, 1), (0, 0), (1, 1)]
    assert (found.carried, found.total) == (5, 6)


def test_of_a_handful_no_median_is_told() -> None:
    def took(number: int) -> list[dict[str, Any]]:
        return [action(f"A{n}", status="verified", closed=f"2025-01-{10 + n}") for n in range(1, number + 1)]

    few = time_to(tracked([agreed("2025-01-10", *took(ENOUGH - 1))]), {"verified"}, AS_OF)
    enough = time_to(tracked([agreed("2025-01-10", *took(ENOUGH))]), {"verified"}, AS_OF)
    assert (few.days, few.median) == ((1, 2, 3, 4, 5, 6, 7), None)
    assert (enough.median, enough.carried, enough.total) == (4.5, 8, 8)


def test_what_had_ended_before_it_was_agreed_took_no_time() -> None:
    of = tracked([agreed("2025-01-10", action("A1", status="done", closed="2025-01-02"))])
    assert time_to(of, {"done"}, AS_OF).days == (0,)
    assert burn_down(of, AS_OF).points == ()


def test_owners_have_their_states_and_their_oldest() -> None:
    of = [
        agreed("2026-01-01", action("A1", owner="b"), action("A2", owner="A", status="done"), action("A3", owner="b")),
        agreed("2025-01-31", action("A4", owner="b", due="2025-12-01"), id_="2024-01-01-x"),
    ]
    found = by_owner(tracked(of), AS_OF)
    assert [(one.name, dict(one.states), one.oldest) for one in found] == [
        ("A", {"done": 1}, None),
        ("b", {"open": 2, "overdue": 1}, 365),
    ]


def test_figures_rest_on_what_is_followed_here() -> None:
    of = corpus(
        agreed("2025-01-10", action("A1")),
        agreed("2025-01-10", action("A1"), id_="2025-01-01-b", provenance="illustrative"),
        agreed("2025-01-10", action("A1"), id_="2025-01-01-c", provenance="public-report"),
    )
    assert [one.review.id for one in followed(of)] == ["2025-01-01-one"]
