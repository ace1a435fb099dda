"""The pages of a small corpus, byte for byte. ``pytest tests/golden --update`` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.corpus import Corpus, load
from afterword.model import Pattern, Review
from afterword.schema import PATTERN, REVIEW
from afterword.settings import load_settings
from afterword.site import Page, build_pages
from tests.made import AS_OF

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The Markdown pages that the corpus makes; the reference comes from the schema and not from it."""
    settings = load_settings(HERE / "corpus")
    loaded = load(settings)
    assert [(entry.path, entry.reading.findings, entry.violations) for entry in loaded.entries if not entry.value] == []
    values = [entry.value for entry in loaded.entries]
    corpus = Corpus.of(
        [value for value in values if isinstance(value, Review)],
        [value for value in values if isinstance(value, Pattern)],
    )
    review, pattern = (loaded.contracts[kind].fields for kind in (REVIEW, PATTERN))
    made = build_pages(corpus, review, pattern, settings, AS_OF)
    return {page.path: page for page in made if page.is_markdown and not page.path.startswith("reference/")}


def test_the_same_corpus_makes_the_same_pages(pages: dict[str, Page], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        write(pages)
    expected = {str(file.relative_to(EXPECTED)) for file in EXPECTED.rglob("*.md")}
    assert sorted(pages) == sorted(expected)
    changed = [path for path, page in pages.items() if page.raw != (EXPECTED / path).read_bytes()]
    assert changed == []


def write(pages: dict[str, Page]) -> None:
    for file in EXPECTED.rglob("*.md"):
        file.unlink()
    for path, page in pages.items():
        file = EXPECTED / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.raw)
