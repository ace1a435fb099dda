"""What a text means where it is not written plainly: escapes, percent and character codes, wrapped lines, base64.

A secret that is found in another reading is reported at the place in the text that it was read from.
"""

from __future__ import annotations

import base64
import binascii
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from afterword.text.expression import expression
from afterword.text.signs import MANY, Signs

_LEVELS: Final = 3
"""How often one code may be within another: JSON in a string in YAML has three."""

# Each begins with a character of a set, to which the search can jump.
_CODE: Final = expression(
    r"\\(?:u00[2-7][0-9A-Fa-f]|x[2-7][0-9A-Fa-f]|\n[ \t]*|[!-/:-@\[-`{-~nrt])"
    r"|%[2-7][0-9A-Fa-f]"
    r"|&(?:quot|amp|lt|gt|apos|equals|colon|commat|sol|lowbar|#\d{2,3}|#[xX][2-7][0-9A-Fa-f]);"
    r"|[\u00ad\u200b-\u200d\u2060]"
    r"|[\"'](?<=[\w-].)\s{0,20}\+\s{0,20}[\"'](?=\w)"
)
_PERCENT: Final = expression(r"%[2-7][0-9A-Fa-f]")
_ENTITY: Final = expression(r"&[#a-z][a-z0-9]{1,6};")
_SUM: Final = expression(r"\+\s{0,20}[\"']")
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060"
_CONTROLS: Final = {"n": "\n", "r": "\n", "t": "\t"}
# A line of a quote or a block goes on below its beginning; a field, an item and a heading are lines of their own.
_WRAP: Final = expression(r"\n(?<![>|:]\n)(?<![>|][+-]\n)[ \t>|#]*+(?![\n#*-]|\w+:)")
_CHAR: Final = r"[\w+/=~%-]"
UNLIKE_PROSE: Final = expression(rf"{_CHAR}{{18}}", re.ASCII)
"""What a word has that may be a secret; words of prose are not so long without a dot or a bracket."""
_FIRST: Final = r"[\w+/=~%]"  # on a line: a hyphen would begin an item
_SEEN: Final = r"[^\x09-\x0d\x1c-\x20]"
_JOIN: Final = r"\n[ \t>|#]*"
_BOTH: Final = "|".join(f"{_CHAR}{{{n}}}{_JOIN}{_FIRST}{_CHAR}{{{17 - n}}}" for n in range(1, 18))
# The engine has no look-around: each way says what a line begins with that `_WRAP` joins to the one before.
_WAYS: Final = (
    # The 18 characters are before the end of a line, and what follows is no field, no item and no heading.
    rf"{_CHAR}{{18}}{_SEEN}*{_JOIN}(?:[^\n#*\w \t>|-]|\w+(?:[^\w:]|$))",
    # They are after it or on both sides of it, and no colon follows them, as it follows the name of a field.
    rf"(?:{_JOIN}{_FIRST}{_CHAR}{{17}}|{_BOTH}){_CHAR}*(?:[^\w:+/=~%-]|$)",
    # Or a colon does, but no name of a field has such signs.
    rf"{_JOIN}(?:\w+[+/=~%-]|[+/=~%]){_CHAR}*:",
    # They are after some other sign, which no name of a field has either.
    rf"{_JOIN}(?:{_FIRST}{_CHAR}*[^\x09-\x0d\x1c-\x20:\w+/=~%-]|[^\x09-\x0d\x1c-\x20#*\w+/=~%-]){_SEEN}*{_CHAR}{{18}}",
    # They are on more than two lines, of which one has nothing else.
    rf"{_JOIN}{_FIRST}{_CHAR}*\n",
)
ACROSS: Final = Signs("|".join(_WAYS), MANY)
"""What a text has if a word unlike prose goes on on the next line."""
# The text of 24 characters of base64 shows whether the rest is text too.
BASE64: Final = expression(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}")
# Every third byte is printable, and so is every byte in hexadecimal.
_SIGNS_OF_CODE: Final = Signs(r"(?:^|[^A-Za-z0-9+/_-])(?:(?:[CDI-Za-f][A-Za-z0-9+/_-]{3}){5}|(?:[0-7][0-9A-Fa-f]){10})")
_URL_SAFE: Final = str.maketrans("-_", "+/")
_PRINTED: Final = bytes((*b"\t\n\r", *range(0x20, 0x7F)))


class Meaning(NamedTuple):
    """Another reading of a text, in pieces: ``starts`` are their offsets here, ``places`` those in what was read.

    A piece of another length than its place is a code. What was read may be another reading, ``of``.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    of: Meaning | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text for a stretch of this reading."""
        start, end = self._place(start)[0], self._place(end - 1)[1]
        return self.of.span(start, end) if self.of else (start, end)

    def _place(self, at: int) -> tuple[int, int]:
        piece = bisect_right(self.starts, at) - 1
        start, end = self.places[piece]
        past = at - self.starts[piece]
        after = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        plain = after - self.starts[piece] == end - start
        return (start + past, start + past + 1) if plain else (start, end)


def plainly(text: str) -> Meaning | None:
    """The text with its escapes and codes resolved; ``None`` where it has none."""
    found: Meaning | None = None
    for _ in range(_LEVELS):
        deeper = _replaced(text, _CODE, _meant, found) if _coded(text) else None
        if deeper is None:
            break
        found, text = deeper, deeper.text
    return found


def _coded(text: str) -> bool:
    """Whether a text may have a code; most texts have none."""
    return (
        "\\" in text
        or ("%" in text and bool(_PERCENT.search(text)))
        or ("&" in text and bool(_ENTITY.search(text)))
        or ("+" in text and bool(_SUM.search(text)))
        or (not text.isascii() and any(map(text.__contains__, _UNSEEN)))
    )


def unwrapped(text: str) -> str:
    """The text as one line, without what stands before each of its lines."""
    return _WRAP.sub("", text)


def unwrapped_places(text: str) -> Meaning | None:
    """The same, with the places in the text."""
    return _replaced(text, _WRAP, lambda _: "")


def encoded(words: str) -> Iterator[tuple[str, str]]:
    """Each word in base64 or hexadecimal that means printable text, with that text."""
    for match in BASE64.finditer(words) if _SIGNS_OF_CODE.may_be_in(words) else ():
        word = match[0]
        for decode in (_from_hex, from_base64):
            raw = decode(word[:24])
            if raw and not raw.translate(None, _PRINTED) and (raw := decode(word)):
                if not raw.translate(None, _PRINTED):
                    yield word, raw.decode()
                break


def _replaced(
    text: str, what: re.Pattern[str], by: Callable[[re.Match[str]], str], of: Meaning | None = None
) -> Meaning | None:
    parts: list[str] = []
    starts: list[int] = []
    places: list[tuple[int, int]] = []
    length = done = 0
    for match in what.finditer(text):
        for part, place in ((text[done : match.start()], (done, match.start())), (by(match), match.span())):
            if part:
                parts.append(part)
                starts.append(length)
                places.append(place)
                length += len(part)
        done = match.end()
    if not done:
        return None
    if done < len(text):
        parts.append(text[done:])
        starts.append(length)
        places.append((done, len(text)))
    return Meaning("".join(parts), tuple(starts), tuple(places), of) if parts else None


def _meant(match: re.Match[str]) -> str:
    code = match[0]
    if code[0] == "%":
        return chr(int(code[1:], 16))
    if code[0] == "&":
        from html import unescape

        return unescape(code)
    if code[0] != "\\" or code[1] == "\n":
        return ""
    name, digits = code[1], code[2:]
    return chr(int(digits, 16)) if digits else _CONTROLS.get(name, name)


def from_base64(word: str) -> bytes:
    """The bytes of a word in either alphabet, with or without its padding; empty if it is none."""
    word = word.translate(_URL_SAFE).rstrip("=")
    try:
        return base64.b64decode(word + "=" * (-len(word) % 4))
    except binascii.Error:
        return b""


def _from_hex(word: str) -> bytes:
    try:
        return bytes.fromhex(word)
    except ValueError:
        return b""
