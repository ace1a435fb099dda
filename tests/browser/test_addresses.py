"""What search engines, browsers and readers of the source find: sitemap, canonical addresses, icon, and a folder."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.made import begun
from tests.shared import build, once

ADDRESS = "https://reviews.example.org/kb/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with_history = [
        "plugins:",
        "  - search",
        "  - afterword:",
        "      history: https://git.example.org/kb/commits/main/",
    ]
    edit = "edit_uri: https://git.example.org/kb/edit/main/docs/"
    more = (f"site_url: {ADDRESS}", edit, *with_history)
    return once(tmp_path_factory, "published", lambda folder: build(begun(folder), *more)) / "site"


def pages(site: Path) -> set[str]:
    return {
        file.relative_to(site).as_posix().removesuffix("index.html")
        for file in site.rglob("*.html")
        if file.name != "404.html"
    }


def test_the_sitemap_has_every_page_and_nothing_else(published: Path) -> None:
    tree = ET.parse(published / "sitemap.xml")  # noqa: S314  # our own
    found = {each.text for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert found == {ADDRESS + page for page in pages(published)}


def test_every_page_names_its_one_address_and_an_icon_that_is_there(published: Path) -> None:
    for page in sorted(pages(published)):
        text = (published / page / "index.html").read_text("utf-8")
        assert f'<link rel="canonical" href="{ADDRESS}{page}">' in text
    assert (published / "assets/afterword/favicon.svg").is_file()
    assert (published / "assets/afterword/logo.svg").is_file()


def test_search_engines_are_let_in_and_led_to_the_list_of_pages(published: Path) -> None:
    robots = RobotFileParser()
    robots.parse((published / "robots.txt").read_text("utf-8").splitlines())
    assert robots.can_fetch("*", f"{ADDRESS}postmortems/")
    assert robots.site_maps() == [f"{ADDRESS}sitemap.xml"]
    closed = {file.name for file in published.rglob("*.html") if 'name="robots"' in file.read_text("utf-8")}
    assert closed == {"404.html"}


def test_whoever_shows_a_page_finds_its_card(published: Path) -> None:
    for page in ("", "layers/data/", "how-we-review/"):
        text = (published / page / "index.html").read_text("utf-8")
        (image,) = re.findall(r'<meta property="og:image" content="(.*?)">', text)
        size = [int(n) for n in re.findall(r'<meta property="og:image:(?:width|height)" content="(\d+)">', text)]
        assert image.startswith(ADDRESS)
        with Image.open(published / image.removeprefix(ADDRESS)) as card:
            assert [*card.size] == size == [1200, 630]
        assert '<meta property="og:image:alt" content="Reviews of our models: Blameless reviews' in text
        assert '<meta name="twitter:card" content="summary_large_image">' in text


def test_a_review_leads_to_the_file_behind_it_to_what_changed_it_and_no_page_asks_a_code_host(published: Path) -> None:
    name = "2025-03-10-ranker-reads-empty-prices"
    text = (published / "postmortems" / name / "index.html").read_text("utf-8")
    assert f'<a href="https://git.example.org/kb/commits/main/postmortems/{name}.md">History</a>' in text
    pattern = (published / "patterns/silent-upstream-change/index.html").read_text("utf-8")
    for way in ("edit/main", "commits/main"):
        assert f'<a href="https://git.example.org/kb/{way}/docs/patterns/silent-upstream-change.md">' in pattern
    assert "aw-source" not in (published / "layers/data/index.html").read_text("utf-8")
    assert f'<a href="https://git.example.org/kb/edit/main/postmortems/{name}.md">Edit this page</a>' in text
    assert 'data-md-component="source"' not in text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "from-a-folder", _many) / "site"


def _many(base: Path) -> None:
    """A site with as many reviews as a list needs to be filtered."""
    first = min((begun(base) / "postmortems").glob("*.md"))
    for number in range(8):
        copy = first.with_name(f"{first.name[:10]}-again-{number}.md")
        copy.write_text(first.read_text("utf-8").replace("severity: sev3", f"severity: sev{number % 2 + 1}"), "utf-8")
    build(base, "use_directory_urls: false", strict=False)


def test_a_site_that_knows_no_address_promises_none(folder: Path) -> None:
    assert not (folder / "robots.txt").exists()
    assert "<loc>" not in (folder / "sitemap.xml").read_text("utf-8")
    for text in (file.read_text("utf-8") for file in sorted(folder.rglob("*.html"))[::20]):
        assert 'rel="canonical"' not in text
        assert "og:image" not in text
        assert "og:url" not in text
        assert '<meta name="twitter:card" content="summary">' in text


def test_the_site_works_from_a_folder(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page, told = context.new_page(), list[str]()
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on(
        "request",
        lambda asked: told.append(asked.url) if not asked.url.startswith(("file:", "data:", "blob:")) else None,
    )
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="All reviews").click()
    expect(page.locator("h1")).to_contain_text("Reviews")
    page.select_option("select[name='severity']", "sev1")
    assert "severity=sev1" in page.url
    page.locator(".aw-review:visible .aw-title").first.click()
    expect(page.locator("h1")).to_be_visible()
    context.close()
    assert told == []


def test_what_a_search_offers_lies_in_the_folder(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{(folder / 'search/index.html').as_uri()}?q=prices&type=review&actions=verified")
    page.locator(".aw-result .aw-title").first.wait_for()
    found = page.locator(".aw-result a, .aw-actions-link a").evaluate_all("all => all.map((one) => one.href)")
    context.close()
    assert any("/actions/index.html?" in address for address in found)
    assert [address for address in found if not Path(unquote(urlsplit(address).path)).is_file()] == []


def test_the_form_for_a_review_knows_where_a_new_file_is_made_and_no_other_page_says_it(published: Path) -> None:
    said = '<meta name="aw-repository" content="" data-edit="https://git.example.org/kb/edit/main/docs/">'
    telling = {page for page in pages(published) if said in (published / page / "index.html").read_text("utf-8")}
    assert telling == {"write/"}
