"""Pages that differ in a few values share what the theme renders, and are what the theme would make of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from bench.generate import generate
from jinja2 import Environment

from afterword.mkdocs_adapter.short_templates import ShortTemplates
from tests.acceptance.common import MATERIAL, built, contents, made, reviews
from tests.acceptance.test_kept_frames import cold, framed

pytestmark = pytest.mark.usefixtures("few_pages")

TABS = MATERIAL.replace("name: material", "name: material\n  features: [navigation.tabs]")
MANY = 9
FEW = 4
"""Two pages, once with marks in place of what is their own, and one whose title has an apostrophe."""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    root = made(tmp_path / "base", TABS, count=MANY)
    retitle(root, '"What\'s new"', 1)
    return root


def retitle(base: Path, title: str, number: int = 3) -> None:
    review = reviews(base)[number]
    lines = review.read_text("utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("title:"))
    lines[at] = f"title: {title}"
    review.write_text("\n".join(lines), "utf-8")


def showing(expression: str) -> Callable[[ShortTemplates, Environment, str], object]:
    """A theme that shows something more on each page."""
    original = ShortTemplates.get_source

    def get_source(self: ShortTemplates, environment: Environment, template: str) -> object:
        source, *others = original(self, environment, template)
        return (source + f"{{{{ {expression} }}}}" if template == "partials/content.html" else source, *others)

    return get_source


def test_the_theme_is_rendered_for_few_of_the_pages_that_are_alike(base: Path) -> None:
    assert framed(base) == FEW
    assert contents(base / "site") == cold(base)


@pytest.mark.parametrize("title", ['"Fish & chips"', '"What\'s new"', '"Scores of `code`"'])
def test_titles_that_are_escaped_alike_share_it_too(base: Path, title: str) -> None:
    for number in range(MANY):
        retitle(base, title, number)
    assert framed(base) < MANY / 2
    assert contents(base / "site") == cold(base)


def test_pages_that_each_have_a_feed_share_it_too(tmp_path: Path) -> None:
    base = tmp_path / "base"
    generate(1, 7, base)
    (base / "mkdocs.yml").write_text(TABS, "utf-8")
    assert framed(base, "patterns/") < len(list((base / "docs" / "patterns").glob("*.md"))) / 2
    assert contents(base / "site") == cold(base)


def test_a_title_that_could_be_a_tag_is_left_to_the_theme(base: Path) -> None:
    retitle(base, "'Scores of <b> & \"c\"'")
    assert framed(base) == FEW + 1
    assert contents(base / "site") == cold(base)


@pytest.mark.parametrize("shown", ["page.title | e", "page.meta.description | e"])
def test_where_the_theme_escapes_in_another_way_it_makes_what_is_escaped(base: Path, shown: str) -> None:
    for number in range(MANY):
        retitle(base, '"Fish & chips"', number)
    with patch.object(ShortTemplates, "get_source", showing(shown)):
        built(base)
        assert contents(base / "site") == cold(base)


@pytest.mark.parametrize("shown", ["page.url", "page.title | upper", "page.title | urlencode"])
def test_where_the_theme_shows_more_of_a_page_it_makes_them_all(base: Path, shown: str) -> None:
    retitle(base, "Only one word", 0)
    with patch.object(ShortTemplates, "get_source", showing(shown)):
        assert framed(base) > MANY
        assert contents(base / "site") == cold(base)
