"""One page of each kind, byte for byte, and the other pages of a small corpus by what they mean.

A page is written as a file for any engine, so its narrative is there as well as the HTML around it.

``pytest tests/golden --update`` writes the expected pages anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from afterword.analysis.readiness import answers, every_model
from afterword.corpus import Corpus, load
from afterword.corpus.facets import FacetIndex, build_facets
from afterword.model import Pattern, Review
from afterword.pages import addresses
from afterword.rendering.document import markdown_file
from afterword.schema import PATTERN, REVIEW
from afterword.settings import load_settings
from afterword.site import build_pages
from afterword.site.context import Site
from tests.made import AS_OF
from tests.unit.rendering.shown import Seen

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
KINDS: Final = (
    *("index.md", "search/index.md", "actions/index.md", "recurrence/index.md", "trends/index.md"),
    *("postmortems/index.md", "near-misses/index.md", "safeguards/index.md", "lessons/index.md"),
    *("postmortems/2025-03-04-doubled-feature-file.md", "postmortems/2024-02-29-held-at-canary.md"),
    *("layers/index.md", "layers/data.md", "models/page-ranker.md"),
    *("patterns/index.md", "patterns/unchecked-file.md"),
    *("readiness/index.md", "readiness/page-ranker.md", "destinations/index.md", "destinations/readiness.md"),
    *("funding/index.md", "write/index.md"),
)
"""A page of each kind; of reviews an incident and a near miss."""

_TO_REVIEW = re.compile(r'<a class="aw-title" href="\.\./\.\./postmortems/([^"#]+)/"')


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    loaded = load(load_settings(HERE / "corpus"))
    assert [(entry.path, entry.reading.findings, entry.violations) for entry in loaded.entries if not entry.value] == []
    values = [entry.value for entry in loaded.entries]
    return Corpus.of(
        [value for value in values if isinstance(value, Review)],
        [value for value in values if isinstance(value, Pattern)],
    )


@pytest.fixture(scope="module")
def facets(corpus: Corpus) -> dict[str, FacetIndex]:
    """The facets that have pages."""
    found = build_facets(corpus, load(load_settings(HERE / "corpus")).contracts[REVIEW].fields)
    return {name: index for name, index in found.items() if index.facet.pages}


@pytest.fixture(scope="module")
def pages(corpus: Corpus) -> dict[str, str]:
    """The pages for readers that the corpus makes; the reference comes from the schema and not from it."""
    settings = load_settings(HERE / "corpus")
    contracts = load(settings).contracts
    made = build_pages(Site(corpus, contracts[REVIEW].fields, contracts[PATTERN].fields, settings, AS_OF))
    found = ((page.path, page.write) for page in made if not page.path.startswith("reference/"))
    return {path: markdown_file(write()) for path, write in found if write}


def test_a_page_of_each_kind_stays_the_same(pages: dict[str, str], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        write(pages)
    expected = {str(file.relative_to(EXPECTED)) for file in EXPECTED.rglob("*.md")}
    assert sorted(KINDS) == sorted(expected)
    changed = [path for path in KINDS if pages[path] != (EXPECTED / path).read_text("utf-8")]
    assert changed == []


def test_every_value_of_the_corpus_has_its_page(
    pages: dict[str, str], corpus: Corpus, facets: dict[str, FacetIndex]
) -> None:
    wanted = {
        *KINDS,
        addresses.WRITE,
        *(addresses.review(review.id) for review in corpus.reviews),
        *(addresses.facet_index(name) for name in facets),
        *(addresses.facet_page(name, group.slug) for name, index in facets.items() for group in index.groups),
        *(addresses.facet_page("patterns", pattern.id) for pattern in corpus.patterns),
        *(addresses.readiness(group.slug) for group in facets["models"].groups),
        *(f"destinations/{name}.md" for name in ("readiness", "resilience", "evaluation", "capacity")),
    }
    assert set(pages) == wanted


def test_the_page_of_a_value_lists_the_reviews_that_have_it_and_no_others(
    pages: dict[str, str], facets: dict[str, FacetIndex]
) -> None:
    values = [(name, group) for name, index in facets.items() for group in index.groups]
    assert len(values) > 20
    for name, group in values:
        listed = _TO_REVIEW.findall(pages[addresses.facet_page(name, group.slug)])
        assert sorted(listed) == sorted(review.id for review in group.reviews), group.title


def test_the_page_of_a_review_shows_all_that_the_review_says(pages: dict[str, str], corpus: Corpus) -> None:
    for review in corpus.reviews:
        page = shown(pages[addresses.review(review.id)])
        said = [review.title, str(review.data["summary"]), *(action.title for action in review.actions)]
        said += [cause["statement"] for cause in review.data.get("root_causes", ())]
        said += [guard["name"] for guard in review.data.get("safeguards", ())]
        missing = [text for text in said if read(text) not in page]
        assert (review.id, missing) == (review.id, [])


def test_the_page_of_readiness_gives_the_answers_of_its_model(
    pages: dict[str, str], corpus: Corpus, facets: dict[str, FacetIndex]
) -> None:
    slugs = {group.value: group.slug for group in facets["models"].groups}
    found = every_model(corpus, AS_OF)
    assert found.keys() == slugs.keys()
    for model, of_model in found.items():
        page = shown(pages[addresses.readiness(slugs[model])])
        assert read(answers.taught(of_model.checklist)) in page
        assert read(answers.may_ship(of_model.checklist, of_model.gate)) in page


def test_the_page_of_a_destination_lists_each_check_that_reviews_add_to_it(
    pages: dict[str, str], corpus: Corpus
) -> None:
    fed = [
        (name, check)
        for review in corpus.reviews
        for name, checks in review.data.get("feeds", {}).items()
        for check in checks
    ]
    assert {name for name, _ in fed} == {"readiness", "capacity"}
    assert [check for name, check in fed if read(check) not in shown(pages[f"destinations/{name}.md"])] == []


def shown(page: str) -> str:
    """The words of a page, in small letters."""
    return Seen(page).text.casefold()


def read(text: str) -> str:
    """The words of a text of an author, of whose marks a reader sees no backtick, in small letters."""
    return " ".join(text.replace("`", "").split()).casefold()


def write(pages: dict[str, str]) -> None:
    for file in EXPECTED.rglob("*.md"):
        file.unlink()
    for path in KINDS:
        file = EXPECTED / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(pages[path], "utf-8")
