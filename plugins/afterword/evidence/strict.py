"""Strict JSON from bytes: each key once, finite numbers, no hidden characters, and a bound on the nesting."""

from __future__ import annotations

import json
import math
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
    _expect_flat(value)
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


def _expect_flat(value: Any) -> None:
    """Raise for a value that is nested too deeply, level by level, so that none can exhaust the stack."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            below
            for one in level
            if isinstance(one, dict | list)
            for below in (one.values() if isinstance(one, dict) else one)
            if isinstance(below, dict | list)
        ]
        if not level:
            return
    raise NotStrictError("is nested too deeply")
