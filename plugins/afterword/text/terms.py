"""Words as they are compared: without case, accents, endings and the small words between."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

from Stemmer import Stemmer

from afterword.text.letters import spelled

# A word, or a single character of a script that writes without spaces.
_WORD: Final = r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+"
ELIDED: Final = (
    *("c", "d", "j", "l", "m", "n", "s", "t", "qu", "un"),
    *("jusqu", "lorsqu", "presqu", "puisqu", "quelqu", "quoiqu"),
    *("all", "bell", "dall", "dell", "gl", "nell", "quell", "quest", "sull"),
)
"""What French, Italian and Catalan leave of a word before an apostrophe, so that two words are written as one."""

ENGLISH_ENDINGS: Final = ("s", "t", "d", "m", "ll", "re", "ve")
"""What stands after an apostrophe in English, also after one of those: "all's"."""

# An apostrophe parts nothing but such a word; what precedes it is looked at last, since texts have few of them.
_ELISION: Final = re.compile(
    "['\u2019](?:"
    + "|".join(rf"(?<=\b{word}.)" for word in ELIDED)
    + rf")(?=[^\W_])(?!(?:{'|'.join(ENGLISH_ENDINGS)})\b)"
)
# A word of plain ASCII, for which a table is far quicker.
_FOLDED: Final = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)).ljust(256)
_SMALL: Final = Path(__file__).with_name("small.txt")
_LONGEST: Final = 40
_MOST: Final = 65_536
# What was stemmed is kept by `stem`, and not a second time.
_STEMMER: Final = Stemmer("english", maxCacheSize=0)


def words(text: str) -> list[str]:
    """Every word of a text in order, small ones included."""
    if text.isascii():
        parted = _ELISION.sub(" ", text.lower()) if "'" in text else text
        return parted.encode().translate(_FOLDED, b"'").decode().split()
    return re.findall(_WORD, _ELISION.sub(" ", spelled(text)).replace("'", "").replace("\u2019", ""))


class _Stems(dict[str, str]):
    """What was stemmed before: a mapping answers in half the time of a cache that knows what was asked last."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = "" if word in small_words() else str(_STEMMER.stemWord(word[:_LONGEST]))
        return found


stem: Final[Callable[[str], str]] = _Stems().__getitem__
"""The stem of a word (Snowball's English stemmer, "Porter 2"); empty for a small word, which says nothing.

Of a longer word the first forty characters count.
"""


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words that tell one text from another in no case."""
    lines = _SMALL.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """The stems of a text."""
    return frozenset(filter(None, map(stem, words(text))))
