"""The shapes that a browser can look for, from the same data: tokens, the beginning of a private key, e-mail addresses.

What needs more than a pattern (passwords in prose, codes, names of files) is left to the check.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.secrecy.keys import BEGIN
from afterword.secrecy.people import EMAIL, RESERVED
from afterword.secrecy.shapes import SHAPES


def secret_shapes() -> Iterator[tuple[str, str]]:
    """What each is, and its pattern, in the part of the syntax that JavaScript has too."""
    yield from ((shape.what, shape.pattern.pattern) for shape in SHAPES)
    yield "a private key", BEGIN.pattern


def email_shape(allowed: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The pattern of an e-mail address, whose second group is its domain, and the domains that may be published."""
    return EMAIL.pattern, (*RESERVED, *(domain.casefold() for domain in allowed))
