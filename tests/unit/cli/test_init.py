"""``afterword init``: what a new knowledge base opens with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.made import REPOSITORY, begun
from tests.unit.cli.invoke import invoke


def test_no_invented_action_of_a_new_knowledge_base_is_ever_overdue(tmp_path: Path) -> None:
    base = begun(tmp_path / "new")
    told = invoke(base, "actions", "--overdue", "--include-illustrative", "--as-of", "2099-12-31")
    assert (told.exit_code, told.stdout) == (0, "0 actions, as of 2099-12-31\n")


def test_the_menu_of_a_new_knowledge_base_has_the_generated_pages_of_ours() -> None:
    homes = (REPOSITORY, REPOSITORY / "plugins" / "afterword" / "starter")
    ours, theirs = (list(generated(home)) for home in homes)
    assert ("All actions", "actions/index.md") in ours
    assert theirs == ours


def generated(home: Path) -> Iterator[tuple[str, str]]:
    """The titles and the paths of a menu, without those of pages that somebody has written."""
    text = (home / "mkdocs.yml").read_text("utf-8")
    menu = yaml.safe_load(f"nav:\n{text.partition('nav:')[2]}")["nav"]
    return (found for found in leaves(menu) if not (home / "docs" / found[1]).is_file())


def leaves(menu: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for title, below in (pair for entry in menu for pair in entry.items()):
        if isinstance(below, list):
            yield from leaves(below)
        else:
            yield title, below
