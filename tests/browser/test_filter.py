"""The filter above the list of reviews."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import Site

Opened = Callable[..., Page]

CARDS = ".aw-review:visible"
PHONE = 390


@pytest.fixture
def reviews(opened: Opened) -> Page:
    page = opened("postmortems/")
    expect(page.locator("form.aw-filter")).to_be_visible()
    return page


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def promised(page: Page, name: str, value: str) -> int:
    """How many reviews an option says that it leaves, real ones and invented ones."""
    label = page.locator(f"select[name='{name}'] option[value='{value}']").inner_text()
    return sum(map(int, re.findall(r"\d+", label.rsplit("(", 1)[1])))


def test_a_choice_narrows_the_list_to_the_number_that_it_promised(reviews: Page) -> None:
    before = reviews.locator(CARDS).count()
    reviews.select_option("select[name='severity']", "sev1")
    expect(reviews.locator(CARDS)).to_have_count(promised(reviews, "severity", "sev1"))
    assert 0 < reviews.locator(CARDS).count() < before
    expect(reviews.locator(".aw-count")).to_contain_text(re.compile(rf"\b{reviews.locator(CARDS).count()}\b"))


def test_real_and_invented_reviews_are_promised_apart_and_so_are_they_counted(reviews: Page) -> None:
    label = reviews.locator("select[name='kind'] option[value='near-miss']").inner_text()
    real, invented = map(int, re.findall(r"\d+", label))
    reviews.select_option("select[name='kind']", "near-miss")
    expect(reviews.locator(f"{CARDS}:has(.aw-illustrative)")).to_have_count(invented)
    expect(reviews.locator(CARDS)).to_have_count(real + invented)
    expect(reviews.locator(".aw-count")).to_contain_text(f", {invented} of them invented")


def test_the_address_keeps_the_choice_for_whoever_it_is_sent_to(reviews: Page, opened: Opened) -> None:
    reviews.select_option("select[name='severity']", "sev1")
    left = reviews.locator(CARDS).count()
    assert query(reviews) == {"severity": ["sev1"]}
    again = opened("postmortems/?severity=sev1")
    expect(again.locator("select[name='severity']")).to_have_value("sev1")
    expect(again.locator(CARDS)).to_have_count(left)


def test_two_choices_must_both_hold(reviews: Page) -> None:
    reviews.select_option("select[name='severity']", "sev1")
    one = reviews.locator(CARDS).count()
    reviews.select_option("select[name='kind']", "near-miss")
    assert reviews.locator(CARDS).count() < one
    assert query(reviews) == {"severity": ["sev1"], "kind": ["near-miss"]}


def test_an_empty_result_says_what_to_do_and_can_be_taken_back(reviews: Page) -> None:
    everything = reviews.locator(CARDS).count()
    emptied = False
    for severity in ("sev4", "sev3", "sev2", "sev1"):
        for provenance in ("own", "illustrative", "public-report"):
            for name, value in (("severity", severity), ("provenance", provenance), ("kind", "near-miss")):
                if reviews.locator(f"select[name='{name}'] option[value='{value}']").count():
                    reviews.select_option(f"select[name='{name}']", value, force=True)
            emptied = reviews.locator(CARDS).count() == 0
            if emptied:
                break
        if emptied:
            break
    assert emptied
    expect(reviews.locator(".aw-none")).to_be_visible()
    expect(reviews.locator(".aw-none")).to_contain_text("clear")
    reviews.get_by_role("button", name="Clear filters").click()
    expect(reviews.locator(CARDS)).to_have_count(everything)
    expect(reviews.locator(".aw-none")).to_be_hidden()
    assert query(reviews) == {}


def test_a_choice_that_no_list_knows_is_left_out_of_the_filter(opened: Opened) -> None:
    page = opened("postmortems/?severity=sev9&utm_source=mail")
    expect(page.locator("select[name='severity']")).to_have_value("")
    expect(page.locator(CARDS)).not_to_have_count(0)


def test_lessons_are_narrowed_by_the_words_that_they_hold(opened: Opened) -> None:
    page = opened("lessons/")
    lessons = page.locator(".aw-entry:visible")
    everything = lessons.count()
    page.get_by_label("Contains").fill("test")
    expect(lessons).not_to_have_count(everything)
    assert all("test" in text.lower() for text in lessons.all_inner_texts())
    page.select_option("select[name='lesson']", "untested")
    expect(lessons).to_have_count(promised(page, "lesson", "untested"))
    assert query(page) == {"words": ["test"], "lesson": ["untested"]}
    again = opened("lessons/?words=test&lesson=untested")
    expect(again.locator(".aw-entry:visible")).to_have_count(lessons.count())
    page.get_by_role("button", name="Clear filters").click()
    expect(lessons).to_have_count(everything)


def test_a_long_list_begins_with_its_first_rows_and_shows_all_when_it_is_asked(opened: Opened) -> None:
    page = opened("safeguards/")
    rows, shown = page.locator(".aw-entry"), page.locator(".aw-entry:visible")
    whole = rows.count()
    assert shown.count() == 30 < whole
    button = page.get_by_role("button", name=f"Show all {whole}")
    page.select_option("select[name='outcome']", "held")
    assert button.is_hidden()
    assert shown.count() == promised(page, "outcome", "held") > 30
    page.get_by_role("button", name="Clear filters").click()
    assert shown.count() == 30
    button.press("Enter")
    assert shown.count() == whole
    assert rows.nth(30).get_by_role("link").evaluate("link => link === document.activeElement")


@pytest.mark.parametrize(("width", "first"), [(1280, 30), (PHONE, 3)])
def test_a_long_table_begins_with_its_first_rows_sorts_all_and_is_filtered_whole(
    width: int, first: int, opened: Opened
) -> None:
    page = opened("actions/", width=width)
    part = page.locator(".aw-part:has(tbody tr:nth-child(31))").first
    rows, shown = part.locator("tbody tr"), part.locator("tbody tr:visible")
    whole = rows.count()
    assert shown.count() == first < whole
    titles = sorted(title.split("\n")[0].casefold() for title in rows.locator("td:first-child").all_text_contents())
    part.get_by_role("button", name="Action").click()
    assert shown.count() == first
    assert (shown.locator("td:first-child").first.text_content() or "").casefold()[0] == titles[0][0]
    area = rows.last.locator("td:nth-child(3)").evaluate("cell => cell.firstChild.textContent").lower()
    page.select_option("select[name='action-area']", area)
    assert page.locator("tbody tr:visible").count() == promised(page, "action-area", area)
    page.get_by_role("button", name="Clear filters").click()
    part.get_by_role("button", name=f"Show all {whole}").press("Enter")
    assert shown.count() == whole


def test_all_actions_are_ten_screens_of_a_phone_until_more_is_asked_for(opened: Opened) -> None:
    page = opened("actions/", width=PHONE)
    assert page.evaluate("document.documentElement.scrollHeight") <= 10 * 844
    # Read to its end, it is not longer.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function("scrollY > 1000")
    assert page.evaluate("document.documentElement.scrollHeight") <= 10 * 844


def test_invented_actions_are_folded_until_a_filter_or_an_address_asks_for_one(opened: Opened) -> None:
    page = opened("actions/")
    invented = page.locator("#aside-done ~ .aw-actions")
    assert not invented.is_visible()
    page.select_option("select[name='provenance']", "illustrative")
    expect(page.locator("tbody tr:visible")).to_have_count(promised(page, "provenance", "illustrative"))
    expect(opened("actions/#aside-done").locator("#aside-done")).to_be_in_viewport()


def test_what_an_address_leads_to_is_unfolded(opened: Opened) -> None:
    page = opened("recurrence/")
    name = page.locator(".aw-beyond-first h3").first.get_attribute("id")
    folded = page.locator(f"[id='{name}']")
    assert folded.is_hidden()
    page.locator(f".md-nav a[href$='#{name}']:visible").click()
    expect(folded).to_be_in_viewport()
    expect(opened(f"recurrence/#{name}").locator(f"[id='{name}']")).to_be_in_viewport()


def test_numbers_of_all_actions_are_hidden_while_a_filter_is_set(opened: Opened) -> None:
    page = opened("actions/?action-area=prevention")
    told = [page.locator(".aw-stats"), page.get_by_role("heading", name="By owner")]
    assert not any(each.is_visible() for each in told)
    page.get_by_role("button", name="Clear filters").click()
    assert all(each.is_visible() for each in told)


def test_back_takes_back_a_choice_and_then_the_one_before(opened: Opened) -> None:
    page = opened("actions/")
    page.select_option("select[name='action-area']", "prevention")
    page.select_option("select[name='provenance']", "illustrative")
    page.get_by_role("searchbox", name="Contains").press_sequentially("test")
    assert query(page) == {"action-area": ["prevention"], "provenance": ["illustrative"], "words": ["test"]}
    for left in ({"action-area": ["prevention"], "provenance": ["illustrative"]}, {"action-area": ["prevention"]}, {}):
        page.go_back()
        assert query(page) == left
    expect(page.locator("select[name='action-area']")).to_have_value("")
    expect(page.locator(".aw-stats")).to_be_visible()


def test_on_a_phone_fields_that_an_address_sets_are_one_line_above_the_first_result(opened: Opened) -> None:
    page = opened("actions/?action-area=prevention&provenance=illustrative", width=PHONE)
    expect(page.locator("tbody tr:visible").first).to_be_in_viewport()
    assert page.locator("select:visible").count() == 0
    page.get_by_role("button", name="2 filters set").click()
    field = page.locator("select[name='action-area']")
    expect(field).to_be_focused()
    expect(field).to_have_value("prevention")
    again = opened("actions/?action-area=prevention", width=PHONE)
    again.get_by_role("button", name="Clear filters").click()
    expect(again.get_by_role("searchbox", name="Contains")).to_be_focused()
    assert opened("actions/", width=PHONE).evaluate("scrollY") == 0


def test_without_scripts_a_long_list_is_whole(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "lessons/")
    assert page.locator(".aw-entry:visible").count() == page.locator(".aw-entry").count() > 60
    assert page.locator(".aw-all").count() == 0
    context.close()


def test_the_number_of_a_kind_of_lesson_leads_to_its_lessons(opened: Opened) -> None:
    page = opened("lessons/")
    page.locator(".aw-stats a").first.click()
    page.wait_for_url("**/lessons/?lesson=*")
    kinds = {row.locator("strong").first.inner_text() for row in page.locator(".aw-entry:visible").all()}
    assert len(kinds) == 1


def test_an_address_that_is_written_wrongly_stops_nothing(opened: Callable[..., Page]) -> None:
    page = opened("lessons/#100%")
    expect(page.locator(".aw-all")).to_be_visible()
