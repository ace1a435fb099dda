"""What other programs may import: it is listed once, does what it says, and costs nothing until it is used."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import afterword
from afterword import python_api
from afterword.model import Review
from tests.knowledge import AS_OF, EXAMPLE, PUBLISHED, Base, page, run_python
from tests.unit.site.made_site import built, text


def test_the_page_of_the_reference_lists_exactly_what_is_exported() -> None:
    listed = re.findall(r"<h2[^>]*><code>(\w+)</code>", text(built([])["reference/python.md"]))
    assert listed == [name for name in afterword.__all__ if name != "__version__"]


def test_every_name_that_is_exported_can_be_imported() -> None:
    assert sorted(["__version__", *python_api.__all__]) == afterword.__all__
    assert [name for name in afterword.__all__ if getattr(afterword, name) is None] == []


def test_the_reference_shows_no_attribute_of_a_private_type() -> None:
    shown = text(built([])["reference/python.md"])
    assert "<code>corpus: Corpus</code>" in shown
    assert "Loaded" not in shown


def test_what_is_not_exported_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Loaded'"):
        _ = afterword.Loaded


def test_importing_the_package_imports_none_of_its_modules(base: Base) -> None:
    code = "import afterword, sys; print([name for name in sys.modules if name.startswith('afterword.')])"
    assert run_python("-c", code, cwd=base.root).stdout == "[]\n"


def test_reviews_are_loaded_with_patterns_and_without_what_is_broken(base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    base.write("postmortems/2025-02-02-broken.md", page("title: Only a title\n"))
    corpus = afterword.load_reviews(str(base.root))
    assert [review.id for review in corpus.reviews] == ["2025-01-01-example"]
    assert [pattern.id for pattern in corpus.patterns] == ["evaluation-blind-spot"]


def test_reviews_are_checked_as_by_the_command(base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED.replace("severity: sev3", "severity: sev9")))
    report = afterword.check_reviews(base.root, AS_OF)
    assert report.rejected
    assert [found.code for found in report.diagnostics] == [found.code for found in base.problems()]


def test_similar_reviews_are_found_for_a_text_and_for_a_review(base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    corpus = afterword.load_reviews(base.root)
    (hit,) = afterword.similar_reviews(corpus, "the cache was empty after a release")
    assert hit.review.id == "2025-01-01-example"
    other = Review("2026-01-01-other", "postmortems/2026-01-01-other.md", hit.review.data, "")
    assert [hit.review.id for hit in afterword.similar_reviews(corpus, other)] == ["2025-01-01-example"]


@pytest.mark.parametrize("most", [0, -1])
def test_the_number_of_similar_reviews_is_at_least_one(base: Base, most: int) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    corpus = afterword.load_reviews(base.root)
    for asked in ("the cache was empty", corpus.reviews[0]):
        with pytest.raises(ValueError, match=f"`most` is {most}; it must be at least 1"):
            afterword.similar_reviews(corpus, asked, most=most)


def test_settings_that_cannot_be_used_are_an_error(base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword]\nunknown = 1\n")
    with pytest.raises(afterword.SettingsError, match="unknown"):
        afterword.load_reviews(base.root)


@pytest.mark.parametrize("read", [afterword.load_reviews, afterword.check_reviews])
def test_a_folder_without_a_knowledge_base_is_no_empty_one(base: Base, read: Callable[[Path], object]) -> None:
    for folder in (base.root / "nowhere", base.root / "docs"):
        with pytest.raises(afterword.SettingsError, match=r"No reviews found: the folder .* does not exist"):
            read(folder)
    read(base.root)
    base.write("pyproject.toml", "[tool.afterword]\nreviews = 'reveiws'\n")
    with pytest.raises(afterword.SettingsError, match="reveiws does not exist"):
        read(base.root)
