"""Backticks around code that may hold some itself."""

from __future__ import annotations

import re


def backticks(code: str, fewest: int = 1) -> str:
    """More backticks than code has in a row, and at least so many: one around a span, three around a block."""
    return "`" * max(fewest, 1 + max(map(len, re.findall("`+", code)), default=0))
