"""The plugin inside MkDocs: what is built, what is refused, and what stays when a build fails."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel

from tests.acceptance.common import CONFIG, Probe, built, contents, loaded, made, previewing, reviews, spoil

pytestmark = pytest.mark.usefixtures("few_pages")

ACTING = """\
from markdown import Extension
from markdown.postprocessors import Postprocessor


class Acting(Postprocessor):
    def run(self, text):
        return text + "<p>Kept<script>alert(1)</script></p>"


class ActingExtension(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Acting(md), "acting", 0)


def makeExtension(**settings):
    return ActingExtension(**settings)
"""
"""An extension of Markdown that puts a script into every text."""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return made(tmp_path / "base")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, few_pages: None) -> tuple[Path, Probe]:  # noqa: ARG001
    """A knowledge base that was built, and what the engine was given: to be looked at and not to be changed."""
    root = made(tmp_path_factory.mktemp("whole") / "base")
    return root, built(root, strict=True)


@pytest.fixture
def published(whole: tuple[Path, Probe], tmp_path: Path) -> Path:
    """A knowledge base with the site of the build before."""
    return shutil.copytree(whole[0], tmp_path / "base")


def records(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.name == "mkdocs.plugins.afterword" and r.levelno == level]


def test_every_review_and_pattern_becomes_a_page_and_a_record(whole: tuple[Path, Probe]) -> None:
    base, _ = whole
    for review in reviews(base):
        assert (base / "site" / "postmortems" / review.stem / "index.html").is_file()
        assert (base / "site" / "api" / "v1" / "postmortems" / f"{review.stem}.json").is_file()
    for pattern in (base / "docs" / "patterns").glob("*.md"):
        assert (base / "site" / "patterns" / pattern.stem / "index.html").is_file()


def test_the_engine_never_reads_a_file_with_the_front_matter_of_an_author(whole: tuple[Path, Probe]) -> None:
    given = [file.abs_src_path for file in whole[1].files if file.abs_src_path]
    assert given
    assert not [path for path in given if "/postmortems/" in path or "/patterns/" in path]


def test_reviews_inside_the_docs_folder_are_read_by_our_reader_alone(base: Path) -> None:
    (base / "postmortems").rename(base / "docs" / "postmortems")
    (base / "pyproject.toml").write_text('[tool.afterword]\nreviews = "docs/postmortems"\n', "utf-8")
    given = [file.abs_src_path for file in built(base, strict=True).files if file.abs_src_path]
    assert not [path for path in given if "/postmortems/" in path]


def test_the_edit_link_of_a_page_leads_to_the_file_that_its_author_wrote(whole: tuple[Path, Probe]) -> None:
    base, probe = whole
    files = probe.files.src_uris
    review = reviews(base)[0].stem
    expected = {
        f"postmortems/{review}.md": f"https://git.example.org/kb/edit/main/postmortems/{review}.md",
        "patterns/stale-model.md": "https://git.example.org/kb/edit/main/docs/patterns/stale-model.md",
        "postmortems/index.md": None,
    }
    pages = {path: files[path].page for path in expected}
    assert {path: page.edit_url for path, page in pages.items() if page} == expected


def test_reviews_stay_out_of_the_navigation_and_hang_below_their_list(whole: tuple[Path, Probe]) -> None:
    base, probe = whole
    page = probe.files.src_uris[f"postmortems/{reviews(base)[0].stem}.md"].page
    assert page is not None
    assert page not in probe.nav.pages
    assert [ancestor.title for ancestor in page.ancestors] == ["Postmortems"]


@pytest.mark.parametrize(
    ("theme", "ancestors"),
    [
        ("name: mkdocs", ["Patterns", "Registers"]),
        ("name: material\n  features: [navigation.indexes]", ["Registers"]),
    ],
)
def test_a_page_hangs_below_its_list_or_below_the_section_that_is_one_with_it(
    base: Path, theme: str, ancestors: list[str]
) -> None:
    (base / "mkdocs.yml").write_text(CONFIG.replace("name: mkdocs", theme), "utf-8")
    page = built(base).files.src_uris["patterns/stale-model.md"].page
    assert page is not None
    assert [ancestor.title for ancestor in page.ancestors] == ancestors


def test_the_size_of_the_navigation_does_not_grow_with_the_reviews(whole: tuple[Path, Probe]) -> None:
    assert len(whole[1].nav.pages) == 3


def test_a_malformed_review_fails_the_build_and_leaves_the_published_site_in_place(
    published: Path, caplog: pytest.LogCaptureFixture
) -> None:
    base = published
    before = contents(base / "site")
    for review in reviews(base)[:2]:
        spoil(review)
    with pytest.raises(Abort):
        built(base)
    assert contents(base / "site") == before
    told = records(caplog, logging.ERROR)
    assert [message.split(":")[1].strip() for message in told] == [
        f"postmortems/{review.name}" for review in reviews(base)[:2]
    ]
    assert "2 problems in 2 files" in caplog.text


def test_a_problem_that_the_settings_reject_fails_the_build_before_the_published_site_is_deleted(
    published: Path,
) -> None:
    base = published
    before = contents(base / "site")
    review = reviews(base)[0]
    lines = review.read_text("utf-8").replace("onset_precision: minute", "onset_precision: day")
    first, rest = lines.split("timeline:\n", 1)
    told_last = "- at: '2026-01-01'\n  event: It came first and is told last.\n"
    review.write_text(f"{first}timeline:\n{told_last}{rest}", "utf-8")
    (base / "pyproject.toml").write_text('[tool.afterword]\nfail_on = "warning"\n', "utf-8")
    with pytest.raises(Abort):
        built(base)
    assert contents(base / "site") == before


def test_a_schema_that_cannot_be_used_fails_the_build_before_anything_is_deleted(published: Path) -> None:
    base = published
    before = contents(base / "site")
    (base / "own").mkdir()
    (base / "pyproject.toml").write_text('[tool.afterword]\nschema = "own"\n', "utf-8")
    with pytest.raises(Abort):
        built(base)
    assert contents(base / "site") == before


def test_a_knowledge_base_without_reviews_is_an_error(base: Path, caplog: pytest.LogCaptureFixture) -> None:
    for review in reviews(base):
        review.unlink()
    with pytest.raises(Abort):
        built(base)
    assert "No reviews found" in caplog.text


@pytest.fixture
def preview(base: Path) -> Iterator[MkDocsConfig]:
    with previewing(base) as config:
        yield config


def test_a_preview_tells_errors_as_warnings_and_shows_the_rest(
    base: Path, preview: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    spoiled, *others = reviews(base)
    spoil(spoiled)
    build(preview, serve_url="http://localhost:8000/")
    assert not (base / "site" / "postmortems" / spoiled.stem).exists()
    assert all((base / "site" / "postmortems" / review.stem).is_dir() for review in others)
    assert len(records(caplog, logging.WARNING)) == 1
    assert records(caplog, logging.ERROR) == []


def test_a_preview_keeps_nothing_of_the_build_before(base: Path, preview: MkDocsConfig) -> None:
    gone = reviews(base)[0]
    build(preview, serve_url="http://localhost:8000/")
    gone.unlink()
    again = loaded(base)
    assert again.plugins["afterword"] is preview.plugins["afterword"]
    build(again, serve_url="http://localhost:8000/")
    assert not (base / "site" / "postmortems" / gone.stem).exists()
    assert again.watch == preview.watch


def test_the_folders_outside_docs_are_watched(base: Path) -> None:
    config = loaded(base)
    config.plugins.on_config(config)
    assert str(base / "postmortems") in config.watch


def test_a_page_written_by_hand_stands_in_place_of_the_generated_one(base: Path) -> None:
    (base / "docs" / "index.md").write_text("# Ours\n", "utf-8")
    given = built(base).files.src_uris["index.md"]
    assert given.abs_src_path == str(base / "docs" / "index.md")


def test_a_link_beside_the_reviews_is_named_and_not_published(base: Path, caplog: pytest.LogCaptureFixture) -> None:
    images = base / "postmortems" / "images"
    images.mkdir()
    (images / "leak.txt").symlink_to(base / "pyproject.toml")
    caplog.set_level(logging.INFO, "mkdocs")
    built(base)
    assert not (base / "site" / "postmortems" / "images").exists()
    (told,) = [one for one in records(caplog, logging.INFO) if "not published" in one]
    assert "postmortems/images/leak.txt is not published" in told


def test_what_could_act_is_taken_out_of_an_authors_page_after_every_extension(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (base / "acting_extension.py").write_text(ACTING, "utf-8")
    monkeypatch.syspath_prepend(base)
    built(base, markdown_extensions=["attr_list", "md_in_html", "tables", "acting_extension"])
    html = (base / "site" / "patterns" / "stale-model" / "index.html").read_text("utf-8")
    assert "<p>Kept</p>" in html
    assert "alert(1)" not in html


def test_a_file_of_the_docs_folder_goes_through_as_it_is(base: Path) -> None:
    (base / "docs" / "guide.md").write_text("# Guide\n\n<script>ours()</script>\n", "utf-8")
    file = built(base).files.src_uris["guide.md"]
    assert isinstance(file, File)
    assert file.inclusion is InclusionLevel.INCLUDED
    assert "<script>ours()</script>" in (base / "site" / "guide" / "index.html").read_text("utf-8")
