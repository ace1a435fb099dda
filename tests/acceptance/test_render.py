"""``afterword render``: the pages that MkDocs gets, written whole or not at all."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli.render import COMMAND, MOST_NAMED, render
from afterword.cli.whole_folder import marker_of
from afterword.pages.page import Document
from afterword.publish.search import FOLDER
from afterword.rendering import document
from afterword.rendering.document import markdown_file
from tests.acceptance.common import built, contents, loaded, made, reviews, spoil
from tests.knowledge import run_command

pytestmark = pytest.mark.usefixtures("few_pages")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    root = made(tmp_path / "base", count=3)
    (root / "docs" / "guide.md").write_text("# Guide\n", "utf-8")
    images = root / "postmortems" / "images"
    images.mkdir()
    (images / "a.csv").write_bytes(b"x\n")
    return root


def rendered(base: Path, out: Path, *more: str) -> Result:
    return CliRunner().invoke(render, ["--root", str(base), "--as-of", "2027-01-01", "--out", str(out), *more])


def test_the_files_are_those_that_the_plugin_hands_to_mkdocs(base: Path, tmp_path: Path) -> None:
    out, probe = tmp_path / "out", built(base)
    assert rendered(base, out).exit_code == 0
    theme = tuple(loaded(base).theme.dirs)
    given = {f.src_uri: f.content_bytes for f in probe.files if not (f.abs_src_path or "").startswith(theme)}
    written = contents(out)
    assert marker_of(COMMAND) in written
    del written[marker_of(COMMAND)]
    # The plugin writes the index of the search into the site itself.
    index = {path for path in written if path.startswith(f"{FOLDER}/")}
    assert f"{FOLDER}/head.js" in index
    assert sorted(written.keys() - index) == sorted(given)
    # A page of the plugin has no file; the tests of the engines compare what readers see of it.
    beside = [path for path, raw in given.items() if raw]
    assert {path for path in given if not path.endswith(".md")} < set(beside)
    assert [path for path in beside if written[path] != given[path]] == []


def test_a_page_is_written_before_the_next_is_made(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[int] = []

    def counting(document: Document) -> str:
        there.append(len(list((tmp_path / ".out.afterword-new").rglob("*.md"))))
        return markdown_file(document)

    monkeypatch.setattr(document, "markdown_file", counting)
    assert rendered(base, tmp_path / "out").exit_code == 0
    assert len(there) > 20
    assert [later - earlier for earlier, later in pairwise(there)] == [1] * (len(there) - 1)


def test_two_renderings_of_one_day_are_equal_byte_for_byte(base: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert rendered(base, tmp_path / name).exit_code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_neither_zone_nor_locale_nor_hash_seed_nor_folder_changes_a_byte(base: Path, tmp_path: Path) -> None:
    strange = {"TZ": "Asia/Kolkata", "LC_ALL": "C", "PYTHONHASHSEED": "42", "PYTHONUTF8": "0"}
    moved = tmp_path / "moved"
    shutil.copytree(base, moved)
    for review in sorted(reviews(moved), reverse=True):
        # Written anew in another order, so that the folder lists them in another.
        text = review.read_bytes()
        review.unlink()
        review.write_bytes(text)
    for root, out, environment in ((base, "one", {"PYTHONHASHSEED": "1"}), (moved, "two", strange)):
        asked = ["render", "--root", str(root), "--as-of", "2027-01-01", "--out", str(tmp_path / out)]
        done = run_command(*asked, cwd=tmp_path if out == "one" else root, **environment)
        assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_no_file_names_a_folder_of_the_machine(base: Path, tmp_path: Path) -> None:
    rendered(base, tmp_path / "out")
    assert not [path for path, raw in contents(tmp_path / "out").items() if str(tmp_path).encode() in raw]


def test_a_malformed_review_is_told_and_nothing_is_written(base: Path, tmp_path: Path) -> None:
    spoil(reviews(base)[0])
    result = rendered(base, tmp_path / "out")
    assert result.exit_code == 1
    assert "AW104" in result.output
    assert not (tmp_path / "out").exists()


def test_a_malformed_review_leaves_an_earlier_rendering_in_place(base: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    rendered(base, out)
    before = contents(out)
    spoil(reviews(base)[0])
    assert rendered(base, out).exit_code == 1
    assert contents(out) == before


def test_an_earlier_rendering_is_replaced_whole(base: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    rendered(base, out)
    (out / "left-over.md").write_text("Old", "utf-8")
    assert rendered(base, out).exit_code == 0
    assert not (out / "left-over.md").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "out"]


def test_a_folder_with_other_files_is_refused(base: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.md").write_text("Mine", "utf-8")
    result = rendered(base, out)
    assert result.exit_code == 2
    assert "`afterword render` did not write" in result.output
    assert contents(out) == {"thesis.md": b"Mine"}


def test_an_empty_folder_is_filled(base: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert rendered(base, tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "guide.md").is_file()


def test_a_fault_while_writing_leaves_the_earlier_rendering_and_no_litter(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    rendered(base, out)
    before = contents(out)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = rendered(base, out)
    monkeypatch.undo()
    assert result.exit_code == 2
    assert "no space left" in result.output.lower()
    assert contents(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "out"]


def test_a_knowledge_base_without_reviews_could_not_be_rendered(base: Path, tmp_path: Path) -> None:
    for review in reviews(base):
        review.unlink()
    result = rendered(base, tmp_path / "out")
    assert result.exit_code == 2
    assert "No reviews found" in result.output


def test_the_files_for_zensical_are_the_same_in_a_folder_beside_its_configuration(base: Path, tmp_path: Path) -> None:
    rendered(base, tmp_path / "any", "--flat-urls")
    result = rendered(base, tmp_path / "zen", "--for", "zensical", "--flat-urls")
    assert f"zensical build -f {tmp_path}/zen/zensical.toml\n" in result.output
    found = contents(tmp_path / "zen")
    assert tomllib.loads(found.pop("zensical.toml").decode())["project"]["site_name"] == "Test"
    assert {path.removeprefix("docs/"): raw for path, raw in found.items()} == contents(tmp_path / "any")


def test_links_for_zensical_are_relative_to_the_markdown_file_as_it_takes_them(base: Path, tmp_path: Path) -> None:
    rendered(base, tmp_path / "any")
    rendered(base, tmp_path / "zen", "--for", "zensical")
    page = "patterns/" + min(file.name for file in (tmp_path / "any/patterns").glob("[!i]*.md"))
    found = re.findall(r'href="((?:\.\./)+)postmortems/20', (tmp_path / "any" / page).read_text("utf-8"))
    again = re.findall(r'href="((?:\.\./)+)postmortems/20', (tmp_path / "zen/docs" / page).read_text("utf-8"))
    assert (set(found), set(again)) == ({"../../"}, {"../"})


def test_settings_of_mkdocs_that_cannot_be_read_are_told_and_nothing_is_written(base: Path, tmp_path: Path) -> None:
    (base / "mkdocs.yml").write_text("nav: [", "utf-8")
    result = rendered(base, tmp_path / "out", "--for", "zensical")
    assert result.exit_code == 2
    assert "Error: mkdocs.yml cannot be read: " in result.output
    assert not (tmp_path / "out").exists()


def test_flat_pages_link_to_files_and_others_to_folders(base: Path, tmp_path: Path) -> None:
    rendered(base, tmp_path / "folders")
    rendered(base, tmp_path / "flat", "--flat-urls")
    links = {name: (tmp_path / name / "index.md").read_text("utf-8") for name in ("folders", "flat")}
    assert 'href="postmortems/"' in links["folders"]
    assert 'href="postmortems/index.html"' in links["flat"]
    assert 'href="postmortems/"' not in links["flat"]


def test_a_site_is_compared_with_what_was_rendered_and_nothing_is_written(base: Path, tmp_path: Path) -> None:
    out, site = tmp_path / "out", tmp_path / "site"
    site.mkdir()
    result = rendered(base, out, "--check", str(site))
    assert result.exit_code == 2
    assert "does not exist; write it first" in result.output
    rendered(base, out)
    before = contents(out)
    result = rendered(base, out, "--check", str(site))
    assert result.exit_code == 1
    lines = result.output.split("\n")
    assert lines[0] == f"actions.ics is missing from {site}"
    assert lines[MOST_NAMED] == f"… and {len(before) - 1 - MOST_NAMED} more files"
    for path in before:
        page = path.removesuffix(".md").removesuffix("/index").removesuffix("index")
        file = site / (f"{page}/index.html".lstrip("/") if path.endswith(".md") else path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    result = rendered(base, out, "--check", str(site))
    assert (result.exit_code, result.output) == (0, f"Every page and file of {out} is in {site}\n")
    assert rendered(base, out, "--flat-urls", "--check", str(site)).exit_code == 1
    assert contents(out) == before


def test_a_machine_that_can_only_check_is_told_what_to_install(base: Path, tmp_path: Path) -> None:
    bare = "import sys; sys.modules['icalendar'] = None; from afterword.cli import main; main()"
    asked = ["render", "--root", str(base), "--out", str(tmp_path / "out")]
    done = subprocess.run([sys.executable, "-c", bare, *asked], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    said = "Error: The package icalendar is missing; install what the extra site needs with: pip install 'icalendar"
    assert done.stderr.startswith(said)
    # On a public index that name is a stranger's.
    assert "afterword" not in done.stderr
    assert not (tmp_path / "out").exists()
