"""The search of a site whose reviews are in German, Spanish and Japanese."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from bench.serving import served
from playwright.sync_api import Browser, expect

from tests.other_languages import FOUND, REVIEWS, built, spoken


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = built(spoken(tmp_path_factory.mktemp("languages")))
    with served(folder) as at:
        yield at


def test_each_question_finds_its_review_first(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    for question, review in FOUND.items():
        page.goto(f"{address}search/?q={quote(question)}")
        expect(page.locator("#aw-q")).to_have_value(question)
        expect(page.locator(".aw-result .aw-title").first).to_have_text(REVIEWS[review][0])
    page.context.close()
