"""Related incidents: people first, the machine after them, and nothing that a public site must not know."""

from __future__ import annotations

from typing import Any

from afterword.model import Review
from tests.made import action, review
from tests.unit.site.made_site import built, text, words

FOUND = "Possibly related"


def like(id_: str, /, **data: Any) -> Review:
    """One of several reviews that share a pattern, a model and their words."""
    fewest = {
        "title": f"The loader of {id_[:4]} takes a file of twice the size",
        "summary": "The generated file doubled, and the loader of the scorer stopped.",
        "patterns": ["unchecked-file"],
    }
    return review(id_, **{**fewest, **data})


def far() -> Review:
    """A review of something else."""
    models = [{"name": "Voice"}]
    return review("2020-05-01-voice", title="A voice is imitated", summary="Speech turned.", models=models, classes=[])


def related(*reviews: Review, of: str, audience: str = "internal") -> str:
    """The section of related reviews on a page; empty where there is none."""
    page = text(built(reviews, audience=audience)[f"postmortems/{of}.md"])
    section = page.partition('<h2 id="related"')[2].partition("<h2 ")[0]
    return section.partition("aw-neighbours")[0]


def test_what_is_near_is_found_with_its_reasons_and_what_became_of_its_actions() -> None:
    earlier = like("2024-01-01-first", actions=[action(status="done"), action("A2", status="open")])
    section = related(earlier, like("2025-01-01-second"), far(), of="2025-01-01-second")
    assert FOUND in section
    assert "Shared words “" in section
    assert "Both have the pattern unchecked file; the model Bot score" in section
    assert "Its actions: 1 open and 1 done." in section
    assert "2020-05-01-voice" not in section


def test_those_that_people_related_come_first_and_only_once() -> None:
    link = [{"id": "2024-01-01-first", "relation": "same-cause", "reason": "One loader."}]
    reviews = like("2024-01-01-first"), like("2025-01-01-second", related=link), like("2023-01-01-third"), far()
    section = related(*reviews, of="2025-01-01-second")
    people, _, machine = section.partition(FOUND)
    assert "Same cause The loader of 2024 takes a file of twice the size One loader." in words(people)
    assert "2024-01-01-first" not in machine
    assert "2023-01-01-third" in machine


def test_what_people_keep_apart_is_told_as_apart_and_not_found() -> None:
    apart = [{"id": "2024-01-01-first", "reason": "Another file."}]
    reviews = like("2024-01-01-first"), like("2025-01-01-second", not_related=apart), far()
    section = related(*reviews, of="2025-01-01-second")
    assert FOUND not in section
    assert "Not related" in section
    assert related(*reviews, of="2024-01-01-first") == ""


def test_an_invented_scenario_is_labelled_and_a_withdrawn_review_is_not_found() -> None:
    reviews = (
        like("2024-01-01-first", provenance="illustrative"),
        like("2024-02-01-gone", status="withdrawn"),
        like("2025-01-01-second"),
        far(),
    )
    section = related(*reviews, of="2025-01-01-second")
    assert "The loader of 2024 takes a file of twice the size Illustrative" in words(section)
    assert "2024-02-01-gone" not in section


def test_a_page_without_any_has_no_empty_section() -> None:
    assert related(like("2024-01-01-first"), far(), of="2020-05-01-voice") == ""


def test_a_public_site_finds_public_reviews_only() -> None:
    reviews = (
        like("2024-01-01-first", visibility="internal"),
        like("2025-01-01-second", visibility="public"),
        like("2025-02-01-third", visibility="public"),
    )
    section = related(*reviews, of="2025-01-01-second", audience="public")
    assert "2025-02-01-third" in section
    assert "2024-01-01-first" not in section
