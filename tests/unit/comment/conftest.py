"""The base branch and what is proposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge import EXAMPLE, PUBLISHED, Base, page


@pytest.fixture
def before(tmp_path: Path) -> Base:
    """The knowledge base of the base branch, with one incident."""
    folder = tmp_path / "before"
    folder.mkdir()
    made = Base.in_folder(folder)
    made.write(EXAMPLE, page(PUBLISHED))
    return made


@pytest.fixture
def after(base: Base) -> Base:
    """What is proposed, which is the same until a test changes it."""
    base.write(EXAMPLE, page(PUBLISHED))
    return base
