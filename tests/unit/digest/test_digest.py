"""The digest: what belongs to a stretch of days, and nothing that an author wrote acts on its readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from afterword.corpus import Corpus
from afterword.digest import Digest, digest_of, digest_text
from tests.made import FIELDS, action, corpus, review
from tests.unit.analysis.recurrence.made_pairs import earlier, later

SINCE, UNTIL = date(2025, 12, 31), date(2026, 1, 31)


def digest(of: Corpus, *, illustrative: bool = False) -> Digest:
    return digest_of(of, SINCE, UNTIL, illustrative=illustrative)


def text(of: Corpus, address: str = "") -> str:
    return digest_text(digest(of), FIELDS, title="Lessons", address=address)


def test_a_stretch_begins_after_its_first_day_and_ends_with_its_last() -> None:
    made = [review(f"2025-11-0{n}-one", reviewed=day) for n, day in enumerate(["2025-12-31", "2026-01-01"], 1)]
    made.append(review("2025-11-03-one", reviewed="2026-01-31"))
    assert {one.id for one in digest(corpus(*made)).learned} == {"2025-11-02-one", "2025-11-03-one"}
    assert text(corpus(*made)).startswith("# Lessons: 1 January 2026 to 31 January 2026\n")


def test_what_is_known_only_to_the_month_belongs_to_no_stretch_of_days() -> None:
    assert digest(corpus(review(reviewed="2026-01"))).learned == ()


def test_a_near_miss_is_told_apart() -> None:
    of = corpus(review(kind="near-miss", reviewed="2026-01-10"))
    assert (len(digest(of).learned), len(digest(of).caught)) == (0, 1)
    assert "## Near misses (1)" in text(of)


def test_actions_are_told_by_what_they_came_to_within_the_stretch() -> None:
    of = corpus(
        review(
            actions=[
                action("A1", status="verified", closed="2026-01-02"),
                action("A2", status="done", closed="2026-01-03"),
                action("A3", status="dropped", closed="2026-01-04"),
                action("A4", status="done", closed="2025-12-01"),
                action("A5", due="2026-01-11"),
                action("A6", due="2026-02-20"),
                action("A7", due="2026-06-20"),
                action("A8", status="accepted-risk", review_by="2026-01-30"),
            ]
        )
    )
    told = digest(of)
    assert [[a.id for a in found] for found in (told.ended("verified"), told.ended("done"), told.ended("dropped"))] == [
        ["A1"],
        ["A2"],
        ["A3"],
    ]
    assert [[a.id for a in found] for found in (told.overdue, told.due_soon, told.accepted_until)] == [
        ["A5"],
        ["A6"],
        ["A8"],
    ]
    assert "**20 days late**: Files are validated" in text(of)
    assert "## Done and verified (1)" in text(of)


def test_an_action_that_was_finished_after_the_stretch_was_late_in_it() -> None:
    of = corpus(review(actions=[action(due="2026-01-11", status="done", closed="2026-02-20")]))
    assert [one.id for one in digest(of).overdue] == ["A1"]


def test_an_action_that_was_late_by_its_service_level_alone_was_late_in_the_stretch_too() -> None:
    levels = (("prevention", "sev2", 30),)
    late = review(reviewed="2025-12-02", actions=[action(status="done", closed="2026-02-20")])
    told = digest(corpus(replace(late, service_levels=levels)))
    assert [(one.id, one.deadline) for one in told.overdue] == [("A1", date(2026, 1, 1))]


def test_an_incident_that_happened_again_names_the_fix_that_was_late() -> None:
    first = review("2025-06-01-first", onset="2025-06-01", reviewed="2025-06-10", actions=[action(due="2025-12-01")])
    again = review(
        "2026-01-10-again", onset="2026-01-10", related=[{"id": "2025-06-01-first", "relation": "recurrence-of"}]
    )
    told = text(corpus(first, again))
    assert "## Happened again (1)" in told
    assert "**Fix overdue**: A1, Files are validated: due 40 days before." in told


def test_of_several_fixes_of_what_happened_again_the_worst_is_told_once() -> None:
    done = action(status="done", closed="2025-05-01")
    linked = review("2025-04-01-linked", onset="2025-04-01", reviewed="2025-04-02", actions=[done])
    again = later(onset="2026-01-10", related=[{"id": linked.id, "relation": "recurrence-of"}])
    told = text(corpus(earlier(), linked, again))
    assert "## Happened again (1)" in told
    assert "**Fix overdue**: A1, Files are validated: due 223 days before." in told


def test_an_incident_is_remembered_on_its_day() -> None:
    of = corpus(review("2024-01-15-old", onset="2024-01-15"), review("2025-01-10-old", onset="2025-01-10T10:00Z"))
    assert [(years, one.id) for years, one in digest(of).anniversaries] == [
        (2, "2024-01-15-old"),
        (1, "2025-01-10-old"),
    ]


def test_the_29th_of_february_is_remembered_on_the_28th() -> None:
    of = corpus(review("2024-02-29-leap", onset="2024-02-29"))
    told = digest_of(of, date(2027, 2, 1), date(2027, 2, 28))
    assert [years for years, _ in told.anniversaries] == [3]


def test_an_invented_scenario_is_told_only_when_asked_for_and_is_marked() -> None:
    of = corpus(review(provenance="illustrative", reviewed="2026-01-10"))
    assert digest(of).learned == ()
    told = digest_text(digest(of, illustrative=True), FIELDS, title="Lessons")
    assert "(Illustrative)" in told


def test_a_repeat_of_an_invented_incident_is_told_only_with_the_invented_ones() -> None:
    again = later(onset="2026-01-10", related=[{"id": earlier().id, "relation": "recurrence-of"}])
    of = corpus(earlier(provenance="illustrative"), again)
    assert digest(of).recurred == ()
    assert [one.later.id for one in digest(of, illustrative=True).recurred] == [again.id]


def test_with_an_address_reviews_are_links() -> None:
    of = corpus(review(reviewed="2026-01-10"))
    assert "](https://kb.example.org/postmortems/2025-11-18-example/)" in text(of, "https://kb.example.org/")


def test_a_hostile_title_is_neither_markup_nor_a_mention() -> None:
    told = text(corpus(review(title="[x](javascript:1) <b> **", summary="Ask @everyone", reviewed="2026-01-10")))
    assert "\\[x\\](javascript:1) &lt;b> \\*\\*" in told
    assert "`Ask @everyone`" in told


def test_a_quiet_month_says_so() -> None:
    assert text(corpus(review(onset="2020-06-06"))) == (
        "# Lessons: 1 January 2026 to 31 January 2026\n\n"
        "Nothing was published, completed or repeated in this period, and nothing is due.\n"
    )
