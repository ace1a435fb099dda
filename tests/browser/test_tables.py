"""Tables that are sorted and narrowed in place."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visit import Site

Opened = Callable[..., Page]


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
    page = opened("actions/")
    table, rows = longest(page)
    word = column(table, 1)[0].split()[0]
    table.get_by_role("button", name="Action").click()
    page.get_by_role("searchbox", name="Words").fill(word)
    left = page.locator(".aw-actions tbody tr:visible").count()
    assert left > 0
    again = opened(f"actions/?{urlsplit(page.url).query}")
    expect(again.locator(".aw-actions tbody tr:visible")).to_have_count(left)
    same, _ = longest(again)
    assert (same.locator("th[aria-sort='ascending']").text_content() or "").startswith("Action")
    assert same.locator("tbody tr").count() == rows
    expect(again.locator(".aw-count")).to_contain_text(f"{left} of ")


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
    page = opened("")
    for path in site.kinds():
        page.goto(site.url + path)
        assert page.locator(".aw-story .aw-sort").count() == 0


def test_without_scripts_a_table_is_whole_and_has_no_dead_button(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "actions/")
    assert page.locator(".aw-actions tbody tr").first.is_visible()
    assert page.locator("th button, .aw-narrow").count() == 0
    context.close()
