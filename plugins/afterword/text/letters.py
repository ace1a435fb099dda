"""Letters as they are compared and put into addresses: without what stands on them, and spelled in plain ones."""

from __future__ import annotations

import unicodedata
from typing import Final

SPELLED: Final = dict(zip("łøđðħŧĸŋə\u0131\u03c2", "loddhtknei\u03c3", strict=True)) | {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
"""Letters that Unicode does not take apart, each as it is spelled with others; the site's scripts have them too."""

_SPELLED: Final = str.maketrans(SPELLED)


def without(text: str, *classes: str) -> str:
    """A text without the characters beyond ASCII whose class in Unicode begins with one of these, such as ``M``."""
    if text.isascii():
        return text
    for char in set(text):
        if unicodedata.category(char).startswith(classes):
            text = text.replace(char, "")
    return text


def spelled(text: str) -> str:
    """A text in lower case without accents, in letters that everybody can type."""
    # First apart and then in lower case, as a browser can do it too: it knows no `casefold`.
    return without(unicodedata.normalize("NFKD", text).lower(), "M").translate(_SPELLED)
