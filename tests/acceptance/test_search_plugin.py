"""Which search the plugin gives a site, and what goes into its index."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.exceptions import Abort

from afterword.publish.search import FOLDER
from tests.acceptance.common import MATERIAL, built, contents, loaded, made, previewing, reviews

pytestmark = pytest.mark.usefixtures("few_pages")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return made(tmp_path / "base", MATERIAL.replace("plugins:", "plugins:\n  - search"), count=2)


def choose(base: Path, search: str) -> None:
    file = base / "mkdocs.yml"
    file.write_text(
        file.read_text("utf-8").replace("- afterword:\n", f"- afterword:\n      search: {search}\n"), "utf-8"
    )


def indexed(base: Path) -> dict[str, Any]:
    """What the index holds, by the address of each page."""
    parts = (file.read_text("utf-8") for file in (base / "site" / FOLDER).glob("*/page/*.js"))
    groups = [json.loads(part[part.index("{") : part.rindex(")")]) for part in parts]
    return {
        page["url"]: {**text, **page}
        for group in groups
        for page, text in zip(group["pages"], unpacked(group["texts"]), strict=True)
    }


def unpacked(text: str) -> Any:
    return json.loads(zlib.decompress(b64decode(text), wbits=-zlib.MAX_WBITS))


def test_the_index_holds_reviews_with_their_facts_and_guides_and_nothing_that_repeats_them(base: Path) -> None:
    (base / "docs" / "guide.md").write_text("# How we review\n\nTogether.\n", "utf-8")
    built(base)
    pages = indexed(base)
    page = pages[f"postmortems/{reviews(base)[0].stem}/"]
    assert page["filters"]["type"] == "review"
    assert page["facts"]["severity"].startswith("SEV")
    assert pages["guide/"] == {
        "url": "guide/",
        "facts": {"title": "How we review"},
        "filters": {"type": "guide"},
        "actions": [],
        "parts": [["", "", "Together."]],
    }
    assert not {"./", "", "search/"} & pages.keys()


def test_with_the_search_of_the_site_the_theme_makes_no_index_and_the_header_has_a_form(base: Path) -> None:
    built(base)
    assert not (base / "site" / "search" / "search_index.json").exists()
    home = (base / "site" / "index.html").read_text("utf-8")
    assert '<form class="aw-header-search" role="search" action="search/"' in home
    assert 'data-md-component="search"' not in home


def test_the_search_of_the_theme_stays_where_it_is_asked_for(base: Path) -> None:
    choose(base, "material")
    built(base)
    assert (base / "site" / "search" / "search_index.json").is_file()
    assert not (base / "site" / FOLDER).exists()
    assert 'data-md-component="search"' in (base / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("search", ["lunr", "pagefind"])
def test_an_unknown_search_is_refused(base: Path, search: str, caplog: pytest.LogCaptureFixture) -> None:
    choose(base, search)
    with pytest.raises(Abort):
        loaded(base)
    assert "'auto', 'afterword', 'material'" in caplog.text


@pytest.fixture
def serving(base: Path) -> Iterator[Path]:
    with previewing(base):
        yield base


@pytest.mark.parametrize(("search", "again"), [("auto", False), ("afterword", True)])
def test_a_preview_makes_the_index_once_unless_each_build_is_asked_to(
    serving: Path, search: str, *, again: bool
) -> None:
    choose(serving, search)
    config = loaded(serving)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://localhost:8000/")
    before = of_the_index(serving)
    assert before
    file = reviews(serving)[0]
    file.write_text(file.read_text("utf-8") + "\nAn unheard-of quibble.\n", "utf-8")
    build(config, serve_url="http://localhost:8000/")
    assert (of_the_index(serving) != before) is again


def test_a_review_cannot_say_what_it_is_found_as(base: Path) -> None:
    file = reviews(base)[0]
    forged = 'A word.\n{ data-search-type="guide" data-facts="title:Forged" }\n'
    file.write_text(file.read_text("utf-8") + "\n" + forged, "utf-8")
    built(base)
    page = indexed(base)[f"postmortems/{file.stem}/"]
    assert page["filters"]["type"] == "review"
    assert page["facts"]["title"] != "Forged"


def test_an_internal_review_is_in_no_part_of_the_index_of_a_public_site(base: Path) -> None:
    (base / "pyproject.toml").write_text('[tool.afterword]\naudience = "public"\n', "utf-8")
    shown, internal = reviews(base)[:2]
    for file, visibility in ((shown, "public"), (internal, "internal")):
        text = re.sub(r"(?m)^visibility: .*$", f"visibility: {visibility}", file.read_text("utf-8"))
        file.write_text(f"{text}\nThe zygomorphic loader of {visibility} stopped.\n", "utf-8")
    built(base)
    texts = json.dumps([page["parts"] for page in indexed(base).values()])
    index = b"".join([*of_the_index(base).values(), texts.encode()])
    assert shown.stem.encode() in index
    assert internal.stem.encode() not in index
    assert b"loader of public stopped" in index
    assert b"loader of internal stopped" not in index


def test_two_indexes_of_one_site_are_the_same_to_the_byte(base: Path) -> None:
    built(base)
    first = of_the_index(base)
    built(base)
    assert of_the_index(base) == first


def of_the_index(base: Path) -> dict[str, bytes]:
    return contents(base / "site" / FOLDER)
