"""The knowledge base that an agent asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge import PUBLISHED, Base, page
from tests.unit.mcp.agent import ID


@pytest.fixture
def base(tmp_path: Path) -> Base:
    made = Base.in_folder(tmp_path)
    made.write(f"postmortems/{ID}.md", page(PUBLISHED))
    return made
