"""A title that is an attack is a title that looks odd, wherever the theme prints it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made import REPOSITORY
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
    """A site of one hostile review, from the plain Markdown: no check has been run and no plugin sanitises."""
    base = tmp_path_factory.mktemp("hostile")
    (base / "postmortems").mkdir()
    (base / "postmortems" / "2025-01-01-hostile.md").write_text(REVIEW, "utf-8")
    (base / "pyproject.toml").write_text("[tool.afterword]\n", "utf-8")
    script = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from afterword.corpus import Corpus, load; from afterword.settings import load_settings\n"
        "from afterword.site import build_pages\n"
        "settings = load_settings(Path(sys.argv[1])); loaded = load(settings)\n"
        "corpus = Corpus.of([entry.value for entry in loaded.entries])\n"
        "fields = [loaded.contracts[kind].fields for kind in ('postmortem', 'pattern')]\n"
        "for page in build_pages(corpus, *fields, settings, date(2026, 1, 31)):\n"
        "    file = Path(sys.argv[1], 'docs', page.path); file.parent.mkdir(parents=True, exist_ok=True)\n"
        "    file.write_bytes(page.raw)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(base)], check=True, capture_output=True, text=True)
    config = (REPOSITORY / "mkdocs.yml").read_text("utf-8").replace("  - afterword\n", "").partition("\nnav:\n")[0]
    (base / "mkdocs.yml").write_text(config + "\n", "utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    asked = [sys.executable, "-m", "mkdocs", "build", "-q"]
    built = subprocess.run(asked, cwd=base, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return base / "site"


def test_no_page_runs_what_a_review_says(site: Path) -> None:
    for file in site.rglob("*.html"):
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
    for entry in index["docs"]:
        assert not {"img", "svg", "script"} & set(Seen(entry["title"]).tags + Seen(entry["text"]).tags), entry[
            "location"
        ]
