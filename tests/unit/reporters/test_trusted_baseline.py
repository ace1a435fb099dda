"""The baseline of the trusted checkout: a pull request cannot change it, and can take out of it what it has mended."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.unit.cli.invoke import invoke

FILE = "baseline.json"
OTHER = "postmortems/2025-01-02-other.md"
CLEAN = overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")


@pytest.fixture
def proposed(base: Base) -> tuple[Base, Base]:
    """A base in the place of a pull request, and the trusted checkout beside it; both have three old problems."""
    body = "See [it](gone.md).\n\nAnd see [this](lost.md).\n"
    base.write(EXAMPLE, page(overlaid(CLEAN, "onset_precision: minute\n"), body))
    assert invoke(base.root, "check", "--write-baseline", FILE).exit_code == 0
    trusted = base.root.parent / "trusted"
    shutil.copytree(base.root, trusted)
    return base, Base(trusted)


def asked(base: Base, trusted: Base, *more: str) -> Result:
    return invoke(base.root.parent, "check", "--root", str(base.root), *of_trusted(trusted), *more)


def of_trusted(trusted: Base) -> tuple[str, ...]:
    return ("--trusted", str(trusted.root), "--baseline", str(trusted.root / FILE))


def test_a_pull_request_that_mends_an_old_problem_passes_once_its_own_baseline_says_so(
    proposed: tuple[Base, Base],
) -> None:
    base, trusted = proposed
    (base.root / EXAMPLE).unlink()
    base.write(OTHER, page(overlaid(CLEAN, "onset: 2025-01-02\n")))
    done = asked(base, trusted)
    assert (done.exit_code, done.stderr.count("is fixed: remove it")) == (1, 3)
    command = f"afterword check --baseline {FILE} --write-baseline {FILE}"
    assert done.stderr.endswith(f"To remove fixed problems from it, run `{command}` in your branch, and commit it\n")
    assert invoke(base.root, *command.split()[1:]).exit_code == 0
    done = asked(base, trusted)
    assert (done.exit_code, done.stderr) == (0, "")
    (base.root / FILE).unlink()
    assert asked(base, trusted).exit_code == 0


def test_the_advice_can_be_copied_for_a_baseline_of_any_name(proposed: tuple[Base, Base]) -> None:
    base, trusted = proposed
    base.write(EXAMPLE, page(CLEAN))
    for one in proposed:
        (one.root / FILE).rename(one.root / "my base.json")
    named = str(trusted.root / "my base.json")
    done = asked(base, trusted, "--baseline", named)
    assert "`afterword check --baseline 'my base.json' --write-baseline 'my base.json'` in your branch" in done.stderr


def test_a_baseline_of_a_pull_request_lets_nothing_in(proposed: tuple[Base, Base]) -> None:
    base, trusted = proposed
    base.write(EXAMPLE, page(CLEAN, "See [it](missing.md).\n"))
    assert invoke(base.root, "check", "--write-baseline", FILE).exit_code == 0
    done = asked(base, trusted)
    assert (done.exit_code, "missing.md" in done.stdout, done.stderr) == (1, True, "")


def test_only_a_regular_file_is_read_as_the_baseline_of_a_pull_request(
    proposed: tuple[Base, Base], tmp_path: Path
) -> None:
    base, trusted = proposed
    base.write(EXAMPLE, page(CLEAN))
    (base.root / FILE).unlink()
    os.mkfifo(base.root / FILE)
    done = asked(base, trusted)
    assert (done.exit_code, f"{FILE} is not a regular file" in done.stderr) == (2, True)
    (base.root / FILE).unlink()
    (tmp_path / "empty.json").write_text('{"version": 1, "problems": []}')
    (base.root / FILE).symlink_to(tmp_path / "empty.json")
    assert asked(base, trusted).exit_code == 2


def test_a_baseline_that_is_neither_trusted_nor_proposed_is_taken_as_it_is(proposed: tuple[Base, Base]) -> None:
    base, trusted = proposed
    base.write(EXAMPLE, page(CLEAN))
    elsewhere = base.root.parent / "elsewhere.json"
    (trusted.root / FILE).rename(elsewhere)
    base.write(FILE, '{"version": 1, "problems": []}')
    done = invoke(base.root, "check", "--trusted", str(trusted.root), "--baseline", str(elsewhere))
    assert (done.exit_code, done.stderr.count("is fixed: remove it")) == (1, 3)
    assert f"--baseline {elsewhere} --write-baseline {elsewhere}`\n" in done.stderr


def test_github_shows_what_is_mended_on_the_pull_request_and_in_its_summary(
    proposed: tuple[Base, Base], tmp_path: Path
) -> None:
    base, trusted = proposed
    links = "".join(f"See [it](missing-{number}.md).\n\n" for number in range(12))
    base.write(EXAMPLE, page(CLEAN, links))
    summary = tmp_path / "summary.md"
    done = asked(base, trusted, "--format", "github", "--summary", str(summary))
    errors = [line for line in done.stdout.splitlines() if line.startswith("::error")]
    assert len(errors) == 10
    assert errors[0].startswith(f"::error title=Afterword::{EXAMPLE}: /onset_precision AW204 is fixed: remove it")
    assert errors[0].endswith(f"--write-baseline {FILE}` in your branch, and commit it")
    assert "is fixed: remove it from the baseline" in summary.read_text("utf-8")
