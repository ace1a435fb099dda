"""Words as recall compares them: without case, accents, endings and the small words between."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from Stemmer import Stemmer

# A word, or a single character of a script that writes without spaces.
_WORD: Final = r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+"
# The same for plain ASCII, where a table is far quicker; an apostrophe parts nothing.
_FOLDED: Final = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)).ljust(256)
_FOLDER: Final = Path(__file__).with_name("words")
_LONGEST: Final = 40
# What was stemmed is kept by `stem`, and not a second time.
_STEMMER: Final = Stemmer("english", maxCacheSize=0)


def words(text: str) -> list[str]:
    """Every word of a text in order, small ones included."""
    if text.isascii():
        return text.encode().translate(_FOLDED, b"'").decode().split()
    return re.findall(_WORD, _plain(text).replace("'", "").replace("\u2019", ""))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word (Snowball's English stemmer, "Porter 2"); empty for a small word, which says nothing."""
    if word in small_words() or len(word) > _LONGEST:
        return ""
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words that tell one text from another in no case."""
    lines = (_FOLDER / "small.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """By stem, the stems of the words that people say in its place."""
    groups = tomllib.loads((_FOLDER / "synonyms.toml").read_text("utf-8"))
    found: dict[str, dict[str, None]] = {}
    for group in groups.values():
        stems = list(dict.fromkeys(filter(None, map(stem, group))))
        for one in stems:
            found.setdefault(one, {}).update(dict.fromkeys(other for other in stems if other != one))
    return {one: tuple(sorted(others)) for one, others in found.items()}


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))
