"""``afterword init``: what it plants passes and builds at once, and rejects what is broken afterwards."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from afterword.cli import init as init_module
from tests.acceptance.common import contents, reviews, spoil
from tests.docs.documents import prose, text_of
from tests.knowledge import run_command
from tests.made import REPOSITORY
from tests.unit.cli.invoke import invoke
from tests.working_copy import environment


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    done = run_command("init", "kb", cwd=home)
    assert done.returncode == 0, done.stderr
    assert re.match(r"Wrote \d+ files to kb\nNext, in that folder:\n", done.stdout)
    return home / "kb"


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    assert invoke(tmp_path, "init", "kb").exit_code == 0
    return tmp_path / "kb"


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"],
        cwd=folder,
        env={**environment(folder.parent), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_new_knowledge_base_passes_and_builds_and_rejects_what_is_broken(planted: Path) -> None:
    checked = run_command("check", "--strict", cwd=planted)
    assert (checked.returncode, checked.stdout) == (0, "Checked 2 reviews: all well-formed\n")
    built = build(planted)
    assert built.returncode == 0, built.stderr
    pages = {path.parent.name for path in (planted / "site" / "postmortems").glob("*/index.html")}
    assert pages == {review.stem for review in reviews(planted)}
    spoil(reviews(planted)[0])
    broken = run_command("check", cwd=planted)
    assert (broken.returncode, "AW104 unknown-value" in broken.stdout) == (1, True)
    assert build(planted).returncode == 1


def test_it_holds_an_incident_and_a_near_miss_that_are_said_to_be_invented(started: Path) -> None:
    fields: list[dict[str, Any]] = [
        yaml.safe_load(review.read_text("utf-8").split("---\n")[1]) for review in reviews(started)
    ]
    assert {one["kind"] for one in fields} == {"incident", "near-miss"}
    assert {one["provenance"] for one in fields} == {"illustrative"}
    named = {pattern for one in fields for pattern in one["patterns"]}
    assert named == {path.stem for path in (started / "docs" / "patterns").glob("*.md")}


def test_every_file_is_there_under_the_name_that_its_reader_expects(started: Path) -> None:
    names = set(contents(started))
    wanted = {
        ".github/afterword-matcher.json",
        ".github/workflows/comment.yml",
        ".github/workflows/reviews.yml",
        ".gitignore",
        ".gitlab-ci.yml",
        "CODEOWNERS",
        "README.md",
        "constraints.txt",
        "docs/how-we-review.md",
        "mkdocs.yml",
        "pyproject.toml",
        "requirements.txt",
    }
    assert wanted <= names
    assert [name for name in names - wanted if not name.startswith(("postmortems/", "docs/patterns/"))] == []


def test_what_decides_has_an_owner_who_is_a_placeholder_and_says_so(started: Path) -> None:
    text = (started / "CODEOWNERS").read_text("utf-8")
    assert text.startswith("# EDIT THIS FILE")
    entries = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    # The last entry that fits counts, so that a file of a kind that nobody thought of has an owner, too.
    team = "@your-organisation/your-team"
    assert entries == [
        ["*", team],
        ["/postmortems/"],
        ["/docs/patterns/"],
        ["/postmortems/**/.*", team],
        ["/docs/patterns/**/.*", team],
    ]
    assert "CODEOWNERS" in run_command("init", "again", cwd=started.parent).stdout


def test_what_is_made_or_kept_is_not_committed(started: Path) -> None:
    for name in ("site/index.html", ".cache/plugin/x.json", ".venv/pyvenv.cfg"):
        (started / name).parent.mkdir(parents=True, exist_ok=True)
        (started / name).touch()
    git = ["git", "-c", "init.defaultBranch=main"]
    subprocess.run([*git, "init", "--quiet"], cwd=started, check=True)
    told = subprocess.run([*git, "status", "--short", "-uall"], cwd=started, capture_output=True, text=True, check=True)
    shutil.rmtree(started / ".git")
    for name in ("site", ".cache", ".venv"):
        shutil.rmtree(started / name)
    assert [line for line in told.stdout.splitlines() if re.search("site/|cache/|venv/", line)] == []


def test_the_patterns_are_those_that_the_wheel_carries(started: Path) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    wanted = {f"docs/patterns/{name}.md": f"afterword/data/patterns/{name}.md" for name in init_module._PATTERNS}
    assert {key: value for key, value in carried.items() if "patterns" in key} == wanted
    assert {f"docs/patterns/{path.name}" for path in (started / "docs" / "patterns").glob("*")} == set(wanted)


def test_the_site_is_set_up_as_that_of_this_repository() -> None:
    ours, theirs = (
        yaml.safe_load((home / "mkdocs.yml").read_text("utf-8"))
        for home in (REPOSITORY, REPOSITORY / "plugins/afterword/starter")
    )
    same = ("theme", "extra", "extra_css", "extra_javascript", "plugins", "markdown_extensions", "validation")
    assert {key: ours[key] for key in same} == {key: theirs[key] for key in same}


def test_two_runs_write_the_same_but_for_the_id_that_tells_them_apart(started: Path, planted: Path) -> None:
    ids = [
        tomllib.loads((home / "pyproject.toml").read_text("utf-8"))["tool"]["afterword"]["id"]
        for home in (started, planted)
    ]
    first, second = contents(started), contents(planted)
    assert ids[0] != ids[1]
    assert [id_.encode() in all_["pyproject.toml"] for id_, all_ in zip(ids, (first, second), strict=True)] == [
        True
    ] * 2
    second["pyproject.toml"] = second["pyproject.toml"].replace(ids[1].encode(), ids[0].encode())
    assert second == first


def test_a_folder_that_is_not_empty_is_refused_by_name_of_what_is_there(tmp_path: Path) -> None:
    for name in ("notes.txt", "a\x1b[2Jb", ".git"):
        (tmp_path / name).write_text("mine", "utf-8")
    done = invoke(tmp_path, "init", ".")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "is not empty: it contains a\\x1b[2Jb, notes.txt. Choose a new or empty folder" in done.stderr
    assert len(list(tmp_path.iterdir())) == 3


def test_of_many_files_only_some_are_named(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"f{number}").touch()
    assert "it contains f0, f1, f2, f3, f4 and 4 more." in invoke(tmp_path, "init", ".").stderr


def test_a_repository_without_files_is_empty_enough(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert invoke(tmp_path, "init", ".").exit_code == 0
    assert invoke(tmp_path, "check").exit_code == 0


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        done = invoke(tmp_path, "init", name)
        assert (done.exit_code, "is not a folder" in done.stderr) == (2, True)
    assert invoke(tmp_path, "init", "file/below").exit_code == 2


def test_its_page_has_a_place_for_each_decision_that_the_guide_asks_for(started: Path) -> None:
    asked = text_of("docs/guides/adopt-it.md").partition("## Four decisions")[2].partition("\n## ")[0]
    decisions = re.findall(r"^\d\. \*\*(.+)\.\*\*$", asked, re.MULTILINE)
    assert len(decisions) == 4
    headings = (started / "docs" / "how-we-review.md").read_text("utf-8").splitlines()
    assert [name for name in decisions if f"## {name}" not in headings] == []


@pytest.mark.parametrize("name", ["README.md", "docs/how-we-review.md"])
def test_its_pages_say_one_sentence_a_line(name: str, started: Path) -> None:
    lines = [line for _, line in prose((started / name).read_text("utf-8"))]
    assert [line for line in lines if re.search(r"[a-z`*][.!?] [A-Z]", line)] == []
