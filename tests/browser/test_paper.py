"""What a browser prints: nothing is torn apart that belongs together."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from pypdfium2 import PdfDocument, PdfTextPage, raw

from tests.browser.visit import Site

LONG = [
    "2026-04-07-null-column-all-positive",
    "2026-01-01-stale-tax-codes",
    "2026-02-14-retrain-on-test-data",
]

WIDE = ["actions", "models/card-fraud-score", "patterns/untested-fallback", "readiness/demand-forecaster", "recurrence"]
A4 = 673
"""The width between the margins of a page of A4 paper, in pixels of style sheets: 178 mm."""

HEADINGS = """() => [...document.querySelectorAll(
    '.md-content :is(h2, h3, h4, dt), .md-content p:has(> strong:only-child)'
)].map(heading => heading.innerText.split('\\n')[0])"""

PUSHED = """([at, millimetres]) => {
    document.getElementById('pushed')?.remove();
    const room = Object.assign(document.createElement('div'), {id: 'pushed', style: `height: ${millimetres}mm`});
    document.querySelectorAll('.md-content h2')[at].before(room);
}"""

TWICE = "body => body.append(...[...body.rows].map(row => row.cloneNode(true)))"


def sheets(page: Page) -> list[list[str]]:
    """The lines of each page of paper from top to bottom, however they were painted; the last is its foot."""
    return [lines(sheet.get_textpage()) for sheet in PdfDocument(page.pdf(prefer_css_page_size=True))]


def printed(page: Page) -> list[list[str]]:
    """The lines of each page of paper above its foot."""
    return [rows[:-1] for rows in sheets(page)]


def lines(sheet: PdfTextPage) -> list[str]:
    """What stands on one base line is one line, whatever its sizes and fonts are."""
    x, y = ctypes.c_double(), ctypes.c_double()
    found: dict[int, list[str]] = {}
    for at in range(sheet.count_chars()):
        raw.FPDFText_GetCharOrigin(sheet, at, x, y)
        found.setdefault(round(y.value), []).append(chr(raw.FPDFText_GetUnicode(sheet, at)))
    rows = (folded("".join(found[height])) for height in sorted(found, reverse=True))
    return [row for row in rows if row]


def folded(line: str) -> str:
    return "".join(line.replace("¶", "").split())


def pushed(page: Page) -> Iterator[tuple[int, int]]:
    """The page as it is, and with room before one heading after another: each that follows comes to a page's foot."""
    yield 0, 0
    for at in range(0, page.locator(".md-content h2").count(), 5):
        for millimetres in range(80, 250, 80):
            page.evaluate(PUSHED, [at, millimetres])
            yield at, millimetres


@pytest.mark.parametrize("name", LONG)
def test_no_heading_is_left_at_the_foot_of_a_page(name: str, opened: Callable[..., Page], site: Site) -> None:
    assert (site.folder / "postmortems" / name).is_dir()
    page = opened(f"postmortems/{name}/")
    headings = {folded(heading) for heading in page.evaluate(HEADINGS)}
    assert {"Lessons", "Whatheld", "Failedassumptions"} <= headings
    # Else the whole page would be laid out for the screen again after each print.
    page.emulate_media(media="print")
    left = [(place, rows[-1]) for place in pushed(page) for rows in printed(page)[:-1] if rows and rows[-1] in headings]
    assert left == []


def test_a_table_that_goes_on_begins_again_with_its_headings(opened: Callable[..., Page]) -> None:
    page = opened(f"postmortems/{LONG[0]}/")
    page.locator(".aw-actions tbody").evaluate(TWICE)
    page.locator(".aw-actions tbody").evaluate(TWICE)
    page.locator("button.aw-sort").first.wait_for(state="attached")
    with_rows = [rows for rows in printed(page) if any(row.startswith(("A1", "A3", "A6")) for row in rows)]
    assert len(with_rows) >= 3
    assert [rows[:4] for rows in with_rows if "IdActionAreaOwnerDueState" not in rows] == []


def test_each_page_has_its_number_and_the_address_it_came_from(opened: Callable[..., Page], site: Site) -> None:
    path = f"postmortems/{LONG[0]}/"
    feet = [rows[-1] for rows in sheets(opened(path))]
    assert len(feet) >= 3
    for number, foot in enumerate(feet, 1):
        told = f"{number}/{len(feet)}"
        assert foot in {f"{site.url}{path}{told}", f"{told}{site.url}{path}"}


def test_what_is_folded_on_a_screen_is_open_on_paper(opened: Callable[..., Page]) -> None:
    page = opened(f"postmortems/{LONG[0]}/")
    step = page.locator(".aw-whys li strong").first
    assert step.is_hidden()
    assert folded(step.text_content() or "-") in "".join("".join(rows) for rows in printed(page))
    page.locator(".aw-fold summary", has_text="whys").click()
    assert step.is_visible()


def test_a_list_that_begins_with_its_first_rows_is_whole_on_paper(opened: Callable[..., Page]) -> None:
    page = opened("lessons/")
    said = page.locator(".aw-entry .aw-entry-text")
    assert page.locator(".aw-entry:visible").count() == 30 < said.count()
    page.emulate_media(media="print")
    assert page.locator(".aw-entry:visible").count() == said.count()
    assert page.locator(".aw-all").is_hidden()


def test_owners_in_illustrative_reviews_are_not_printed_and_the_figures_are_not_torn_apart(
    opened: Callable[..., Page],
) -> None:
    page = opened("actions/")
    assert page.locator(".aw-owners tr:has(.aw-illustrative)").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".aw-owners tr:has(.aw-illustrative):visible").count() == 0
    figures = {folded(title) for title in page.locator(".aw-figures strong:only-child").all_inner_texts()}
    assert len(figures) >= 3
    assert sum(bool(figures & set(rows)) for rows in printed(page)) == 1


def test_what_held_stands_above_what_did_not_so_that_no_column_is_empty(opened: Callable[..., Page]) -> None:
    page = opened(f"postmortems/{LONG[0]}/")
    page.emulate_media(media="print")
    tops = page.locator(".aw-side").evaluate_all("sides => sides.map(side => side.getBoundingClientRect().top)")
    assert tops[0] < tops[1]


@pytest.mark.parametrize("path", [*WIDE, f"postmortems/{LONG[0]}"])
def test_no_table_is_wider_than_the_paper(path: str, opened: Callable[..., Page]) -> None:
    page = opened(f"{path}/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4, "height": 900})
    assert page.locator(".md-content table:visible").count()
    assert page.evaluate("() => document.documentElement.scrollWidth") == A4
