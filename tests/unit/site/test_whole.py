"""The site as a whole: addresses, links, and bytes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache

from afterword.corpus import Corpus, load
from afterword.model import Pattern, Review
from afterword.schema import PATTERN, REVIEW
from afterword.settings import load_settings
from afterword.site import Page, build_pages
from tests.made import AS_OF, REPOSITORY

# Code is not looked into, and neither are the addresses of other hosts.
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(r"\]\(<?([^)\s>#?]+)[^)]*\)")


@cache
def whole() -> list[Page]:
    """Every page of this repository's own site, made once."""
    return made_anew()


def made_anew() -> list[Page]:
    settings = load_settings(REPOSITORY)
    loaded = load(settings)
    values = [entry.value for entry in loaded.entries]
    corpus = Corpus.of(
        [value for value in values if isinstance(value, Review)],
        [value for value in values if isinstance(value, Pattern)],
    )
    review, pattern = (loaded.contracts[kind].fields for kind in (REVIEW, PATTERN))
    return build_pages(corpus, review, pattern, settings, AS_OF)


def links(page: Page) -> Iterator[str]:
    assert isinstance(page.content, str)
    for target in _LINK.findall(_CODE.sub("", page.content)):
        if "://" not in target and not target.startswith(("mailto:", "images/")):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))


def test_every_link_between_pages_leads_to_one() -> None:
    pages = whole()
    there = {page.path for page in pages}
    docs = {str(file.relative_to(REPOSITORY / "docs")) for file in (REPOSITORY / "docs").rglob("*.md")}
    broken = {
        (page.path, target)
        for page in pages
        if page.is_markdown
        for target in links(page)
        if target not in there | docs
    }
    assert broken == set()


def test_the_addresses_are_those_of_the_contract() -> None:
    there = {page.path for page in whole()}
    assert {"index.md", "api/v1/index.json", "feed.xml", "actions.ics", "assets/afterword/afterword.css"} <= there
    built = ("postmortems", "layers", "models", "patterns", "classes", "near-misses", "actions", "reference")
    for folder in (*built, "recurrence", "trends", "safeguards", "lessons", "readiness", "destinations"):
        assert f"{folder}/index.md" in there


def test_the_same_corpus_makes_the_same_bytes_in_the_same_order() -> None:
    assert [(page.path, page.raw) for page in whole()] == [(page.path, page.raw) for page in made_anew()]


def test_the_style_and_the_script_ask_no_other_host() -> None:
    assets = [page for page in whole() if page.path.startswith("assets/")]
    assert assets
    for page in assets:
        addresses = set(re.findall(rb"(?:https?:)?//[A-Za-z][^\s\"')]*", page.raw))
        assert addresses <= {b"http://www.w3.org/2000/svg"}, page.path


def test_no_page_uses_an_anchor_twice() -> None:
    repeated = {}
    for page in whole():
        anchors = (
            re.findall(r"\{[^}\n]*#([a-z0-9-]+)[^}\n]*\}$", page.raw.decode(), re.MULTILINE) if page.is_markdown else []
        )
        if len(anchors) != len(set(anchors)):
            repeated[page.path] = anchors
    assert repeated == {}
