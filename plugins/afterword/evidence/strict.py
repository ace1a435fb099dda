"""Strict JSON from bytes: each key once, finite numbers, no hidden characters, and a bound on the nesting."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from itertools import chain
from typing import Any, Final

from afterword.reading.source import hidden_in
from afterword.text.characters import character_name

_DEEPEST: Final = 16
_LONGEST_NUMBER: Final = 400


class NotStrictError(ValueError):
    """The bytes are no strict JSON; the message is the end of a sentence about the file."""


def strict_json(raw: bytes) -> Any:
    """The value that bytes hold; raises ``NotStrictError``."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotStrictError(f"is not UTF-8 at byte {error.start:,}") from error
    if hidden := hidden_in(text):
        line = text.count("\n", 0, hidden[0]) + 1
        raise NotStrictError(f"has the hidden character {character_name(text[hidden[0]])} in line {line}")
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float, parse_int=_int
        )
    except json.JSONDecodeError as error:
        raise NotStrictError(f"is not JSON: {error.msg} in line {error.lineno}") from error
    except RecursionError:
        raise NotStrictError("is nested too deeply") from None
    _expect_seen(value, escaped="\\" in text)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotStrictError(f"has the key `{twice[:60]}` twice")
    return found


def _constant(written: str) -> float:
    raise NotStrictError(f"has `{written}`, which is no number of JSON; write null")


def _float(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise NotStrictError(f"has the number `{written[:40]}`, which is too large")
    return number


def _int(written: str) -> int:
    if len(written) > _LONGEST_NUMBER or not math.isfinite(_as_float(written)):
        raise NotStrictError(f"has the number `{written[:40]}…`, which is too large")
    return int(written)


def _as_float(written: str) -> float:
    try:
        return float(written)
    except OverflowError:  # pragma: no cover - a text gives infinity, and some platforms raise
        return math.inf


def _expect_seen(value: Any, *, escaped: bool) -> None:
    """Raise for a value that is nested too deeply, or that hides a character behind an escape.

    It goes level by level, so that no value can exhaust the stack.
    """
    level = [value]
    for _ in range(_DEEPEST):
        if escaped:
            for text in chain.from_iterable(map(_texts, level)):
                _expect_plain(text)
        level = [below for one in level for below in _below(one) if isinstance(below, dict | list)]
        if not level:
            return
    raise NotStrictError("is nested too deeply")


def _below(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _texts(value: Any) -> Iterable[str]:
    keys = value if isinstance(value, dict) else ()
    return (one for one in (*keys, *_below(value), value) if isinstance(one, str))


def _expect_plain(text: str) -> None:
    hidden = hidden_in(text)
    surrogate = next((at for at, sign in enumerate(text) if "\ud800" <= sign <= "\udfff"), None)
    if hidden or surrogate is not None:
        at = hidden[0] if hidden else surrogate or 0
        raise NotStrictError(f"has an escape of U+{ord(text[at]):04X}, which nobody could see")
