"""The steps of ``action.yml``, run as the runner of the platform runs them, on a knowledge base with a broken review.

Nothing is fetched: into the environment that a step makes, what others wrote is borrowed from that of the tests.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.shipped import ACTION, read
from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.shared import once
from tests.working_copy import environment, working_copy

OFFLINE = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}
STEPS = {step["name"]: step for step in read(ACTION)["runs"]["steps"]}
HOSTILE = ("venv", "pip", "json", "subprocess", "afterword", "click", "sitecustomize")
CLEAN = page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n"))
NEWER = "postmortems/2025-06-01-newer.md"
BROKEN = page(overlaid(DRAFT, "severity: SEV-1\npatterns: [evaluation-blind-spot]\n"))


@dataclass(frozen=True)
class Runner:
    """A machine of the platform: the folder of the job, its folder for temporary files, and the action."""

    workspace: Path
    temp: Path
    action: Path

    def run(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """One step, with its inputs put into its environment and nowhere else."""
        step = STEPS[name]
        given = {**{key: spec["default"] for key, spec in read(ACTION)["inputs"].items()}, **inputs}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.workspace,
            env={
                **environment(self.temp),
                **OFFLINE,
                "RUNNER_TEMP": str(self.temp),
                **self._variables(step.get("env", {}), given),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def _variables(self, wanted: Mapping[str, str], given: Mapping[str, Any]) -> dict[str, str]:
        def value(expression: re.Match[str]) -> str:
            context, name = expression[1].split(".", 1)
            return str(given[name]) if context == "inputs" else {"action_path": str(self.action)}[name]

        return {name: re.sub(r"\$\{\{ ([\w.-]+) \}\}", value, text) for name, text in wanted.items()}


def runner_in(home: Path) -> Runner:
    return Runner(home / "hostile", home / "temp", home / "action")


def prepared(home: Path) -> None:
    """Run the steps before the last, in a checkout full of modules of a stranger."""
    runner = runner_in(home)
    runner.workspace.mkdir(parents=True)
    runner.temp.mkdir()
    working_copy(runner.action)
    for name in HOSTILE:
        attack = f"open({str(home / name)!r}, 'w')\nraise SystemExit(0)\n"
        (runner.workspace / f"{name}.py").write_text(attack, "utf-8")
    for name in list(STEPS)[:-1]:
        done = runner.run(name)
        assert done.returncode == 0, f"{name}\n{done.stdout}{done.stderr}"
        if name == "Create a virtual environment":
            (own,) = (runner.temp / "afterword").glob("lib/python*/site-packages")
            (own / "borrowed.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n", "utf-8")


@pytest.fixture
def installed(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which the steps before the last have been run once for all tests, which only read it."""
    return runner_in(once(tmp_path_factory, "runner", prepared))


@pytest.fixture
def runner(installed: Runner, base: Base) -> Runner:
    base.write(EXAMPLE, CLEAN)
    return replace(installed, workspace=base.root)


def test_a_broken_review_ends_with_1_and_an_annotation_on_its_line(runner: Runner, base: Base) -> None:
    base.write(EXAMPLE, BROKEN)
    done = runner.run("Check")
    assert done.returncode == 1, done.stderr
    (annotation,) = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert f"file={EXAMPLE},line=5,col=11," in annotation
    assert "`severity` is `SEV-1`" in annotation


def test_a_sound_review_ends_with_0_and_no_annotation(runner: Runner) -> None:
    done = runner.run("Check")
    assert (done.returncode, done.stdout) == (0, "Checked 1 review: all well-formed\n")


def test_warnings_reject_where_that_is_asked_for(runner: Runner, base: Base) -> None:
    base.write(EXAMPLE, CLEAN.replace("onset:", "onset_precision: minute\nonset:"))
    assert [runner.run("Check", strict=strict).returncode for strict in ("false", "true")] == [0, 1]
    assert runner.run("Check", strict="yes").returncode == 2


def test_the_day_can_be_given(runner: Runner) -> None:
    codes = [runner.run("Check", **{"as-of": day}).returncode for day in ("2024-01-01", "2026-01-01", "soon")]
    assert codes == [1, 0, 2]


def test_the_judge_of_the_base_branch_counts(runner: Runner, tmp_path: Path) -> None:
    (tmp_path / "trusted").mkdir()
    strict = Base.in_folder(tmp_path / "trusted")
    strict.write("pyproject.toml", "[tool.afterword.limits]\nscalar = 10\n")
    both = replace(runner, workspace=tmp_path)
    assert both.run("Check", root="base").returncode == 0
    assert both.run("Check", root="base", trusted="trusted").returncode == 1


def test_a_broken_proposal_gets_its_annotation_its_comment_and_its_exit_code(runner: Runner, tmp_path: Path) -> None:
    trusted = tmp_path / "trusted"
    shutil.copytree(tmp_path / "base", trusted)
    proposed = Base(tmp_path / "base")
    proposed.write(
        NEWER, page(overlaid(DRAFT, "title: The cache was empty, again\nonset: 2025-06-01\nkind: near-mis\n"))
    )
    job = replace(runner, workspace=tmp_path)
    inputs = {"root": "base", "trusted": "trusted", "comment": "comment.md"}
    steps = [job.run(name, **inputs) for name in ("Comment", "Check")]
    assert [step.returncode for step in steps] == [0, 1], steps[0].stderr
    assert f"::error file={NEWER},line=4,col=7," in steps[1].stdout
    comment = (tmp_path / "comment.md").read_text("utf-8")
    assert comment.startswith(
        "<!-- afterword: comment -->\n### Afterword\n\n1 review added. Checked 2 reviews: 1 error"
    )
    assert "<li>Line 4, error <code>AW104</code>: <code>kind</code> is <code>near-mis</code>" in comment
    assert "<li>The cache was empty <code>2025-01-01-example</code>" in comment


def test_the_comment_compares_with_the_checkout_that_is_named(runner: Runner, tmp_path: Path) -> None:
    for name in ("trusted", "before"):
        shutil.copytree(tmp_path / "base", tmp_path / name)
    Base(tmp_path / "before").write(NEWER, page(overlaid(DRAFT, "onset: 2025-06-01\n")))
    inputs = {"root": "base", "trusted": "trusted", "base": "before", "comment": "comment.md"}
    assert replace(runner, workspace=tmp_path).run("Comment", **inputs).returncode == 0
    assert "\n1 review removed." in (tmp_path / "comment.md").read_text("utf-8")


def test_without_the_input_there_is_no_comment_and_without_a_base_it_is_refused(runner: Runner) -> None:
    done = runner.run("Comment")
    assert (done.returncode, done.stdout, list(runner.workspace.glob("*.md"))) == (0, "", [])
    done = runner.run("Comment", comment="comment.md")
    assert (done.returncode, "requires the input trusted" in done.stdout) == (2, True)


def test_what_stands_in_an_input_is_not_run(runner: Runner) -> None:
    for name in ("root", "trusted", "as-of", "strict"):
        done = runner.run("Check", **{name: "$(touch run); touch run; --help"})
        assert done.returncode == 2
    for name in ("root", "trusted", "base", "as-of", "comment"):
        given = {"trusted": ".", "comment": "x/y", name: "$(touch run); touch run; --help"}
        assert runner.run("Comment", **given).returncode == 2
    assert not (runner.workspace / "run").exists()


def test_code_in_the_checkout_is_not_run(installed: Runner) -> None:
    installed.run("Check")
    assert [name for name in HOSTILE if (installed.workspace.parent / name).exists()] == []
    for option in ("-m", "-I"):
        python = [str(installed.temp / "afterword" / "bin" / "python"), option, *(["-m"] if option == "-I" else [])]
        subprocess.run([*python, "venv", "--help"], cwd=installed.workspace, capture_output=True, check=True)
        assert (installed.workspace.parent / "venv").exists() is (option == "-m")
        (installed.workspace.parent / "venv").unlink(missing_ok=True)


def test_an_old_python_is_told(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (tmp_path / "bin" / "python3").chmod(0o755)
    step = STEPS["Check the Python version"]["run"]
    done = subprocess.run(
        ["bash", "-e", "-c", step],
        env=environment(tmp_path, tmp_path / "bin"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.startswith("::error title=Afterword::Python 3.11 or newer")) == (2, True)
