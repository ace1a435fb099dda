"""Numbers and values as short texts, which the scripts of the search read back (``assets/search/coding.js``)."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
FULL: Final = len(DIGITS) - 1
"""The number that stands for the strength 1."""

_MORE, _BITS = 32, 5


def numbers(values: Iterable[int]) -> str:
    """Numbers from 0, each in digits of five bits, the lowest first; the sixth bit says that more follow."""
    return "".join(map(_number, values))


def rising(values: Iterable[int]) -> str:
    """Numbers in rising order, each by its distance from the one before."""
    made, before = [], 0
    for value in values:
        made.append(_number(value - before))
        before = value
    return "".join(made)


def strengths(found: Mapping[int, float]) -> str:
    """By document its strength from 0 to 1: the distance from the document before, then the strength as one digit.

    The digit 0 is kept for no strength at all.
    """
    made, before = [], 0
    for place in sorted(found):
        strength = found[place]
        made.append(_number(place - before) + DIGITS[(round(strength * FULL) or 1) if strength else 0])
        before = place
    return "".join(made)


def kept(value: object) -> bytes:
    """A value as JSON, quickly made small until it is ``packed`` with others."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def packed(values: Iterable[bytes]) -> str:
    """Values that were ``kept`` as a list in JSON, made small by DEFLATE (RFC 1951), which browsers undo, in Base64."""
    raw = b"[" + b",".join(map(zlib.decompress, values)) + b"]"
    small = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)
    return b64encode(small.compress(raw) + small.flush()).decode()


@lru_cache(maxsize=1024)
def _number(value: int) -> str:
    if value < _MORE:
        return DIGITS[value]
    made = []
    while value >= _MORE:
        made.append(DIGITS[value % _MORE + _MORE])
        value >>= _BITS
    return "".join([*made, DIGITS[value]])
