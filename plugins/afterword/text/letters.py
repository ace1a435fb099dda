"""Letters as they are compared and put into addresses: without what stands on them, and spelled in plain ones."""

from __future__ import annotations

import unicodedata


def without(text: str, *classes: str) -> str:
    """A text without the characters whose class in Unicode is one of these, such as ``Cf``, or begins so, as ``M``."""
    for char in set(text):
        if unicodedata.category(char).startswith(classes):
            text = text.replace(char, "")
    return text
