"""Words as recall compares them: without case, accents, endings and the small words between."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from snowballstemmer.english_stemmer import EnglishStemmer

# A word, or a single character of a script that writes without spaces.
_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
# The same for plain ASCII, where a table is far quicker; an apostrophe parts nothing.
_PARTED: Final = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("'"): ""}
_FOLDER: Final = Path(__file__).with_name("words")
_LONGEST: Final = 40
_EXCHANGED: Final = frozenset("eily")  # hoping and hope, reply and repli, ability and abl, skies and sky
_IRREGULAR: Final = "ying"  # dying and die, lying and lie: of five letters
# The class itself: the package's own factory would take another implementation where one happens to be installed.
_STEMMER: Final = EnglishStemmer()


def words(text: str) -> list[str]:
    """Every word of a text in order, small ones included."""
    if text.isascii():
        return text.lower().translate(_PARTED).split()
    return _WORD.findall(_plain(text).replace("'", "").replace("\u2019", ""))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word (Snowball's English stemmer, "Porter 2"); empty for a small word, which says nothing."""
    if word in small_words() or len(word) > _LONGEST:
        return ""
    return str(_STEMMER.stemWord(word))


def stem_among(stems: Collection[str]) -> Callable[[str], str]:
    """As ``stem``, for whoever asks only for some stems; of a word with any other the answer may be empty.

    Of most words a look at how they begin is enough, and costs far less. The stemmer leaves the beginning of a word as
    it is, and exchanges at most the last letter of what stays.
    """
    beginnings = {one[:-1] if len(one) > 2 and one[-1] in _EXCHANGED else one for one in stems}
    lengths = sorted({len(beginning) for beginning in beginnings})

    @cache
    def among(word: str) -> str:
        near = word[1:] == _IRREGULAR or any(word[:length] in beginnings for length in lengths)
        return stem(word) if near else ""

    return among


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
