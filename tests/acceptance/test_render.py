"""``afterword render``: the pages that MkDocs gets, written whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bench.generate import generate
from click.testing import CliRunner, Result

from afterword.cli.render import MARKER, render
from tests.acceptance.common import CONFIG, built, contents, loaded, reviews, spoil
from tests.knowledge import run_command


@pytest.fixture
def base(tmp_path: Path) -> Path:
    root = tmp_path / "base"
    generate(6, 7, root)
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (root / "docs" / "guide.md").write_text("# Guide\n", "utf-8")
    images = root / "postmortems" / "images"
    images.mkdir()
    (images / "a.csv").write_bytes(b"x\n")
    return root


def rendered(base: Path, out: Path) -> Result:
    return CliRunner().invoke(render, ["--root", str(base), "--as-of", "2027-01-01", "--out", str(out)])


def test_the_files_are_those_that_the_plugin_hands_to_mkdocs(base: Path, tmp_path: Path) -> None:
    out, probe = tmp_path / "out", built(base)
    assert rendered(base, out).exit_code == 0
    theme = tuple(loaded(base).theme.dirs)
    given = {f.src_uri: f.content_bytes for f in probe.files if not (f.abs_src_path or "").startswith(theme)}
    written = contents(out)
    assert MARKER in written
    del written[MARKER]
    assert sorted(written) == sorted(given)
    assert written == given


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


def test_a_machine_that_can_only_check_is_told_what_to_install(base: Path, tmp_path: Path) -> None:
    bare = "import sys; sys.modules['icalendar'] = None; from afterword.cli import main; main()"
    asked = ["render", "--root", str(base), "--out", str(tmp_path / "out")]
    done = subprocess.run([sys.executable, "-c", bare, *asked], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "Error: The package icalendar is missing; install it with: pip install 'afterword[site]'\n"
    assert not (tmp_path / "out").exists()
