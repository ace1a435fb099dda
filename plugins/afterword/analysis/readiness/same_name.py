"""When two names of a model are one: a gate that took each spelling for a model would open for a typing error."""

from __future__ import annotations

import unicodedata
from typing import Final

_TOLD_APART: Final = "+#"
"""Signs that make another name: "C++" and "C#" are not "C"."""


def same_name(name: str) -> str:
    """What is left of a name without its case and punctuation; names with the same rest are one name."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    kept = (char if char in _TOLD_APART or unicodedata.category(char)[0] in "LMN" else " " for char in folded)
    return " ".join("".join(kept).split()) or name
