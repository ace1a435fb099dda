"""The plugin and diagrams: no entry in ``mkdocs.yml``, no file and no script where nothing is drawn."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from tests.acceptance.common import CONFIG, built, contents, made, reviews

pytestmark = pytest.mark.usefixtures("few_pages")

DIAGRAM = "\n```mermaid\nflowchart LR\n    A --> B\n```\n"
# As the documentation of the theme has it: its class would make the theme load code from another host.
THEIRS = """
  - pymdownx.superfences:
      custom_fences:
        - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }
        - {name: other, class: other, format: !!python/name:pymdownx.superfences.fence_code_format }
"""
ADDED = {"assets/afterword/mermaid.js", "assets/afterword/mermaid-licence.txt"} | {
    f"assets/afterword/diagrams.{kind}" for kind in ("js", "css")
}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return made(tmp_path / "base", CONFIG.replace("tables]", "tables, pymdownx.superfences]"), count=2)


def add(page: Path, text: str = DIAGRAM) -> None:
    page.write_text((page.read_text("utf-8") if page.exists() else "# A guide\n") + text, "utf-8")


def test_a_page_without_a_diagram_is_the_same_to_the_byte(base: Path) -> None:
    add(base / "docs" / "guide.md", "\nWords.\n")
    built(base)
    before = contents(base / "site")
    assert not before.keys() & ADDED
    add(base / "docs" / "guide.md")
    built(base, strict=True)
    after = contents(base / "site")
    assert after.keys() - before.keys() == ADDED
    pages = [name for name in before if name.endswith(".html")]
    # The theme writes the time of the build into the front page.
    dated = re.compile(rb"Build Date UTC.*")
    changed = [name for name in pages if dated.sub(b"", before[name]) != dated.sub(b"", after[name])]
    assert changed == ["guide/index.html"]
    assert b"diagrams.js" in after["guide/index.html"]


def test_reviews_patterns_and_guides_are_drawn(base: Path) -> None:
    review, pattern = reviews(base)[0], min((base / "docs" / "patterns").glob("*.md"))
    for file in (review, pattern, base / "docs" / "guide.md"):
        add(file)
    built(base, strict=True)
    for page in (f"postmortems/{review.stem}", f"patterns/{pattern.stem}", "guide"):
        html = (base / "site" / page / "index.html").read_text("utf-8")
        assert html.count('<div class="aw-diagram">') == 1, page
        assert html.count('/assets/afterword/mermaid.js"></script>') == 1, page


def test_an_entry_for_the_drawings_of_the_theme_is_replaced_and_others_stay(base: Path) -> None:
    config = CONFIG.replace("[attr_list, md_in_html, tables]", f"\n  - attr_list\n  - md_in_html\n  - tables{THEIRS}")
    (base / "mkdocs.yml").write_text(config, "utf-8")
    add(base / "docs" / "guide.md", DIAGRAM + "\n```other\nx\n```\n")
    built(base)
    html = (base / "site" / "guide" / "index.html").read_text("utf-8")
    assert '<div class="aw-diagram">' in html
    assert '<pre class="mermaid">' not in html
    assert '<pre class="other">' in html


def test_a_guide_whose_diagram_is_refused_is_told_by_its_line(base: Path, caplog: pytest.LogCaptureFixture) -> None:
    add(base / "docs" / "guide.md", "\n```mermaid\nflowchart LR\n    click A call alert()\n```\n")
    with caplog.at_level(logging.WARNING, "mkdocs.plugins.afterword"):
        built(base)
    told = [record.getMessage() for record in caplog.records if "guide.md" in record.getMessage()]
    assert len(told) == 1
    assert "click A call alert()" in told[0]
    assert "aw-diagram" not in (base / "site" / "guide" / "index.html").read_text("utf-8")


def test_the_settings_raise_the_size_for_pages_as_well(base: Path) -> None:
    add(base / "docs" / "guide.md", "\n```mermaid\nflowchart LR\n" + "    A[" + "x" * 5_000 + "] --> B\n" + "```\n")
    built(base)
    assert "aw-diagram" not in (base / "site" / "guide" / "index.html").read_text("utf-8")
    (base / "pyproject.toml").write_text("[tool.afterword.limits]\ndiagram = 9000\n", "utf-8")
    built(base)
    assert '<div class="aw-diagram">' in (base / "site" / "guide" / "index.html").read_text("utf-8")
