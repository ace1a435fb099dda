"""Numbers as files and tables write them."""

from __future__ import annotations


def exact(number: float) -> int | float:
    """A number with every digit that it has: whole floats lose their fraction."""
    return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 1e15 else number
