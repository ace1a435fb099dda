"""``afterword explain``: the manual of a rule, on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.rules import all_rules
from tests.unit.cli.invoke import invoke


@pytest.mark.parametrize("name", ["AW104", "aw104", "unknown-value", "Unknown-Value"])
def test_a_rule_is_explained_by_its_code_or_its_name(name: str, tmp_path: Path) -> None:
    done = invoke(tmp_path, "explain", name)
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "AW104 unknown-value (error)\n\nA field with a vocabulary has one of the allowed values.\n\n## Why\n"
    )


def test_without_a_rule_all_are_listed(tmp_path: Path) -> None:
    done = invoke(tmp_path, "explain")
    assert done.exit_code == 0
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [[rule.code, rule.name] for rule in all_rules()]


def test_an_unknown_rule_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = invoke(tmp_path, "explain", "unknown-valeu\x1b")
    assert done.exit_code == 2
    assert done.stderr.startswith(r"Error: There is no rule `unknown-valeu\x1b`. Did you mean `unknown-value`? `after")
