"""What the tests of the form for a review share: its controls, and the file that it makes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.made import REPOSITORY

REVIEWS: Final = sorted((REPOSITORY / "postmortems").rglob("*.md"))
SIX: Final = {
    "title": "Requests fail after a rename",
    "summary": "Requests failed for three hours.",
    "onset": "2025-03-01",
}


def place(page: Page, at: str) -> Locator:
    return page.locator(f"[data-field='{at}']")


def answer(page: Page, at: str, value: str, number: int = 0) -> None:
    found = place(page, at).nth(number)
    if found.locator("input[type=radio], input[type=checkbox]").count():
        found.locator(f"input[value='{value}']").check()
    elif found.locator("select").count():
        found.locator("select").select_option(value)
    else:
        box = found.locator("input, textarea").first
        box.fill(value)
        box.blur()


def six_answers(page: Page) -> None:
    for at, value in {**SIX, "kind": "incident", "severity": "sev3"}.items():
        answer(page, at, value)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.aw-write details').forEach(each => { each.open = true; })")


def add_an_entry_everywhere(page: Page) -> None:
    """Every list of the form has an entry, and so has every list in these."""
    unfold(page)
    page.evaluate("""() => {
        const empty = () => document.querySelector(".aw-list:not(:has(> ol > li)) > .aw-add");
        for (let most = 1000; empty() && most; most -= 1) empty().click();
    }""")


def downloaded(page: Page, folder: Path) -> Path:
    with page.expect_download() as waited:
        page.locator(".aw-write-download").click()
    file = folder / waited.value.suggested_filename
    waited.value.save_as(file)
    return file


def open_review(page: Page, name: str, text: str) -> None:
    unfold(page)
    page.locator("#aw-write-file").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": text.encode()})
    expect(page.locator(".aw-write-kept")).to_contain_text(f"{name} is open")


def text_of(page: Page) -> str:
    unfold(page)
    shown = page.locator(".aw-write-text pre").text_content()
    assert shown is not None
    return shown
