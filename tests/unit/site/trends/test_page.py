"""The pages of what the organisation sees: trends, safeguards, lessons and near misses."""

from __future__ import annotations

import re
from typing import Any

import pytest

from afterword.model import Review
from afterword.rendering.document import markdown_file
from afterword.site.lists import entries
from afterword.site.trends import near_misses
from tests.made import action, review
from tests.unit.rendering.shown import Seen
from tests.unit.site.made_site import built, filtered_by, text, words

ATTACK = "<img src=x onerror=alert(1)> | {{ 7 * 7 }}"
TRENDS, SAFEGUARDS, LESSONS = "trends/index.md", "safeguards/index.md", "lessons/index.md"


def whole(id_: str = "2025-11-18-whole", /, **data: Any) -> Review:
    """A review that has something to say to every chart."""
    fields: dict[str, Any] = {
        "detected": "2025-11-18T11:31:00Z",
        "mitigated": "2025-11-18T14:30:00Z",
        "detection": {"by": "customer"},
        "root_causes": [{"layer": name, "statement": "No check."} for name in ("data", "evaluation")],
        "safeguards": [{"name": "check of the file", "outcome": "absent", "note": "Nobody had asked for one."}],
        "lessons": {"untested": ["A file twice as long."], "surprises": ["It came back."]},
        "actions": [action(status="verified"), action("A2")],
        "impact": {"who": "Readers.", "cost": {"currency": "EUR", "other": 1200}},
        "patterns": ["stale-model"],
    }
    return review(id_, **{**fields, **data})


def caught(id_: str = "2025-06-01-caught", /, **data: Any) -> Review:
    near = {"caught_by": "safeguard", "caught_at": "canary"}
    held = [{"name": "canary release", "outcome": "held"}]
    return review(id_, **{"kind": "near-miss", "onset": "2025-06-01", "near_miss": near, "safeguards": held, **data})


def charts(page: str) -> list[str]:
    """The sections of the page, one for each chart."""
    return page.split("<h3 ")[1:]


def test_every_chart_says_on_how_many_it_rests_and_hands_out_its_numbers() -> None:
    again = whole("2025-12-01-again", onset="2025-12-01", related=[{"id": whole().id, "relation": "recurrence-of"}])
    pages = built([whole(), caught(), again])
    found = charts(text(pages[TRENDS]))
    assert len(found) == 13
    for section in found:
        assert re.search(r"\b(\d+ of|[Aa]ll) \d+ (review|incident|near miss|action|repeat)", words(section)), section
        link = re.search(r'<a href="([a-z-]+\.csv)">Download as CSV</a>', section)
        assert link, section
        assert f"trends/{link[1]}" in pages


def test_a_new_knowledge_base_is_told_what_fills_each_chart() -> None:
    pages = built([review(status="draft", provenance="illustrative")])
    page = text(pages[TRENDS])
    assert "No reviews yet." in page
    assert "<svg" not in page
    for field in (
        "root_causes",
        "detection.by",
        "onset",
        "mitigated",
        "status",
        "afterword new --set kind=near-miss",
        "impact.cost",
    ):
        assert f"<code>{field}</code>" in page
    assert not [path for path in pages if path.startswith("trends/") and path.endswith(".csv")]


def test_empty_pages_say_what_fills_them() -> None:
    pages = built([review()])
    assert "No safeguards yet." in text(pages[SAFEGUARDS])
    assert "No lessons yet." in text(pages[LESSONS])
    assert "No near misses yet." in text(pages["near-misses/index.md"])


def test_an_illustrative_review_changes_no_chart() -> None:
    without = built([whole(), caught()])
    among = built([whole(), caught(), whole("2025-12-01-invented", provenance="illustrative")])
    assert charts(text(without[TRENDS])) == charts(text(among[TRENDS]))
    assert [page.raw for path, page in without.items() if path.endswith(".csv")] == [
        page.raw for path, page in among.items() if path.endswith(".csv")
    ]


def test_it_is_listed_with_its_mark_and_left_out_of_the_figures() -> None:
    page = text(built([whole(), whole("2025-12-01-invented", provenance="illustrative")])[LESSONS])
    assert "2 lessons from 1 of 1 review. 2 lessons from invented examples are listed below" in page
    assert page.count(">Illustrative</strong>") == 2


def test_a_chart_by_quarters_says_how_many_no_quarter_holds() -> None:
    page = text(built([whole(), caught(), whole("2025-01-01-year", onset="2025", detected="unknown")])[TRENDS])
    assert "2 of 3 reviews name a layer. A review that names several counts in each. 1 review has no quarter" in page
    assert "Near misses: 1 of 3 reviews. 1 review has no quarter and is not drawn." in page
    assert re.search(r"Repeat incidents: \d of 3 reviews. 1 review has no quarter and is not drawn.", page)
    assert "Grouped by when the incident began. 2 actions have no quarter and are not drawn." in page
    by_year = [whole(), whole("2019-01-01-year", onset="2019", detected="unknown")]
    assert "not drawn" not in text(built(by_year)[TRENDS])


def test_the_share_that_customers_found_first_is_said_in_words() -> None:
    others = review("2025-10-01-b", detection={"by": "monitoring"})
    page = text(built([whole(), others, review("2025-10-01-c")])[TRENDS])
    assert "Known for 2 of 3 incidents. Customers or users found 1 of 2 first." in page


def test_a_few_durations_are_shown_without_a_median() -> None:
    page = text(built([whole()])[TRENDS])
    assert "Fewer than 12, so no median." in page
    assert not re.search(r"\bMedian \d", page)
    many = text(built([whole(f"2025-11-18-case-{at}") for at in range(12)])[TRENDS])
    assert "Median 11 min; the middle half took between 11 min and 11 min." in many


def test_one_of_several_is_told_in_the_singular() -> None:
    page = text(built([whole(actions=[action(status="done")]), review("2025-10-01-b")])[TRENDS])
    assert "1 of 2 reviews names a layer." in page
    assert "1 of 1 review names several layers." in page
    assert "1 of 1 action has a reported status, and 1 is closed." in page


def test_currencies_are_never_added_up() -> None:
    dollars = whole("2025-11-19-b", impact={"who": "Readers.", "cost": {"currency": "USD", "other": 800}})
    pages = built([whole(), dollars, review("2025-11-20-c")])
    assert "A cost in money is given in 2 of 3 reviews." in text(pages[TRENDS])
    assert "The cost of the other 1 is unknown, not zero." in text(pages[TRENDS])
    assert pages["trends/cost.csv"].content == (
        '"Currency","Lost revenue","Infrastructure","Other","Sum","Reviews"\n'
        '"EUR","","","1200","1200","1"\n"USD","","","800","800","1"\n'
    )
    assert "2,000" not in text(pages[TRENDS])


def test_what_authors_write_stays_text_on_each_of_the_pages() -> None:
    lessons = {"untested": [ATTACK], "surprises": [ATTACK]}
    safeguards = [{"name": ATTACK, "outcome": "held", "note": ATTACK}] * 3
    hostile = {"title": ATTACK, "lessons": lessons, "safeguards": safeguards, "patterns": [ATTACK]}
    pages = built([whole(**hostile), caught(title=ATTACK, safeguards=safeguards)])
    for path in (TRENDS, SAFEGUARDS, LESSONS, "near-misses/index.md"):
        seen = Seen(text(pages[path]))
        assert "img" not in seen.tags, path
        assert not [name for name, _ in seen.attributes if name.startswith("on")], path
        assert "{{ 7 * 7 }}" in seen.text, path
        write = pages[path].write
        assert write
        assert "{{" not in markdown_file(write()), path


def test_a_public_site_counts_and_shows_public_reviews_alone() -> None:
    reviews = [whole(visibility="public"), whole("2025-10-01-secret", title="Secret", visibility="internal")]
    made = built(reviews, audience="public")
    pages = {
        path: text(page) for path, page in made.items() if path.split("/")[0] in {"trends", "safeguards", "lessons"}
    }
    assert "1 of 1 review names a layer." in pages[TRENDS]
    assert [path for path, page in pages.items() if "ecret" in page] == []


def test_a_lesson_carries_what_the_filter_reads_and_leads_to_its_review() -> None:
    page = text(built([whole(), *(whole(f"2024-11-18-case-{at}", onset="2024-11-18") for at in range(4))])[LESSONS])
    lesson = {("lesson", "untested"), ("year", "2025"), ("layers", "data"), ("layers", "evaluation")}
    assert filtered_by(page)[0] == lesson
    assert 'href="../postmortems/2025-11-18-whole/#lessons"' in page


def test_what_was_believed_and_was_not_so_does_not_stand_there_as_a_lesson() -> None:
    lessons = {"failed_assumptions": ["Bad data is absent data."], "untested": ["A full column."]}
    page = text(built([whole(lessons=lessons)])[LESSONS])
    assert '<strong class="aw-entry-text aw-refuted">Assumed: Bad data is absent data.</strong>' in page
    assert '<strong class="aw-entry-text">A full column.</strong>' in page


def test_nor_does_it_on_the_page_of_its_review() -> None:
    lessons = {"untested": ["A full column."], "failed_assumptions": ["Bad data is absent data."]}
    page = text(built([whole(lessons=lessons)])["postmortems/2025-11-18-whole.md"])
    section = page.partition('id="lessons"')[2]
    assert '<li><em class="aw-refuted">Assumed: Bad data is absent data.</em></li>' in section
    assert section.index("Assumed") < section.index("<li>A full column.</li>")


def test_the_filter_counts_lessons_and_not_reviews() -> None:
    many = [whole(f"2025-11-18-case-{at}") for at in range(5)]
    page = text(built(many)[LESSONS])
    assert '<option value="untested">Untested (5)</option>' in page
    assert 'data-total="10" data-one="lesson" data-many="lessons"' in page
    assert '<option value="data">Data (10)</option>' in page
    assert '<input type="search" name="words"' in page


def test_what_caught_a_near_miss_is_among_the_safeguards() -> None:
    page = text(built([whole(), caught()])[SAFEGUARDS])
    section = page.partition('id="caught"')[2].partition('id="all"')[0]
    assert "Canary release" in section
    assert "check of the file" not in section


@pytest.mark.parametrize("by", ["person", "chance"])
def test_a_safeguard_is_not_credited_with_what_a_person_or_chance_caught(by: str) -> None:
    guards = [{"name": "Canary release", "outcome": "held"}]
    lucky = caught(near_miss={"caught_by": by, "caught_at": "canary"}, safeguards=guards)
    assert "What they caught" not in text(built([whole(), lucky])[SAFEGUARDS])


def test_a_near_miss_whose_stage_is_unknown_is_drawn_and_not_counted_as_known() -> None:
    unknown = caught("2025-07-01-unknown", near_miss={"caught_by": "person", "caught_at": "unknown"})
    pages = built([caught(), unknown])
    assert "Both are known for 1 of 2 near misses." in text(pages["near-misses/index.md"])
    assert '"Unknown","0","1","0"' in pages["near-misses/caught-at.csv"].content


def test_where_many_near_misses_were_caught_has_a_list_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_misses, "LONG_LIST", 3)
    monkeypatch.setattr(near_misses, "NEWEST", 2)
    days = [f"2025-06-0{day}" for day in range(1, 5)]
    pages = built(caught(f"{day}-caught", onset=day) for day in days)
    page = text(pages["near-misses/index.md"])
    assert '<a href="canary/">All 4</a>' in page
    assert page.count('class="aw-review"') == 2
    assert text(pages["near-misses/canary.md"]).count('class="aw-review"') == 4


def test_a_long_list_is_split_by_year_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "LONG_LIST", 5)
    lessons = {"untested": ["One.", "Two."]}
    reviews = [review(f"{year}-01-01-a", onset=f"{year}-01-01", lessons=lessons) for year in (2023, 2024, 2025)]
    pages = built(reviews)
    assert '<a href="2024/">2024</a> (2)' in text(pages[LESSONS])
    parts = [text(pages[f"lessons/{year}.md"]) for year in (2023, 2024, 2025)]
    assert [part.count("aw-entry-text") for part in parts] == [2, 2, 2]
    assert "2 of 6 lessons." in parts[0]
