"""Front matter as YAML, and texts short enough for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml

LONGEST_DESCRIPTION = 200


def as_yaml(data: Mapping[str, Any], width: int = 10_000) -> str:
    """Data of JSON as YAML: the slowest part of a page, and the same in every build of a preview."""
    return _dumped(json.dumps(data), width)


@lru_cache(maxsize=4096)
def _dumped(data: str, width: int) -> str:
    return yaml.safe_dump(json.loads(data), sort_keys=False, allow_unicode=True, width=width)


def clipped(text: str, longest: int) -> str:
    """A text cut at a word, with an ellipsis where something is missing."""
    folded = " ".join(text.split())
    if len(folded) <= longest:
        return folded
    cut = folded[:longest].rpartition(" ")[0] or folded[:longest]
    return cut.rstrip(" ,;:.(") + "…"
