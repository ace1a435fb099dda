"""Tables that are sorted and narrowed in place."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.visit import Site

Opened = Callable[..., Page]


LISTED = "patterns/untested-fallback/"
REVIEW = "postmortems/2026-04-07-null-column-all-positive/"
PHONE = 390
NARRATED = "<table><thead><tr><th>Step</th></tr></thead><tbody><tr><td>2</td></tr><tr><td>1</td></tr></tbody></table>"

# What of a table lies outside the screen, and each value that stands without its heading.
LOST = """table => [...table.tBodies[0].rows].flatMap(row => [...row.cells].filter((cell, at) => {
    const box = cell.getBoundingClientRect();
    if (!cell.textContent.trim()) return false;
    const names = getComputedStyle(cell, '::before').content, title = at === 0 || cell.previousElementSibling?.id;
    return box.left < 0 || box.right > innerWidth + 1 || !(title || names.includes(cell.dataset.label));
}).map(cell => cell.textContent))"""

MADE = """days => {
    const rows = days.map(day => `<tr><td>${day}</td></tr>`).join('');
    document.querySelector('.md-content__inner').innerHTML =
        `<h2 id="made">Made</h2><table><thead><tr><th>Due</th></tr></thead><tbody>${rows}</tbody></table>`;
}"""


def column(table: Locator, number: int) -> list[str]:
    return [text.strip() for text in table.locator(f"tbody tr td:nth-child({number})").all_text_contents()]


def longest(page: Page) -> tuple[Locator, int]:
    """The table with the most rows, and how many they are."""
    tables = page.locator(".aw-actions table").all()
    sizes = [table.locator("tbody tr").count() for table in tables]
    return tables[sizes.index(max(sizes))], max(sizes)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_heading_sorts_up_then_down_then_as_it_was(opened: Opened) -> None:
    page = opened("actions/")
    table, _ = longest(page)
    button, heading = table.get_by_role("button", name="Action"), table.locator("th").first
    written = column(table, 1)
    button.click()
    assert heading.get_attribute("aria-sort") == "ascending"
    up = column(table, 1)
    assert up != written
    assert sorted(up) == sorted(written)
    assert [text[0].casefold() for text in up] == sorted(text[0].casefold() for text in written)
    button.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    button.press("Space")
    assert heading.get_attribute("aria-sort") is None
    assert column(table, 1) == written
    assert query(page) == {}


def test_the_address_keeps_the_order_and_the_words(opened: Opened) -> None:
    page = opened(LISTED)
    table, rows = longest(page)
    word = column(table, 1)[0].split()[0]
    table.get_by_role("button", name="Action").click()
    page.get_by_role("searchbox", name="Filter rows").fill(word)
    left = page.locator(".aw-actions tbody tr:visible").count()
    assert left > 0
    assert query(page)["rows-actions"] == [word]
    again = opened(f"{LISTED}?{urlsplit(page.url).query}")
    expect(again.locator(".aw-actions tbody tr:visible")).to_have_count(left)
    same, _ = longest(again)
    assert (same.locator("th[aria-sort='ascending']").text_content() or "").startswith("Action")
    assert same.locator("tbody tr").count() == rows
    expect(again.locator(".aw-table-filter [role='status']").first).to_contain_text(f"{left} of ")


def test_words_for_every_table_hold_for_each(opened: Opened) -> None:
    page = opened(f"{LISTED}?rows=zzqqx")
    assert page.locator(".aw-actions tbody tr:visible").count() == 0
    expect(page.locator(".aw-table-filter [role='status']")).to_contain_text("0 of ")


@pytest.mark.parametrize("path", [LISTED, "models/chatgpt/", "readiness/", "recurrence/", "reference/design/"])
def test_a_field_for_words_stands_directly_above_its_table(path: str, opened: Opened) -> None:
    page = opened(path)
    for narrow in page.locator(".aw-table-filter").all():
        after = narrow.locator("xpath=following-sibling::*[1]")
        assert after.evaluate("box => box.matches('table') ? 1 : box.querySelectorAll('table').length") == 1
        assert after.locator("tbody tr").count() >= 12
    lists = page.locator(".md-content table:not(.aw-data table)").evaluate_all(
        "all => all.filter(t => t.tBodies[0].rows.length >= 12 && t.tBodies[0].rows[0].querySelector('a')).length"
    )
    assert page.locator(".aw-table-filter").count() == lists
    assert (lists == 0) == (path == "reference/design/")


@pytest.mark.parametrize(
    "path",
    ["actions/", LISTED, "models/chatgpt/", "readiness/", "readiness/chatgpt/", "recurrence/", REVIEW, "trends/"],
)
def test_on_a_phone_a_wide_table_is_a_list_of_labelled_cards(path: str, opened: Opened) -> None:
    page = opened(path, width=PHONE)
    page.evaluate("document.querySelectorAll('.md-content details').forEach(each => { each.open = true })")
    tables = page.locator(".md-content table").filter(has=page.locator("th:nth-child(4)"))
    assert tables.count()
    for table in tables.all():
        lost = table.evaluate(LOST)
        assert lost == []
        assert table.get_attribute("role") == "table"
        assert table.locator("tbody tr").first.get_attribute("role") == "row"
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE


def test_cards_are_sorted_and_read_out_as_a_table(opened: Opened) -> None:
    page = opened(LISTED, width=PHONE)
    table, rows = longest(page)
    page.get_by_role("button", name=f"Show all {rows}").press("Enter")
    expect(page.get_by_role("table")).to_have_count(1)
    expect(table.get_by_role("row")).to_have_count(rows + 1)
    first = table.get_by_role("row").nth(1)
    headings = table.get_by_role("columnheader").count()
    expect(first.get_by_role("cell")).to_have_count(headings)
    written = column(table, 1)
    table.get_by_role("button", name="Action").click()
    assert column(table, 1) != written
    assert sorted(column(table, 1)) == sorted(written)
    page.get_by_role("searchbox", name="Filter rows").fill(written[0])
    assert 0 < table.locator("tbody tr:visible").count() < rows


def test_on_a_desk_a_wide_table_is_one(opened: Opened) -> None:
    row = longest(opened(LISTED))[0].locator("tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "table-row"


def test_days_are_sorted_as_days_and_what_is_not_known_comes_last(opened: Opened) -> None:
    page = opened("actions/")
    page.evaluate(MADE, ["2 March 2026", "not reported", "11 January 2026", "November 2025", "2024"])
    page.add_script_tag(url="../assets/afterword/afterword.js")
    page.get_by_role("button", name="Due").click()
    days = ["2024", "November 2025", "11 January 2026", "2 March 2026"]
    assert column(page.locator("table"), 1) == [*days, "not reported"]
    page.get_by_role("button", name="Due").click()
    assert column(page.locator("table"), 1) == [*reversed(days), "not reported"]


def test_the_list_of_reviews_can_be_put_in_another_order(opened: Opened) -> None:
    page = opened("postmortems/")
    parts = [page.locator(".aw-cards").nth(at).locator(".aw-review .aw-title") for at in (0, 1)]
    titles = page.locator(".aw-review .aw-title")
    # What was made up stays apart in every order.
    turned = [title for part in parts for title in part.all_inner_texts()[::-1]]
    page.get_by_label("Order").select_option("oldest")
    assert titles.all_inner_texts() == turned
    assert query(page) == {"sort": ["oldest"]}
    assert opened("postmortems/?sort=oldest").locator(".aw-review .aw-title").all_inner_texts() == turned


def test_the_order_of_a_narrative_is_left_to_its_author(opened: Opened, site: Site) -> None:
    def with_a_table(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('id="story">', f'id="story">{NARRATED}', 1))

    page = opened("")
    page.route(f"**/{REVIEW}", with_a_table)
    page.goto(site.url + REVIEW)
    page.locator("button.aw-sort").first.wait_for(state="attached")
    assert page.locator(".aw-story table").count() == 1
    assert page.locator(".aw-story .aw-sort").count() == 0


def test_without_scripts_a_table_is_whole_and_has_no_dead_button(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "actions/")
    assert page.locator(".aw-actions tbody tr").first.is_visible()
    assert page.locator("th button, .aw-table-filter").count() == 0
    context.close()


def test_without_scripts_a_wide_table_scrolls_within_a_phone(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 844})
    page = context.new_page()
    page.goto(site.url + "recurrence/")
    wide = page.locator("table").bounding_box()
    assert wide is not None
    assert wide["x"] >= 0
    assert wide["x"] + wide["width"] <= PHONE
    table = page.locator("table").first
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    assert table.evaluate("table => getComputedStyle(table).overflowX") == "auto"
    context.close()


def test_spans_of_time_are_put_in_order_by_their_length(opened: Opened) -> None:
    page = opened("trends/")
    page.locator(".aw-data summary").evaluate_all("all => all.forEach(each => each.click())")
    table = page.locator("table:has(th:has-text('Hours')):has(th:has-text('Time'))").first
    heads = table.locator("th").all_inner_texts()
    table.get_by_role("button", name="Time").click()
    at = [head.strip("↕↑↓ \n") for head in heads].index("Hours")
    hours = [float(text.replace(",", "")) for text in column(table, at + 1)]
    assert len(hours) > 3
    assert hours == sorted(hours)
