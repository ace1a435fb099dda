"""The pipelines that ``afterword init`` plants, their shell run on a proposal that breaks a review.

Only the step that fetches the package is left out; the command of the tests stands in its place.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.common import reviews, spoil
from tests.acceptance.repositories import committed, git
from tests.acceptance.shipped import GITLAB, WORKFLOWS, read
from tests.unit.cli.invoke import invoke
from tests.working_copy import environment


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """A clone with a branch that breaks a review, and the schemas and settings by which it would be judged."""
    assert invoke(tmp_path, "init", "origin").exit_code == 0
    committed(tmp_path / "origin")
    git(tmp_path, "clone", "--quiet", "origin", "proposed")
    folder = tmp_path / "proposed"
    git(folder, "switch", "--quiet", "--create", "proposal")
    spoil(reviews(folder)[0])
    (folder / "pyproject.toml").write_text("[tool.afterword]\nschema = 'loose'\n", "utf-8")
    return committed(folder)


def shell(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**environment(folder.parent), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_workflow_annotates_the_line_and_ends_with_1(proposal: Path, tmp_path: Path) -> None:
    steps = {step["name"]: step for step in read(WORKFLOWS[1])["jobs"]["check"]["steps"]}
    git(tmp_path, "clone", "--quiet", "origin", "trusted")
    (tmp_path / "venv").symlink_to(sys.prefix)
    done = shell(steps["Check"]["run"], tmp_path, RUNNER_TEMP=str(tmp_path))
    assert done.returncode == 1, done.stderr
    assert re.search(rf"^::error file=postmortems/{reviews(proposal)[0].name},line=5,", done.stdout, re.MULTILINE)
    git(proposal, "switch", "--quiet", "main")
    assert shell(steps["Check"]["run"], tmp_path, RUNNER_TEMP=str(tmp_path)).returncode == 0


def test_the_merge_request_is_judged_by_its_target_branch(proposal: Path, tmp_path: Path) -> None:
    job = read(GITLAB)["reviews"]
    (tmp_path / "venv").symlink_to(sys.prefix)
    began = git(proposal, "rev-parse", "origin/main").strip()
    shutil.copy(reviews(tmp_path / "origin")[0], tmp_path / "origin/postmortems/2025-06-01-later.md")
    committed(tmp_path / "origin")
    variables = {
        "TRUSTED": str(tmp_path / "trusted-1"),
        "BEFORE": str(tmp_path / "before-1"),
        "VENV": str(tmp_path / "venv"),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": began,
    }
    before = [line for line in job["before_script"] if line.startswith("git")]
    assert len(job["before_script"]) == len(before) + 2
    done = shell("\n".join([*before, *job["script"]]), proposal, **variables)
    assert done.returncode == 1, done.stderr
    assert f"{reviews(proposal)[0].name}:5:7: error AW104" in done.stdout
    assert (tmp_path / "trusted-1" / "pyproject.toml").read_text("utf-8") != (proposal / "pyproject.toml").read_text()
    # What was merged into the target branch in the meantime is nothing that the merge request removes.
    comment = (proposal / "afterword-comment.md").read_text("utf-8")
    assert ("1 review changed." in comment, "removed" in comment) == (True, False), comment
