"""A site that is soon made."""

from __future__ import annotations

import pytest

from afterword.rules import all_rules
from afterword.site.reference import rules


@pytest.fixture
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every tenth rule has a page, in builds of this process.

    They are alike and the same in every knowledge base, and all of them are half the pages of a small one.
    """
    some = all_rules()[::10]
    monkeypatch.setattr(rules, "all_rules", lambda: some)
