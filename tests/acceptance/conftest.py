"""A site that is soon made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from afterword.rules import all_rules
from tests.acceptance import common


@pytest.fixture(scope="module")
def few_pages() -> Iterator[None]:
    """Of pages that are made alike one is there, in builds of this process."""
    with common.few_pages():
        yield


@pytest.fixture(scope="module")
def few_rules() -> Iterator[None]:
    """Every tenth rule has a page, and all that leads to a page is there, in builds of this process."""
    with pytest.MonkeyPatch.context() as patched:
        for part in ("reference.rules", "search.search_entries"):
            patched.setattr(f"afterword.site.{part}.all_rules", lambda: all_rules()[::10])
        yield
