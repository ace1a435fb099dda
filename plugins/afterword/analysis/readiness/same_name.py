"""When two names of a model are one: a gate that took each spelling for a model would open for a typing error."""

from __future__ import annotations

import unicodedata


def same_name(name: str) -> str:
    """What is left of a name without its case and punctuation; names with the same rest are one name."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in folded).split()) or name
