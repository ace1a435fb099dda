"""Each heading of a page has an id of its own, whatever models, titles and sites are called."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from afterword.pages.page import Page
from afterword.site import build_pages
from tests.made import SETTINGS, action, review
from tests.unit.site.made_site import built, site_of, text, words

NAMES = ("検索ランカー", "ランカー", "Ranker C++", "Ranker C#", "Detection", "Actions", "Action A1", "Story", "Index")
PAGE = "postmortems/2025-11-18-example.md"


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', html)


def headings(html: str) -> dict[str, str]:
    """The words of the headings of a page by the ids that they are linked by."""
    found = re.findall(r'<h\d[^>]* id="([^"]*)"[^>]*>(.*?)<a class="headerlink" href="#([^"]*)">', html)
    assert [one for one, _, link in found if one != link] == []
    return {one: words(said) for one, said, _ in found}


@pytest.mark.slow
@pytest.mark.parametrize("title", ["ランカーが空の価格を読み込んだ", "Impact", "Story", "Detection"])
def test_no_page_has_an_id_twice_or_an_empty_one(title: str) -> None:
    told = {
        "title": title,
        "models": [{"name": name, "owner": "search"} for name in NAMES],
        "detection": {"by": "customer", "how": "They wrote."},
        "impact": {"who": "Customers."},
        "actions": [action()],
        "feeds": {"readiness": ["One check."]},
    }
    pages = build_pages(site_of([review(**told)], settings=replace(SETTINGS, title="What recurs")))
    found = {page.path: ids(text(page)) for page in pages if page.path.endswith(".md")}
    assert {path: sorted(one) for path, one in found.items() if "" in one or len({*one}) < len(one)} == {}
    assert "\ufdd1" not in "".join(text(page) for page in pages if page.path.endswith(".md"))


@pytest.fixture(scope="module")
def site() -> dict[str, Page]:
    models = [{"name": "Ranker", "version": "3"}, {"name": "Ranker", "version": "4"}, {"name": "Actions"}]
    told = {"title": "Impact", "impact": {"who": "Customers."}, "actions": [action()], "models": models}
    return built([review(**told)])


def test_a_section_keeps_its_id_and_a_name_gives_way(site: dict[str, Page]) -> None:
    told = headings(text(site[PAGE]))
    assert (told["impact"], told["impact_1"]) == ("Impact", "Impact")
    assert text(site[PAGE]).index('id="impact_1"') < text(site[PAGE]).index('id="impact"')
    assert (told["actions_1"], told["actions"]) == ("Actions", "Actions")
    assert headings(text(site["models/actions.md"])) | {"actions": "Open actions", "actions_1": "Actions"} == headings(
        text(site["models/actions.md"])
    )


def test_of_two_versions_of_a_model_each_heading_says_which(site: dict[str, Page]) -> None:
    told = headings(text(site[PAGE]))
    assert (told["ranker"], told["ranker_1"]) == ("Ranker, version 3", "Ranker, version 4")
