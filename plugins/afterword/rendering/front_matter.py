"""The front matter of generated pages: our own few keys, never an author's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import yaml

from afterword.rendering.escape import unmarked

LONGEST_DESCRIPTION = 200


def with_front_matter(
    markdown: str,
    *,
    title: str,
    description: str = "",
    hide: Sequence[str] = (),
    extra: Mapping[str, object] | None = None,
) -> str:
    """Put front matter before a page.

    Engines print title and description without escaping them, so both are escaped for HTML here.
    """
    meta: dict[str, object] = {"title": unmarked(title)}
    if description:
        meta["description"] = unmarked(clipped(description, LONGEST_DESCRIPTION))
    if hide:
        meta["hide"] = list(hide)
    meta.update(extra or {})
    return f"---\n{as_yaml(meta)}---\n\n{markdown.strip()}\n"


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
