"""What there is, for a message that says that something else is not there."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.diagnostics import listed

_LONGEST = 120


def has(words: Iterable[object], limit: int = 8) -> str:
    """The first of some words, and how many more there are: ``a, b and 3 more``; ``nothing`` for none."""
    short = [word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…" for word in map(str, words)]
    rest = [f"{len(short) - limit:,} more"] if len(short) > limit else []
    return listed([*short[:limit], *rest]) or "nothing"
