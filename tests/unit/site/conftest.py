"""Long lists that are soon made."""

from __future__ import annotations

import pytest

from afterword.site.lists import crumbs, listing


@pytest.fixture
def long_list(monkeypatch: pytest.MonkeyPatch) -> int:
    """How many reviews a page lists at most: far fewer than on a real site."""
    for module in (crumbs, listing):
        monkeypatch.setattr(module, "LONG_LIST", 30)
    return 30
