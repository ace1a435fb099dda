"""Every part of the site gives a page the same address, whatever a model is called."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from urllib.parse import unquote, urljoin

import pytest

from afterword.model import Pattern
from afterword.pages import addresses
from afterword.pages.clashes import Ours, clashes
from afterword.pages.page import Page
from tests.made import action, review
from tests.unit.site.made_site import built, text

CAUSE = {"root_causes": [{"layer": "data", "statement": "No check."}]}


@pytest.fixture(scope="module", params=["Index", "README", "Bot score"])
def model(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def site(model: str) -> dict[str, Page]:
    other = review("2025-01-01-other", models=[{"name": "Other"}])
    return built([review(models=[{"name": model}], actions=[action()], **CAUSE), other])


def loaded(site: dict[str, Page], path: str) -> Any:
    return json.loads(site[path].raw)


def url_of(site: dict[str, Page], model: str) -> str:
    """The address of the page of a model, as the API gives it."""
    values = loaded(site, "api/v1/index.json")["facets"]["models"]["values"]
    return str(next(value["url"] for value in values if value["value"] == model))


def page_of(site: dict[str, Page], url: str) -> Page:
    """The page that readers meet at an address."""
    return site[f"{url.rstrip('/')}.md"]


def test_the_api_leads_to_the_page_of_a_model(site: dict[str, Page], model: str) -> None:
    assert f">{model}<a" in text(page_of(site, url_of(site, model)))
    row = next(row for row in loaded(site, "api/v1/readiness.json")["models"] if row["model"] == model)
    assert f"Readiness: {model}<a" in text(page_of(site, row["url"]))
    assert loaded(site, row["api"])["model"] == model


def test_the_feed_of_a_model_is_below_its_page_and_leads_to_it(site: dict[str, Page], model: str) -> None:
    feed = site[f"{url_of(site, model)}feed.xml"].raw.decode()
    assert f": {model}</title>" in feed
    assert '<link rel="alternate" type="text/html" href="./"/>' in feed


def test_the_search_and_the_lists_lead_to_the_page_of_a_model(site: dict[str, Page], model: str) -> None:
    url = url_of(site, model)
    assert f'data-page="{url}"' in html.unescape(text(site[addresses.SEARCH]))
    assert f'<a href="{url.removeprefix("models/")}">{model}</a>' in text(site["models/index.md"])
    assert f'<a href="../../{url}">{model}</a>' in text(site["postmortems/2025-11-18-example.md"])


def test_the_anchor_of_an_action_is_one_everywhere() -> None:
    late = action("Fix_7", due="2025-12-01", tracker="https://github.com/o/r/issues/7")
    site = built([review(models=[{"name": "Ranker"}], actions=[late], **CAUSE)])
    there = f"#{addresses.action_anchor('Fix_7')}"
    assert f'<td id="{there[1:]}">' in text(site["postmortems/2025-11-18-example.md"])
    for path in (addresses.ACTIONS, addresses.HOME, "readiness/ranker.md", "models/ranker.md"):
        assert there in text(site[path]), path
        assert "#action-fix_7" not in text(site[path]), path


def test_no_link_leads_nowhere_where_a_name_ends_in_index() -> None:
    named = review(
        "2025-03-10-stale-search-index",
        models=[{"name": "Search index"}],
        patterns=["unversioned-index"],
        actions=[action()],
        **CAUSE,
    )
    told = {"title": "Unversioned index", "summary": "Nobody knows which one is served.", "layers": ["data"]}
    pattern = Pattern("unversioned-index", "docs/patterns/unversioned-index.md", told, "")
    other = review("2025-01-01-other", models=[{"name": "Search index"}], actions=[action()], **CAUSE)
    site = built([named, other], [pattern])
    places = {path: re.sub(r"/index/$", "/", f"/{path.replace('.md', '/')}") for path in site}
    led = {
        urljoin(places[path], unquote(html.unescape(way)))
        for path, page in site.items()
        if path.endswith(".md")
        for way in re.findall(r'href="([^"#?:]+)', text(page))
    }
    assert {way for way in led - set(places.values()) if not way.startswith(("/guides/", "/adr/"))} == set()
    reviewed, explained = "/postmortems/2025-03-10-stale-search-index/", "/patterns/unversioned-index/"
    assert {reviewed, explained, "/models/search-index/"} < led
    assert addresses.part_of("models/search-index.md", "2025") == "models/search-index/2025.md"


def test_a_clash_without_folders_names_the_whole_address() -> None:
    ours = Ours("postmortems/2025-03-10-stale-index.md")
    (clash,) = clashes(["postmortems/2025-03-10-stale-index.html"], [ours], folders=False)
    assert clash.address == "postmortems/2025-03-10-stale-index.html"
