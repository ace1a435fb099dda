"""A file of the interface under ``api/v1``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from afterword.pages import addresses
from afterword.pages.page import Page

VERSION: Final = 1


def json_page(name: str, content: Mapping[str, Any]) -> Page:
    """A file of the API, with its keys in order; in large ones, white space would be a sixth of the whole."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return Page(addresses.data(name), text + "\n")
