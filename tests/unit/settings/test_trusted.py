"""Settings and schemas of the base branch judge what is proposed, whatever the proposal says about its judge."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.knowledge import DRAFT, EXAMPLE, Base, overlaid, page
from tests.made import REPOSITORY
from tests.unit.cli.invoke import invoke

ODD = page(overlaid(DRAFT, "severity: sev9\npatterns: [evaluation-blind-spot]\n"))
LONG = page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n"), f"## What happened\n\n{'word ' * 40}\n")
OWN_SCHEMA = '[tool.afterword]\nschema = "schema"\n'


@pytest.fixture
def trusted(tmp_path: Path) -> Base:
    folder = tmp_path / "trusted"
    folder.mkdir()
    return Base.in_folder(folder)


def judged(base: Base, trusted: Path, *arguments: str) -> tuple[int, list[tuple[str, int]]]:
    """The exit code, and the code and line of each problem."""
    asked = ("check", "--root", str(base.root), "--trusted", str(trusted), "--format", "json", *arguments)
    done = invoke(base.root.parent, *asked)
    assert done.stdout, done.stderr
    return done.exit_code, [(one["code"], one["line"]) for one in json.loads(done.stdout)["diagnostics"]]


def with_schema(base: Base) -> Base:
    """Schemas of its own, in which a severity is allowed that the package does not know."""
    shutil.copytree(REPOSITORY / "schema", base.root / "schema")
    file = base.root / "schema" / "postmortem.schema.json"
    file.write_text(file.read_text("utf-8").replace('"const": "sev4"', '"const": "sev9"'), "utf-8")
    base.write("pyproject.toml", OWN_SCHEMA)
    return base


def test_a_schema_that_is_proposed_does_not_judge_the_proposal(base: Base, trusted: Base) -> None:
    with_schema(base).write(EXAMPLE, ODD)
    assert invoke(base.root, "check").exit_code == 0
    assert judged(base, trusted.root) == (1, [("AW104", 5)])


def test_a_schema_of_the_base_branch_does(base: Base, trusted: Base) -> None:
    with_schema(trusted)
    base.write(EXAMPLE, ODD)
    assert invoke(base.root, "check").exit_code == 1
    assert judged(base, trusted.root) == (0, [])


def test_a_limit_that_is_proposed_does_not_count(base: Base, trusted: Base) -> None:
    trusted.write("pyproject.toml", "[tool.afterword.limits]\nline = 150\n")
    base.write("pyproject.toml", "[tool.afterword.limits]\nline = 9000\n")
    base.write(EXAMPLE, LONG)
    assert invoke(base.root, "check").exit_code == 0
    code, found = judged(base, trusted.root)
    assert (code, "AW002" in dict(found)) == (1, True)


def test_settings_that_are_proposed_are_not_even_read(base: Base, trusted: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword")
    base.write(EXAMPLE, ODD)
    assert invoke(base.root, "check", "--root", ".").exit_code == 2
    assert judged(base, trusted.root) == (1, [("AW104", 5)])


def test_reviews_are_those_of_the_root_and_not_those_of_the_base_branch(base: Base, trusted: Base) -> None:
    trusted.write(EXAMPLE, ODD)
    base.write(EXAMPLE, page(overlaid(DRAFT, "patterns: [evaluation-blind-spot]\n")))
    assert judged(base, trusted.root) == (0, [])


def test_folders_that_lead_out_of_the_root_are_refused_with_a_judge_too(base: Base, trusted: Base) -> None:
    (base.root / "postmortems").rmdir()
    (base.root / "postmortems").symlink_to(trusted.root / "postmortems")
    done = invoke(base.root, "check", "--root", ".", "--trusted", str(trusted.root))
    assert (done.exit_code, "is outside of the knowledge base" in done.stderr) == (2, True)


def test_a_judge_that_the_proposal_could_bring_along_is_refused(base: Base) -> None:
    shutil.copytree(base.root, base.root.parent / "copy")
    (base.root.parent / "copy").rename(base.root / "trusted")
    for folder in (".", "trusted"):
        done = invoke(base.root, "check", "--root", ".", "--trusted", folder)
        assert done.exit_code == 2
        assert "so authors of reviews could change it too" in done.stderr


def test_a_link_beside_the_root_that_leads_into_it_is_no_judge(base: Base) -> None:
    (base.root.parent / "trusted").symlink_to(base.root)
    done = invoke(base.root.parent, "check", "--root", str(base.root), "--trusted", "trusted")
    assert (done.exit_code, "Check out the base branch next to it" in done.stderr) == (2, True)


def test_an_empty_folder_is_no_judge(base: Base, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = invoke(base.root, "check", "--root", ".", "--trusted", str(tmp_path / "empty"))
    assert (done.exit_code, "Name a checkout of the base branch" in done.stderr) == (2, True)
