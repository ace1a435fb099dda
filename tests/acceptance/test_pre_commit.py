"""The hooks, called by the real ``pre-commit`` from a clone of this repository, in a repository that uses them.

``language: system`` lets them use the command of the tests, so that nothing is fetched; all else is as it is shipped.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.repositories import committed, git
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.working_copy import environment, working_copy

CLEAN = page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n"))
BROKEN = CLEAN.replace("sev3", "SEV-1")
SECOND = "postmortems/2025-01-01-second.md"
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: afterword-check
        language: system
      - id: afterword-check-all
        language: system
"""


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return committed(working_copy(tmp_path_factory.mktemp("hooks") / "afterword"))


@pytest.fixture
def using(base: Base, hooks: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    """A repository with one sound review and the hooks, which are fetched once for all tests."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(hooks.parent / "home"))
    base.write(EXAMPLE, CLEAN)
    rev = git(hooks, "rev-parse", "HEAD").strip()
    base.write(".pre-commit-config.yaml", CONFIG.format(repo=hooks.as_uri(), rev=rev))
    committed(base.root)
    return base


def hook(base: Base, name: str, *arguments: str) -> tuple[int, str]:
    git(base.root, "add", "--all")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", name, "--color=never", *arguments],
        cwd=base.root,
        env=environment(base.root.parent),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_sound_reviews_pass_both_hooks(using: Base) -> None:
    for name in ("afterword-check", "afterword-check-all"):
        code, told = hook(using, name, "--all-files")
        assert (code, told.rstrip().endswith("Passed")) == (0, True), told


def test_a_broken_review_is_refused_with_its_line(using: Base) -> None:
    using.write(EXAMPLE, BROKEN)
    for name in ("afterword-check", "afterword-check-all"):
        code, told = hook(using, name)
        assert (code, f"{EXAMPLE}:5:11: error AW104" in told) == (1, True), told


def test_only_the_whole_corpus_is_asked_about_files_that_are_not_committed_now(using: Base) -> None:
    using.write(EXAMPLE, BROKEN)
    committed(using.root)
    using.write(SECOND, CLEAN)
    assert hook(using, "afterword-check")[0] == 0
    assert hook(using, "afterword-check-all")[0] == 1


def test_a_review_that_is_committed_where_none_is_read_stops_the_second_hook(using: Base) -> None:
    using.write(SECOND, CLEAN)
    using.write("postmortem/2025-01-02-elsewhere.md", CLEAN)
    assert hook(using, "afterword-check")[0] == 0
    code, told = hook(using, "afterword-check-all")
    assert (code, "postmortem/2025-01-02-elsewhere.md:1:1: error AW414" in told) == (1, True), told


def test_a_review_in_a_folder_by_month_wakes_the_first_hook(using: Base) -> None:
    using.write("postmortems/2025/01/2025-01-02-broken.md", BROKEN)
    code, told = hook(using, "afterword-check")
    assert (code, "postmortems/2025/01/2025-01-02-broken.md:5:11: error AW104" in told) == (1, True), told


def test_other_files_wake_neither_hook_and_the_settings_wake_the_second(using: Base) -> None:
    using.write("notes.py", "# Notes.\n")
    assert all("no files to check" in hook(using, name)[1] for name in ("afterword-check", "afterword-check-all"))
    using.write("pyproject.toml", "[tool.afterword.limits]\nscalar = 10\n")
    assert "no files to check" in hook(using, "afterword-check")[1]
    assert hook(using, "afterword-check-all")[0] == 1
