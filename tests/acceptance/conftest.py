"""What is the same for each build in the process of a test."""

from __future__ import annotations

import pytest
from mkdocs.theme import Theme

from tests.compiled_templates import get_env


@pytest.fixture(autouse=True)
def _compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The templates of the theme are compiled once, and not by each build."""
    monkeypatch.setattr(Theme, "get_env", get_env)
