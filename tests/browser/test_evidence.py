"""Captured numbers are read on a phone, by axe and without a script, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bench.serving import served
from playwright.sync_api import Browser, Page

from tests.browser.axe import barriers
from tests.captured import REVIEW_ID, citing, fallen, points, precision, snapshot, written
from tests.made import begun
from tests.shared import build, once

PAGES = (f"postmortems/{REVIEW_ID}/", "models/fraud/")

OUTSIDE = """() => [...document.querySelectorAll('.aw-plot text')]
    .filter(text => text.textContent.trim())
    .map(text => text.getBoundingClientRect())
    .filter(box => box.left < 0 || box.right > innerWidth).length"""
"""How many words of drawings are cut off by the edge of the window."""


def _made(folder: Path) -> None:
    base = begun(folder)
    slices = [precision(labels=(("region", name),)) for name in ("eu", "us", "ap")]
    huge = precision(metric="requests", unit="1/s", threshold=-1.5e9, points=points(lambda at: -1.7e9 * fallen(at)))
    written(base / "postmortems", snapshot(precision(), *slices, huge))
    data = {**citing(status="draft").data}
    text = f"---\n{yaml.safe_dump(data, sort_keys=False)}---\n\n## What happened\n\nIt fell.\n"
    (base / "postmortems" / f"{REVIEW_ID}.md").write_text(text, "utf-8")
    build(base, strict=False)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = once(tmp_path_factory, "evidence", _made) / "site"
    with served(folder) as at:
        yield at


@pytest.fixture(params=[1280, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_and_axe_finds_nothing(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.locator(".aw-plot").count() > 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OUTSIDE) == 0
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert barriers(page) == []


def test_without_a_script_the_drawings_and_the_card_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGES[0])
    assert page.locator(".aw-said").is_visible()
    assert page.locator(".aw-plot svg[role=img]").count() == 5
    assert page.locator(".aw-plot svg[role=img]").first.is_visible()
    context.close()


def test_on_paper_every_drawing_fits_and_stays(browser: Browser, address: str) -> None:
    # The width of a page of A4 between its margins.
    context = browser.new_context(viewport={"width": 680, "height": 960})
    page = context.new_page()
    page.goto(address + PAGES[0])
    page.emulate_media(media="print")
    assert page.locator(".aw-plot svg[role=img]:visible").count() == 5
    assert page.locator(".aw-said").is_visible()
    assert page.evaluate(OUTSIDE) == 0
    context.close()
