"""A file of the interface under ``api/v1``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any, Final

from afterword.pages import addresses
from afterword.pages.page import Page

VERSION: Final = 1

_scalar: Final = json.JSONEncoder(allow_nan=False).encode


def json_page(name: str, content: Mapping[str, Any]) -> Page:
    """A file of the API, with its keys in order."""
    return Page(addresses.data(name), _indented(content, "\n") + "\n")


def _indented(value: object, line: str) -> str:
    """What ``json.dumps`` makes with an indent of 1; ``line`` begins a line at the depth of the value.

    With an indent the encoder of the standard library is not the one in C, and takes several times as long.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if value and isinstance(value, dict):
        below = f"{line} "
        rows = [f"{encode_basestring(key)}: {_indented(value[key], below)}" for key in sorted(value)]
        return f"{{{below}{f',{below}'.join(rows)}{line}}}"
    if value and isinstance(value, list | tuple):
        below = f"{line} "
        return f"[{below}{f',{below}'.join([_indented(item, below) for item in value])}{line}]"
    return _scalar(value)
