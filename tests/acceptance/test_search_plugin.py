"""Which search the plugin gives a site, and what goes into its index."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.generate import generate
from mkdocs.commands.build import build
from mkdocs.exceptions import Abort

from afterword.publish import pagefind
from tests.acceptance.common import CONFIG, built, loaded, previewing, reviews


@pytest.fixture
def base(tmp_path: Path) -> Path:
    root = tmp_path / "base"
    generate(3, 7, root)
    config = CONFIG.replace("name: mkdocs", "name: material").replace("plugins:", "plugins:\n  - search")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    return root


def choose(base: Path, search: str) -> None:
    file = base / "mkdocs.yml"
    file.write_text(
        file.read_text("utf-8").replace("- afterword:\n", f"- afterword:\n      search: {search}\n"), "utf-8"
    )


def indexed(base: Path) -> dict[str, Any]:
    """What the index holds, by the address of each page."""
    files = (base / "site" / "pagefind" / "fragment").glob("*.pf_fragment")
    pages = (json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")) for file in files)
    return {page["url"]: page for page in pages}


def test_the_index_holds_reviews_with_their_facts_and_guides_and_nothing_that_repeats_them(base: Path) -> None:
    (base / "docs" / "guide.md").write_text("# How we review\n\nTogether.\n", "utf-8")
    built(base)
    pages = indexed(base)
    page = pages[f"/postmortems/{reviews(base)[0].stem}/"]
    assert page["filters"]["type"] == ["review"]
    assert page["meta"]["severity"].startswith("SEV")
    assert pages["/guide/"]["filters"] == {"type": ["guide"]}
    assert not {"/", "/search/"} & pages.keys()
    assert not [file.name for file in (base / "site" / "pagefind").iterdir() if "-ui" in file.name]


def test_with_pagefind_the_theme_makes_no_index_and_the_header_has_a_form(base: Path) -> None:
    built(base)
    assert not (base / "site" / "search" / "search_index.json").exists()
    home = (base / "site" / "index.html").read_text("utf-8")
    assert '<form class="aw-header-search" role="search" action="search/"' in home
    assert 'data-md-component="search"' not in home


def test_the_search_of_the_theme_stays_where_it_is_asked_for_or_pagefind_is_not_there(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "installed", lambda: False)
    built(base)
    assert (base / "site" / "search" / "search_index.json").is_file()
    assert not (base / "site" / "pagefind").exists()
    assert 'data-md-component="search"' in (base / "site" / "index.html").read_text("utf-8")
    assert "data-pagefind" not in next((base / "site" / "postmortems").glob("*/index.html")).read_text("utf-8")


def test_asking_for_pagefind_without_the_package_says_what_to_install(
    base: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pagefind, "installed", lambda: False)
    choose(base, "pagefind")
    with pytest.raises(Abort):
        built(base)
    assert "pip install 'pagefind[bin]<2,>=1.5'" in caplog.text


def test_an_unknown_search_is_refused(base: Path, caplog: pytest.LogCaptureFixture) -> None:
    choose(base, "lunr")
    with pytest.raises(Abort):
        loaded(base)
    assert "'auto', 'pagefind', 'material'" in caplog.text


@pytest.fixture
def serving(base: Path) -> Iterator[Path]:
    with previewing(base):
        yield base


@pytest.mark.parametrize(("search", "made"), [("auto", False), ("pagefind", True)])
def test_a_preview_makes_the_index_only_when_asked(serving: Path, search: str, *, made: bool) -> None:
    choose(serving, search)
    config = loaded(serving)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://localhost:8000/")
    assert (serving / "site" / "pagefind").exists() is made


def test_a_review_cannot_say_what_it_is_found_as(base: Path) -> None:
    file = reviews(base)[0]
    forged = 'A word.\n{ data-pagefind-filter="type:guide" data-pagefind-meta="title:Forged" }\n'
    file.write_text(file.read_text("utf-8") + "\n" + forged, "utf-8")
    built(base)
    page = indexed(base)[f"/postmortems/{file.stem}/"]
    assert page["filters"]["type"] == ["review"]
    assert page["meta"]["title"] != "Forged"


def test_a_failing_command_fails_the_build_and_names_the_way_out(
    base: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: object) -> None:
        raise pagefind.UnindexedError("Pagefind failed with exit code 1: no space left.")

    monkeypatch.setattr(pagefind.Indexing, "finish", failing)
    with pytest.raises(Abort):
        built(base)
    assert "no space left. To build without it, set `search: material`" in caplog.text


def test_two_indexes_of_one_site_differ_in_nothing_but_the_order_within_filters(base: Path) -> None:
    built(base)
    first = of_the_index(base)
    built(base)
    again = of_the_index(base)
    assert {path for path in first if path.startswith(("fragment/", "index/"))}
    assert {path: raw for path, raw in first.items() if not UNSTABLE.match(path)} == {
        path: raw for path, raw in again.items() if not UNSTABLE.match(path)
    }
    assert held(first) == held(again)


UNSTABLE = re.compile(r"filter/|pagefind-entry\.json|pagefind\..*\.pf_meta")


def of_the_index(base: Path) -> dict[str, bytes]:
    folder = base / "site" / "pagefind"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def held(index: dict[str, bytes]) -> list[list[int]]:
    """The bytes of each filter in an order of their own, since Pagefind gives its values in none."""
    return sorted(sorted(gzip.decompress(raw)) for path, raw in index.items() if path.startswith("filter/"))
