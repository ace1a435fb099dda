"""The site as a whole: addresses, links, and bytes."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from afterword.corpus import Corpus, load
from afterword.model import Pattern, Review
from afterword.pages import addresses
from afterword.pages.page import Document
from afterword.rendering.document import anchors
from afterword.schema import PATTERN, REVIEW
from afterword.settings import load_settings
from afterword.site import Page, build_pages
from afterword.site.context import Site
from afterword.site.write.page import KNOWN
from tests.made import AS_OF, REPOSITORY
from tests.unit.rendering.shown import Seen

pytestmark = pytest.mark.slow

# In a narrative, code is not looked into.
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
    return build_pages(Site(corpus, review, pattern, settings, AS_OF))


@cache
def written() -> dict[str, Document]:
    """Every page for readers, by its path."""
    return {page.path: page.write() for page in whole() if page.write}


@cache
def for_readers() -> dict[str, str]:
    """The HTML of every page by its address, without the narrative."""
    return {
        addresses.url(path): f'{made.before}\n<div id="story"></div>\n{made.after}' for path, made in written().items()
    }


@cache
def links() -> frozenset[tuple[str, str, str]]:
    """Every link within this site: the address of its page, the address to which it leads, and the place there."""
    return frozenset((page, *link) for page, html in for_readers().items() for link in links_on(page, html))


def links_on(address: str, html: str) -> Iterator[tuple[str, str]]:
    for name, value in Seen(html).attributes:
        target, _, place = value.partition("#")
        if name == "href" and "://" not in target and not target.startswith("mailto:"):
            yield reached(address, target.partition("?")[0]), place


def reached(address: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", address, target)).strip("/")


def published() -> set[str]:
    docs = {str(file.relative_to(REPOSITORY / "docs")) for file in (REPOSITORY / "docs").rglob("*.md")}
    beside = (file for file in (REPOSITORY / "postmortems").rglob("*.*") if file.suffix != ".md")
    files = {page.path for page in whole()} | docs | {str(file.relative_to(REPOSITORY)) for file in beside}
    return {addresses.published(file, folders=True).strip("/") for file in files}


def test_every_link_between_pages_leads_to_one() -> None:
    there = published()
    found = {(page, target) for page, target, _ in links()}
    assert len(found) > 1000
    assert {(page, target) for page, target in found if target not in there} == set()


def test_every_link_of_a_narrative_leads_to_a_page() -> None:
    there = {*(page.path for page in whole())}
    there |= {str(file.relative_to(REPOSITORY / "docs")) for file in (REPOSITORY / "docs").rglob("*.md")}
    narratives = [(path, made.narrative) for path, made in written().items()]
    broken = {
        (path, target)
        for path, narrative in narratives
        for target in _LINK.findall(_CODE.sub("", narrative))
        if "://" not in target and not target.startswith(("mailto:", "images/"))
        if posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) not in there
    }
    assert broken == set()


def test_every_link_to_a_place_on_a_generated_page_leads_to_one() -> None:
    places = {address.strip("/"): anchors(html) for address, html in for_readers().items()}
    found = {(page, target, place) for page, target, place in links() if place and target in places}
    assert len(found) > 1000
    assert {(page, target, place) for page, target, place in found if place not in places[target]} == set()


def test_the_addresses_are_those_of_the_contract() -> None:
    there = {page.path for page in whole()}
    assert {"index.md", "api/v1/index.json", "feed.xml", "actions.ics", "assets/afterword/afterword.css"} <= there
    built = ("postmortems", "layers", "models", "patterns", "classes", "near-misses", "actions", "reference")
    for folder in (*built, "recurrence", "trends", "safeguards", "lessons", "readiness", "destinations"):
        assert f"{folder}/index.md" in there


def test_the_same_corpus_makes_the_same_bytes_in_the_same_order() -> None:
    once = [(page.path, written().get(page.path, page.raw)) for page in whole()]
    again = [(page.path, page.write() if page.write else page.raw) for page in made_anew()]
    assert once == again


def test_the_style_and_the_script_ask_no_other_host() -> None:
    assets = [
        page for page in whole() if page.path.startswith("assets/") and page.path.endswith((".css", ".js", ".svg"))
    ]
    assert assets
    address = rb"(?:https?:)?//[A-Za-z][^\s\"')]*"
    # The form for a review knows the schema with its examples; its validator names itself where a schema has no
    # address, and replaces the signs of a pattern.
    schema = (REPOSITORY / "schema" / "postmortem.schema.json").read_bytes()
    named = {b"https://github.com/cfworker", b"//g,"}
    texts = {KNOWN: set(re.findall(address, schema)), f"{addresses.ASSETS}/write-tools.js": named}
    for page in assets:
        hosts = set(re.findall(address, page.raw)) - texts.get(page.path, set())
        assert hosts <= {b"http://www.w3.org/2000/svg"}, page.path


def test_no_page_uses_an_anchor_twice() -> None:
    repeated = {
        address: [place for place, times in Counter(re.findall(r'\bid="([^"]+)"', html)).items() if times > 1]
        for address, html in for_readers().items()
    }
    assert {address: places for address, places in repeated.items() if places} == {}
