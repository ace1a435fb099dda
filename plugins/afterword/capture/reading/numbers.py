"""A value of an exported file as a number; text that is none is refused, so that no column is read by mistake."""

from __future__ import annotations

import re
from typing import Any, Final

from afterword.capture.numbers import judged

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?", re.ASCII)
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+(?:[eE][+-]?[0-9]{1,4})?", re.ASCII)
_NONE: Final = frozenset({"", "-", "null", "none", "na", "n/a", "#n/a", "<na>"})
_SPECIAL: Final = frozenset({"nan", "inf", "infinity"})
_LONGEST: Final = 400

Number = float | str | None
"""A number; ``NaN`` or ``Infinity`` as text; or ``None`` where a cell is empty."""


def number(written: Any, decimal: str = ".") -> Number:
    """A value of JSON or of a cell; raises ``ValueError`` with what is allowed, as the end of a sentence."""
    if written is None:
        return None
    if isinstance(written, bool) or not isinstance(written, int | float | str):
        raise ValueError(f"is {str(written)[:40]!r}; it must be a number")  # noqa: TRY004  # it is a value of a file
    if isinstance(written, str):
        return _of_text(written.strip(), decimal)
    try:
        return float(written)
    except OverflowError:
        return "Infinity"


def number_or_text(written: Any) -> Number:
    """A value of a tool's own answer: what is no number stays as text, and is told with the series."""
    found, _ = judged(written)
    return str(written) if found is None else found


def _of_text(text: str, decimal: str) -> Number:
    if text.casefold() in _NONE:
        return None
    if text.casefold().lstrip("+-") in _SPECIAL:
        return text
    if decimal == ",":
        if "." in text:
            raise ValueError(f'is {text[:40]!r}; it must be a number such as 0,94, since `decimal` is ","')
        text = text.replace(",", ".", 1)
    elif _COMMA.fullmatch(text):
        raise ValueError(f'is {text[:40]!r}, which has a comma; write 0.94, or set `decimal = ","`')
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        raise ValueError(f"is {text[:40]!r}; it must be a number such as 0.94, without a unit")
    return float(text)
