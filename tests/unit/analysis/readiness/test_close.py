"""Which incidents of other models are close: a pattern and one more trait, and nothing that so many have."""

from __future__ import annotations

from typing import Any

import pytest

from afterword.analysis.readiness import Checklist, checklist, gate
from afterword.analysis.readiness.close import MOST_CLOSE
from afterword.corpus import Corpus
from afterword.model import Review
from tests.made import AS_OF, action
from tests.unit.analysis.readiness.past import LATE, corpus, of

STALE: dict[str, Any] = {"patterns": ["stale-file"]}


def asked(*reviews: Review) -> Checklist:
    return checklist(corpus(*reviews), "Ranker", AS_OF)


def other(id_: str = "2025-01-02-b", **data: Any) -> Review:
    """A review of another model with an overdue prevention, which shares nothing but what it is given."""
    return of(id_, "Score", **{"actions": [LATE], "classes": ["data-leak"], **data})


@pytest.mark.parametrize(
    ("own", "another", "why"),
    [
        ({"classes": ["outage"]}, {"classes": ["outage"]}, "the incident class outage"),
        ({"task": "ranking"}, {"task": "ranking"}, "the task ranking"),
        ({"serving": "on-device"}, {"serving": "on-device"}, "serving on device"),
        (
            {"root_causes": [{"layer": "data", "statement": "It was old."}]},
            {"root_causes": [{"layer": "data", "statement": "Nobody looked."}]},
            "a cause in the layer data",
        ),
        (
            {"trigger": "The job wrote `features.bin` twice."},
            {"trigger": "Nobody read `features.bin`."},
            "the feature or data set features.bin",
        ),
    ],
)
def test_a_pattern_and_one_more_trait_make_an_incident_close_and_one_sentence_says_why(
    own: dict[str, Any], another: dict[str, Any], why: str
) -> None:
    found = asked(of("2025-01-01-a", title="Old rows are served", **STALE, **own), other(**STALE, **another))
    (close,) = found.close
    assert close.why == f"Like “Old rows are served”: the pattern Stale file and {why}."
    assert [held.name for held in gate(found).held] == ["2025-01-02-b#A1"]


@pytest.mark.parametrize(
    "more",
    [
        STALE,
        {"classes": ["bad-update"]},
        {"patterns": ["untested-fallback"], "classes": ["bad-update"]},
    ],
)
def test_a_pattern_alone_or_traits_alone_tie_nothing_to_a_model(more: dict[str, Any]) -> None:
    found = asked(of("2025-01-01-a", **STALE), other(**more, feeds={"readiness": ["Far"]}))
    assert (found.close, found.unfinished, gate(found).held) == ((), (), ())
    assert "Far" not in [check.text for check in found.checks]


@pytest.mark.parametrize("shared", [STALE, {"classes": ["bad-update"]}])
def test_what_more_than_a_fifth_of_the_reviews_have_makes_nothing_close(shared: dict[str, Any]) -> None:
    two = [of("2025-01-01-a", **STALE), other(**STALE, classes=["bad-update"])]
    assert len(asked(*two).close) == 1
    crowd = [of(f"2025-03-{day:02}-m", "Crowd", **{"classes": ["outage"], **shared}) for day in range(1, 7)]
    assert asked(*two, *crowd).close == ()


def test_of_many_close_incidents_the_few_with_something_overdue_and_the_closest_speak_and_the_others_are_counted() -> (
    None
):
    def near(day: int, **data: Any) -> Review:
        return other(f"2025-02-{day:02}-b", **STALE, classes=["bad-update"], **{"actions": [action()], **data})

    rows = [near(day) for day in range(1, 14)]
    late, same_task = near(20, actions=[LATE]), near(21, task="ranking")
    apart = [of(f"2024-{1 + at // 28:02}-{1 + at % 28:02}-x", "Far", classes=["outage"]) for at in range(100)]
    found = asked(of("2025-01-01-a", task="ranking", **STALE), *rows, late, same_task, *apart)
    assert [one.review.id for one in found.close[:2]] == [late.id, same_task.id]
    assert (len(found.close), found.more_close) == (MOST_CLOSE, 5)
    assert len(found.unfinished) == MOST_CLOSE


def test_a_close_incident_with_nothing_to_say_takes_no_place() -> None:
    silent = of("2025-01-02-b", "Score", **STALE)
    assert asked(of("2025-01-01-a", **STALE), silent).close == ()


def test_a_model_without_a_past_has_no_close_incidents() -> None:
    assert checklist(Corpus.of([other(**STALE)]), "New", AS_OF, task="ranking").close == ()
