"""A title that is an attack is a title that looks odd, wherever the theme prints it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.corpus import Corpus, load
from afterword.model import Review
from afterword.rendering.document import markdown_file
from afterword.schema import PATTERN as PATTERN_PAGE
from afterword.schema import REVIEW as REVIEW_PAGE
from afterword.settings import load_settings
from afterword.site import build_pages
from afterword.site.context import Site
from tests.made import AS_OF, REPOSITORY
from tests.shared import build, once
from tests.unit.rendering.shown import Seen

ATTACK = "<img src=x onerror=alert(1)>"

REVIEW = f"""\
---
title: "{ATTACK} of {{{{ 7 * 7 }}}} `<svg onload=alert(2)>` [x](javascript:alert(3))"
status: draft
kind: incident
severity: sev3
summary: '{ATTACK} "quoted" and {{{{ config }}}}.'
onset: 2025-01-01
models:
  - name: "{ATTACK}"
trigger: "{ATTACK}"
timeline:
  - at: 2025-01-01
    event: '</div></div> {ATTACK} <!-- "'
---

## {ATTACK}

Text {ATTACK} <script>alert(4)</script>

## What is not known

Everything else.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "hostile", _made) / "site"


def _made(base: Path) -> None:
    """A site of one hostile review, from files for any engine: no check has been run and no plugin sanitises."""
    (base / "postmortems").mkdir(parents=True)
    (base / "postmortems" / "2025-01-01-hostile.md").write_text(REVIEW, "utf-8")
    (base / "pyproject.toml").write_text("[tool.afterword]\n", "utf-8")
    settings = load_settings(base)
    loaded = load(settings)
    reviews = [entry.value for entry in loaded.entries if isinstance(entry.value, Review)]
    review, pattern = (loaded.contracts[kind].fields for kind in (REVIEW_PAGE, PATTERN_PAGE))
    for page in build_pages(Site(Corpus.of(reviews), review, pattern, settings, AS_OF)):
        file = base / "docs" / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(markdown_file(page.write()).encode() if page.write else page.raw)
    config = (REPOSITORY / "mkdocs.yml").read_text("utf-8").replace("  - afterword\n", "").partition("\nnav:\n")[0]
    (base / "mkdocs.yml").write_text(config + "\n", "utf-8")
    build(base, strict=False)


def test_no_page_runs_what_a_review_says(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert site / "postmortems" / "2025-01-01-hostile" / "index.html" in pages
    for file in pages:
        html = file.read_text("utf-8")
        seen = Seen(html)
        assert [pair for pair in seen.attributes if pair[0].startswith("on")] == [], file
        assert [value for _, value in seen.attributes if value.strip().lower().startswith("javascript:")] == [], file
        assert ATTACK not in html.replace("&lt;", "\0"), file


def test_the_title_is_shown_as_it_was_written(site: Path) -> None:
    html = (site / "postmortems" / "2025-01-01-hostile" / "index.html").read_text("utf-8")
    assert "<title>&lt;img src=x onerror=alert(1)&gt; of {{ 7 * 7 }}" in html
    assert f"{ATTACK} of {{{{ 7 * 7 }}}} <svg onload=alert(2)>" in Seen(html).text


def test_a_text_cannot_close_the_page_around_it(site: Path) -> None:
    html = (site / "postmortems" / "2025-01-01-hostile" / "index.html").read_text("utf-8")
    text = Seen(html).text
    assert "Everything else." in text
    assert "Reviews are about systems, never about people." in text


def test_the_search_index_holds_no_markup_of_a_review(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert any("2025-01-01-hostile" in entry["location"] for entry in index["docs"])
    for entry in index["docs"]:
        assert not {"img", "svg", "script"} & set(Seen(entry["title"]).tags + Seen(entry["text"]).tags), entry[
            "location"
        ]
