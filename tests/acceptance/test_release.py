"""The release: what may publish runs nothing of the repository, and the notes are those of the version of the tag."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from afterword import __version__
from tests.acceptance.shipped import RELEASE, common_complaints, read
from tests.made import REPOSITORY

JOBS = read(RELEASE)["jobs"]
CHANGELOG = "# Changelog\n\n## 0.2.0 (2026-05-01)\n\n### Check\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The script beside a package and a changelog of its own."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "plugins/afterword").mkdir(parents=True)
    (tmp_path / "scripts/release-notes").write_bytes((REPOSITORY / "scripts/release-notes").read_bytes())
    (tmp_path / "plugins/afterword/__init__.py").write_text('"""x"""\n\n__version__ = "0.2.0"\n', "utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    return tmp_path


def notes(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(folder / "scripts/release-notes"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nothing_is_published_before_a_person_switches_it_on_and_then_only_for_a_tag() -> None:
    assert list(common_complaints(RELEASE.read_text("utf-8"))) == []
    assert list(read(RELEASE)["on"]) == ["push"]
    assert list(read(RELEASE)["on"]["push"]) == ["tags"]
    assert JOBS["build"]["if"] == "vars.PUBLISH_RELEASES == 'true'"
    assert (JOBS["publish"]["needs"], JOBS["notes"]["needs"]) == ("build", "publish")


def test_what_runs_code_of_the_repository_may_only_read() -> None:
    for name, job in JOBS.items():
        runs = re.search(r"actions/checkout|python|pip", json.dumps([step.get("run", "") for step in job["steps"]]))
        fetches = any("actions/checkout" in step.get("uses", "") for step in job["steps"])
        assert ("permissions" in job) != bool(runs or fetches), name


def test_the_index_and_the_signature_trust_one_environment_and_no_password() -> None:
    assert JOBS["publish"]["environment"] == "release"
    assert JOBS["publish"]["permissions"] == {"id-token": "write", "attestations": "write"}
    assert JOBS["notes"]["permissions"] == {"contents": "write"}
    assert not re.search(r"password|secrets|_TOKEN\": \"(?!\$\{\{ github\.token)", json.dumps(JOBS))


def test_the_notes_are_the_part_of_the_changelog_for_the_version_of_the_tag(copied: Path) -> None:
    done = notes(copied, "v0.2.0")
    assert (done.returncode, done.stdout) == (0, "### Check\n\n- New.\n"), done.stderr


@pytest.mark.parametrize(
    ("tag", "changelog", "said"),
    [
        ("v0.1.0", CHANGELOG, "The tag is v0.1.0, but __version__ is 0.2.0"),
        ("v0.2.0", "# Changelog\n", "CHANGELOG.md has no part for 0.2.0"),
        ("v0.2.0", "## 0.2.0 (unreleased)\n\n- New.\n", "write the day of the release there"),
        ("v0.2.0", "## 0.2.0 (2026-05-01)\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n", "says nothing about 0.2.0"),
    ],
)
def test_a_release_that_contradicts_itself_is_refused_with_what_to_do(
    tag: str, changelog: str, said: str, copied: Path
) -> None:
    (copied / "CHANGELOG.md").write_text(changelog, "utf-8")
    done = notes(copied, tag)
    assert (done.returncode, done.stdout, said in done.stderr) == (1, "", True), done.stderr


def test_the_script_reads_the_files_of_this_repository(copied: Path) -> None:
    for name in ("plugins/afterword/__init__.py", "CHANGELOG.md"):
        (copied / name).write_bytes((REPOSITORY / name).read_bytes())
    text = (copied / "CHANGELOG.md").read_text("utf-8").replace("(unreleased)", "(2026-05-01)")
    (copied / "CHANGELOG.md").write_text(text, "utf-8")
    _, part = text.split(f"\n## {__version__} (", 1)
    wanted = part.partition("\n## ")[0].partition("\n")[2].strip() + "\n"
    done = notes(copied, f"v{__version__}")
    assert (done.returncode, done.stdout) == (0, wanted), done.stderr
