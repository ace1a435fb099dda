"""The words of an old file that its draft does not have."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from afterword.adopting.html import untagged

_WORD: Final = re.compile(r"[^\W_]+")


def lost_words(old: str, draft: str, title: str, files: Iterable[Path]) -> list[str]:
    """The words that an old text has more often than the narrative of its draft.

    A first heading may have become the ``title``, and the addresses of ``files`` that came along are other ones now.
    """
    narrative = draft.partition("\n---\n")[2]
    moved = _words(" ".join(str(file) for file in files))
    return [word for word in _words(untagged(old)) - _words(f"{title} {narrative}") if word not in moved]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", unquote(unescape(text))).casefold()))
