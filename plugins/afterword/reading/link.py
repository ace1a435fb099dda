"""A link of a narrative; what is one, ``narrative`` decides."""

from __future__ import annotations

from typing import Final, NamedTuple

SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""The schemes that a link may have: the check refuses others, and the site does not show them."""


class Link(NamedTuple):
    """A link or an image, its target as a browser reads it, and its offsets in the narrative.

    Only what is ``shown`` is one to a reader; the rest are definitions that nothing refers to.
    """

    target: str
    image: bool
    start: int
    end: int
    shown: bool = True
