"""Every file of a knowledge base is taken in, each with what became of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afterword.corpus import load
from afterword.corpus.entry import stem_of
from afterword.corpus.places import files_in
from afterword.schema import PATTERN, REVIEW
from afterword.settings import Settings, load_settings
from tests.knowledge import DRAFT, EXAMPLE, PATTERN_PAGE, Base, page


def test_whatever_claims_to_be_a_page_is_taken_in_and_images_are_not(tmp_path: Path) -> None:
    for name in ("b.md", "a.MD", ".hidden.md", "c.md~", "notes.txt", "no-suffix"):
        (tmp_path / name).write_text("")
    (tmp_path / "images").mkdir()
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "link").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe")
    assert [file.name for file in files_in(tmp_path)] == [".hidden.md", "a.MD", "b.md", "folder.md", "link", "pipe"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(files_in(tmp_path / "nothing")) == []


def test_a_file_becomes_a_value_or_says_why_not(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    base.write("postmortems/2025-01-02-broken.md", "---\n")
    base.write("postmortems/2025-01-03-incomplete.md", "---\ntitle: x\n---\n")
    loaded = load(load_settings(base.root))
    assert [(entry.id, entry.value is None, entry.document is None) for entry in loaded.of_kind(REVIEW)] == [
        ("2025-01-01-example", False, False),
        ("2025-01-02-broken", True, True),
        ("2025-01-03-incomplete", True, False),
    ]
    assert [entry.path for entry in loaded.of_kind(PATTERN)] == ["docs/patterns/evaluation-blind-spot.md"]


NO_SLUGS = ["Outage.md", "2025-01-01-Outage.md", "2025-01-01-a b.md", "2025-01-01-a--b.md", "2025-01-01-ä.md", "-x.md"]
NO_SLUGS += ["2025-01-01-x.MD", ".2025-01-01-x.md", "2025-01-01-x.md.md", "index.md", "con.md", "2025-01-01-.md"]
NO_SLUGS += ["<b>.md", "2025\n::error::x.md", "2025-01-01-\x1b[31m.md", "2025-01-01-\u202etxt.md"]


@pytest.mark.parametrize("name", [*NO_SLUGS, f"2025-01-01-{'x' * 70}.md"])
def test_a_name_that_is_no_slug_is_refused(name: str, base: Base) -> None:
    base.write(f"postmortems/{name}", page(DRAFT))
    assert [found.code for found in base.problems(f"postmortems/{name}") if found.code == "AW010"] == ["AW010"]


@pytest.mark.parametrize("name", ["2025-x", "2025-01-x", "2025-01-01-a-1", "2025-01-01"])
def test_a_name_gives_as_much_of_the_date_as_is_known(name: str, base: Base) -> None:
    base.write(f"postmortems/{name}.md", page(DRAFT))
    assert base.problems(f"postmortems/{name}.md") == ()


@pytest.mark.parametrize("name", ["index.md", "404.md", "Name.md", "a_b.md"])
def test_a_pattern_never_takes_the_name_of_a_page_of_the_site(name: str, base: Base) -> None:
    base.write(f"docs/patterns/{name}", PATTERN_PAGE)
    assert [found.code for found in base.problems(f"docs/patterns/{name}")] == ["AW010", "AW407"]


@pytest.mark.slow
def test_a_name_that_is_no_unicode_is_told_and_printed_escaped(base: Base) -> None:
    file = os.fsencode(base.root / "postmortems") + b"/2025-01-01-\xff.md"
    Path(os.fsdecode(file)).write_text(page(DRAFT))
    done = base.run("check")
    assert done.returncode == 1
    assert r"postmortems/2025-01-01-\udcff.md:1:1: error AW010" in done.stdout


def test_every_special_file_is_told_in_one_run_and_none_blocks(base: Base) -> None:
    folder = base.root / "postmortems"
    (folder / "2024-archive").symlink_to(base.root / "docs")
    (folder / "2025-01-01-link.md").symlink_to("/etc/passwd")
    (folder / "2025-01-02-parent.md").symlink_to("..")
    (folder / "2025-01-03-dangling.md").symlink_to("nowhere")
    (folder / "2025-01-04-loop.md").symlink_to("2025-01-04-loop.md")
    (folder / "2025-01-05-folder.md").mkdir()
    os.mkfifo(folder / "2025-01-06-pipe.md")
    codes = [(found.path[-12:], found.code) for found in base.report().diagnostics if "postmortems" in found.path]
    assert codes == [
        ("2024-archive", "AW001"),
        ("1-01-link.md", "AW001"),
        ("02-parent.md", "AW001"),
        ("-dangling.md", "AW001"),
        ("1-04-loop.md", "AW001"),
        ("05-folder.md", "AW001"),
        ("1-06-pipe.md", "AW001"),
    ]


def test_a_folder_of_reviews_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert load(Settings(root=tmp_path)).entries == ()


@pytest.mark.parametrize(
    "path", ["a/b.md", "b.md", "a/.md", "a/..md", "a/b.c.md", "a/b", "a/b.MD", "a/md", "a.md/b.txt"]
)
def test_the_id_of_a_page_is_its_name_without_the_suffix(path: str) -> None:
    assert stem_of(path) == Path(path).stem
