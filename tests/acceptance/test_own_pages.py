"""A page of one's own replaces the generated one of the same path; any other at an address of ours is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File

from afterword.pages import addresses
from afterword.site.assemble import assemble
from afterword.site.own_pages import settled
from tests.acceptance.common import CONFIG, built, few_pages, previewing
from tests.knowledge import AS_OF, EXAMPLE, PUBLISHED, Base, page
from tests.unit.cli.invoke import invoke

ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8"/></svg>'
OWN = "# A page of our own\n\nWith words of our own.\n"


@pytest.fixture
def full(base: Base) -> Base:
    """A knowledge base with one of everything that has a page."""
    base.write("mkdocs.yml", CONFIG)
    base.write(EXAMPLE, page(PUBLISHED, "![a drawing](images/load.svg)\n"))
    base.write("postmortems/images/load.svg", DRAWING)
    return base


@pytest.fixture
def few(full: Base) -> Iterator[Base]:
    """The same, while few pages are made of it."""
    with few_pages():
        yield full


def names(place: str, *, folders: bool) -> set[str]:
    """Every path below the docs folder of which an engine makes this file of the site."""
    stem = place.removesuffix(".html")
    stems = {stem, stem.removesuffix("index") + "README", stem.removesuffix("/index")}
    every = {place, *(f"{one}{ending}" for one in stems for ending in ENDINGS)}
    return {one for one in every if addresses.built_file(one, folders=folders) == place}


@pytest.mark.parametrize("folders", [True, False])
def test_every_name_of_every_address_replaces_ours_or_is_refused(folders: bool, full: Base) -> None:
    made = assemble(full.report(), None, AS_OF, "https://example.org/kb", folders=folders)
    tried = 0
    for ours in made.pages:
        for name in names(addresses.built_file(ours.path, folders=folders), folders=folders):
            kept, clashes = settled(made.site, made.pages, {name})
            tried += 1
            of_a_file = bool(ours.source) or addresses.is_data(ours.path) or ours.path.startswith("postmortems/images/")
            if name == ours.path and not of_a_file:
                assert (clashes, [one.path for one in made.pages if one not in kept]) == ((), [ours.path])
                continue
            assert [clash.own for clash in clashes] == [name]
            told = clashes[0].told("docs")
            assert f"docs/{name} and " in told
            assert (ours.source or ours.path) in told
    assert tried > 2 * len(made.pages)


@pytest.mark.parametrize("folders", [True, False])
def test_we_know_of_every_file_what_the_engine_makes_of_it(folders: bool, full: Base) -> None:
    made = assemble(full.report(), None, AS_OF, folders=folders)
    places = {addresses.built_file(one.path, folders=folders) for one in made.pages}
    odd = {"a.MD", "readme.md", "Index.md", "a/README", "README.txt", "a.b.md"}
    for path in {name for place in places for name in names(place, folders=folders)} | odd:
        assert addresses.built_file(path, folders=folders) == File(path, "docs", "site", folders).dest_uri, path


REFUSED = {
    "README.md": "index.md",
    "index.html": "index.md",
    "postmortems.md": "postmortems/index.md",
    "postmortems/README.md": "postmortems/index.md",
    "postmortems/index.html": "postmortems/index.md",
    "layers/data/index.md": "layers/data.md",
    "layers/data/README.md": "layers/data.md",
    "search.md": "search/index.md",
    "reference/schema/index.md": "reference/schema.md",
    "patterns.md": "patterns/index.md",
    "models/page-ranker/README.md": "models/page-ranker.md",
    "feed.xml": "feed.xml",
    "actions.ics": "actions.ics",
    "api/v1/index.json": "api/v1/index.json",
    "layers/data/feed.xml": "layers/data/feed.xml",
    "postmortems/2025-01-01-example.md": EXAMPLE,
    "postmortems/2025-01-01-example/index.md": EXAMPLE,
    "patterns/evaluation-blind-spot/index.md": "docs/patterns/evaluation-blind-spot.md",
    "feed.xml/index.md": "feed.xml",
    "readiness/page-ranker/index.md": "readiness/page-ranker.md",
    "api/v1/readiness/page-ranker.json": "api/v1/readiness/page-ranker.json",
}
ONLY_IN_A_BUILD = {"postmortems/images/load.svg": "postmortems/images/load.svg"}


@pytest.mark.parametrize(("own", "ours"), {**REFUSED, **ONLY_IN_A_BUILD}.items())
def test_no_build_chooses_between_two_files_of_one_address(
    own: str, ours: str, full: Base, caplog: pytest.LogCaptureFixture
) -> None:
    full.write("pyproject.toml", "[tool.afterword.rules]\nshared-address = 'off'\n")
    full.write(f"docs/{own}", OWN)
    with pytest.raises(Abort):
        built(full.root)
    rendered = invoke(full.root, "render", "--out", "out")
    assert rendered.exit_code == 2
    for told in (caplog.text, rendered.output):
        assert f"docs/{own} and " in told
        assert ours in told
    assert not (full.root / "site").exists()
    assert not (full.root / "out").exists()


@pytest.mark.parametrize(("own", "ours"), REFUSED.items())
def test_the_check_names_both(own: str, ours: str, full: Base) -> None:
    full.write(f"docs/{own}", OWN)
    done = invoke(full.root, "check")
    assert done.exit_code == 1
    assert f"docs/{own}:1:1: error AW416 shared-address" in done.output
    assert ours in done.output


@pytest.mark.parametrize("own", ["index.md", "postmortems/index.md", "layers/data.md", "search/index.md"])
def test_a_page_of_the_same_path_takes_the_place_of_ours(own: str, few: Base) -> None:
    few.write(f"docs/{own}", OWN)
    assert invoke(few.root, "check", "--strict").exit_code == 0
    built(few.root, strict=True)
    shown = few.root / "site" / addresses.built_file(own, folders=True)
    assert "With words of our own." in shown.read_text("utf-8")
    assert invoke(few.root, "render", "--out", "out").exit_code == 0
    assert (few.root / "out" / own).read_text("utf-8") == OWN


def test_a_page_that_the_engine_leaves_out_takes_no_place(few: Base) -> None:
    few.write("docs/README.md", OWN)
    few.write("mkdocs.yml", f"{CONFIG}exclude_docs: |\n  README.md\n")
    assert invoke(few.root, "check", "--strict").exit_code == 0
    built(few.root, strict=True)
    assert "With words of our own." not in (few.root / "site" / "index.html").read_text("utf-8")


def test_without_folders_two_pages_that_are_two_addresses_are_both_there(few: Base) -> None:
    few.write("docs/postmortems.md", OWN)
    few.write("mkdocs.yml", f"{CONFIG}use_directory_urls: false\n")
    assert invoke(few.root, "check", "--strict").exit_code == 0
    built(few.root)
    assert "With words of our own." in (few.root / "site" / "postmortems.html").read_text("utf-8")
    assert (few.root / "site" / "postmortems" / "index.html").is_file()


def test_a_readme_beside_an_index_of_our_own_is_settled_by_the_engine(few: Base) -> None:
    few.write("docs/index.md", OWN)
    few.write("docs/README.md", "# Not this one\n")
    assert invoke(few.root, "check", "--strict").exit_code == 0
    built(few.root)
    assert "With words of our own." in (few.root / "site" / "index.html").read_text("utf-8")


def test_a_preview_warns_and_shows_the_review(few: Base, caplog: pytest.LogCaptureFixture) -> None:
    few.write("docs/postmortems/2025-01-01-example.md", OWN)
    with previewing(few.root) as config:
        build(config)
        shown = Path(config.site_dir) / "postmortems" / "2025-01-01-example" / "index.html"
        assert "The cache was empty" in shown.read_text("utf-8")
    assert f"docs/postmortems/2025-01-01-example.md and {EXAMPLE} have the same address" in caplog.text
