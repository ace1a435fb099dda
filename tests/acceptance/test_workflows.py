"""The shipped pipelines are well-formed for their platforms, and give nothing to whoever opens a pull request."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.shipped import (
    ACTION,
    CODE,
    COMMENTERS,
    GITLAB,
    RELEASE,
    STARTER,
    WORKFLOWS,
    common_complaints,
    complaints,
    complaints_about_commenter,
    read,
)
from tests.docs.documents import blocks, text_of
from tests.made import REPOSITORY

SCHEMAS = {
    "vendor.github-actions": [ACTION],
    "vendor.github-workflows": [*WORKFLOWS, *COMMENTERS, CODE, RELEASE],
    "vendor.gitlab-ci": [GITLAB],
}
SOUND = """
on: pull_request
permissions:
  contents: read
jobs:
  check:
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - run: afterword check
"""


def valid(schema: str, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("schema", "file"), [(schema, file) for schema, files in SCHEMAS.items() for file in files])
def test_a_pipeline_is_what_its_platform_expects(schema: str, file: Path, tmp_path: Path) -> None:
    done = valid(schema, file)
    assert done.returncode == 0, done.stdout
    broken = tmp_path / "broken.yml"
    broken.write_text("runs: 1\njobs: 1\ndefault: 1\n", "utf-8")
    assert valid(schema, broken).returncode == 1


@pytest.mark.parametrize("file", [ACTION, CODE, *WORKFLOWS], ids=lambda file: file.name)
def test_a_pull_request_gets_nothing_from_a_shipped_workflow(file: Path) -> None:
    assert list(complaints(file.read_text("utf-8"))) == []


def test_no_workflow_is_left_out() -> None:
    found = {file for home in (REPOSITORY / ".github", STARTER) for file in home.rglob("workflows/*")}
    assert found == {*WORKFLOWS, *COMMENTERS, CODE, RELEASE}


@pytest.mark.parametrize("file", COMMENTERS, ids=lambda file: file.parts[-4])
def test_what_may_write_sees_the_finished_comment_and_nothing_else(file: Path) -> None:
    text = file.read_text("utf-8")
    assert list(complaints_about_commenter(text)) == []
    for sound, unsound, told in (
        ("pull-requests: write", "contents: write", "post may write more than comments"),
        ("      pull-requests: read", "      pull-requests: write", "make may write, and runs or fetches something"),
        ("gh api --silent --method POST", "python3 x", "post may write, and runs or fetches something"),
        ("read -r number merge", "${{ github.event.workflow_run.head_branch }}", "puts an expression into shell"),
    ):
        assert told in list(complaints_about_commenter(text.replace(sound, unsound)))


def test_the_two_commenters_differ_only_in_what_they_install() -> None:
    ours, theirs = (file.read_text("utf-8").splitlines() for file in COMMENTERS)
    differing = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    assert [other.split("--quiet ")[1] for _, other in differing] == ["--requirement requirements.txt)"]


@pytest.mark.parametrize("file", COMMENTERS, ids=lambda file: file.parts[-4])
def test_a_commenter_runs_after_the_check_beside_it(file: Path) -> None:
    (check,) = [one for one in WORKFLOWS if one.parent == file.parent]
    assert read(file)["on"] == {"workflow_run": {"workflows": [read(check)["name"]], "types": ["completed"]}}


@pytest.mark.parametrize(
    ("sound", "unsound", "told"),
    [
        ("on: pull_request", "on: pull_request_target", "runs with the rights of the base branch"),
        ("contents: read", "contents: write", "may write"),
        ("  contents: read", "  contents: read\n  issues: read", "does not say that it only reads"),
        ("permissions:\n  contents: read\n", "", "does not say that it only reads"),
        ("persist-credentials: false", "fetch-depth: 1", "keeps credentials"),
        ("afterword check", "echo ${{ github.head_ref }}", "puts an expression into shell"),
        ("afterword check", "x\n        env: {T: '${{ secrets.T }}'}", "reads secrets"),
        (
            "@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0",
            "@v5",
            "unpinned: - uses: actions/checkout@v5",
        ),
    ],
)
def test_what_would_give_something_is_told(sound: str, unsound: str, told: str) -> None:
    assert list(complaints(SOUND)) == []
    assert told in complaints(SOUND.replace(sound, unsound))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_what_judges_a_pull_request_is_checked_out_from_its_base(file: Path) -> None:
    steps = read(file)["jobs"]["check"]["steps"]
    checkouts = {step["with"]["path"]: step["with"].get("ref") for step in steps if "checkout" in step.get("uses", "")}
    assert checkouts == {"trusted": "${{ github.event.pull_request.base.sha }}", "proposed": None}
    used = [step["uses"] for step in steps if step.get("uses", "").startswith("./")]
    assert used == [name for name in used if name == "./trusted"]


def test_the_guide_names_the_actions_that_are_shipped() -> None:
    files = [*WORKFLOWS, REPOSITORY / "docs" / "guides" / "in-the-pipeline.md"]
    named = [set(re.findall(r"actions/\S+ # \S+", file.read_text("utf-8"))) for file in files]
    assert len(named[0]) == 1
    assert named == [named[0]] * 3


def test_the_workflow_of_the_guide_publishes_and_gives_nothing_else(tmp_path: Path) -> None:
    (text,) = [
        block.text for block in blocks(text_of("docs/guides/publish-it.md")) if block.title.endswith("/publish.yml")
    ]
    file = tmp_path / "publish.yml"
    file.write_text(text, "utf-8")
    done = valid("vendor.github-workflows", file)
    assert done.returncode == 0, done.stdout
    assert list(common_complaints(text)) == []
    jobs = read(file)["jobs"]
    assert "permissions" not in jobs["build"]
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert [set(step) for step in jobs["deploy"]["steps"]] == [{"uses"}]


def test_the_hooks_are_what_pre_commit_expects() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(REPOSITORY / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
