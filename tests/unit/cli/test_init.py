"""``afterword init``: what a new knowledge base opens with."""

from __future__ import annotations

from pathlib import Path

from tests.made import begun
from tests.unit.cli.invoke import invoke


def test_no_invented_action_of_a_new_knowledge_base_is_ever_overdue(tmp_path: Path) -> None:
    base = begun(tmp_path / "new")
    told = invoke(base, "actions", "--overdue", "--include-illustrative", "--as-of", "2099-12-31")
    assert (told.exit_code, told.stdout) == (0, "0 actions, as of 2099-12-31\n")
