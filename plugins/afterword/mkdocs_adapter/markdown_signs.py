"""Lets a converter of Markdown try only that of which a text has a sign.

Python-Markdown tries every kind of block on each block and every inline pattern on each text, on prose nearly always
in vain. What it makes stays the same. What is not known here, such as a class or an expression of another version, is
tried as before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.inlinepatterns import InlineProcessor as Pattern  # type: ignore[import-untyped]
from markdown.treeprocessors import InlineProcessor  # type: ignore[import-untyped]
from markdown.util import AtomicString  # type: ignore[import-untyped]

_INDENT: Final = "    "
BLOCKS: Final = {
    "markdown.blockprocessors.HashHeaderProcessor": ("#",),
    "markdown.blockprocessors.SetextHeaderProcessor": ("\n=", "\n-"),
    "markdown.blockprocessors.HRProcessor": ("-", "_", "*"),
    "markdown.blockprocessors.BlockQuoteProcessor": (">",),
    "markdown.blockprocessors.ReferenceProcessor": ("]:",),
    "markdown.extensions.tables.TableProcessor": ("|",),
    "markdown.extensions.def_list.DefListProcessor": (":",),
    "markdown.extensions.footnotes.FootnoteBlockProcessor": ("[^",),
    "markdown.extensions.abbr.AbbrBlockprocessor": ("*[",),
    # What is indented may go on with the block before.
    "markdown.extensions.admonition.AdmonitionProcessor": ("!!!", _INDENT),
    "pymdownx.details.DetailsProcessor": ("???", _INDENT),
}
"""By the class of a kind of block: each block of that kind has one of these in it."""

INLINE: Final = {
    r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)": ("`",),
    r"(?<!\!)\[": ("[",),
    r"\*|_": ("*", "_"),
}
"""By the expression of an inline pattern: one of these is where it matches.

The others begin with a character of their own, which Python looks for as quickly.
"""

# Python-Markdown's own place for what tries the inline patterns, and what it calls for each pattern.
_NAME, _PRIORITY, _TRY = "inline", 20, "_InlineProcessor__applyPattern"


def try_by_signs(md: Markdown) -> None:
    """Let a converter that has all its extensions try nothing in vain that is known here."""
    for kind in md.parser.blockprocessors:
        if signs := BLOCKS.get(f"{type(kind).__module__}.{type(kind).__qualname__}"):
            kind.test = _signed(kind.test, signs)
    if type(md.treeprocessors[_NAME]) is InlineProcessor and hasattr(InlineProcessor, _TRY):
        md.treeprocessors.register(_SignedInline(md), _NAME, _PRIORITY)


def _signed(test: Callable[[Element, str], bool], signs: tuple[str, ...]) -> Callable[[Element, str], bool]:
    def signed(parent: Element, block: str) -> bool:
        for sign in signs:  # a generator would take as long as most tests
            if sign in block:
                return test(parent, block)
        return False

    return signed


class _SignedInline(InlineProcessor):  # type: ignore[misc]
    """Tries on each text the patterns that match somewhere in it."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the inline patterns to a tree."""
        self._possible = [_possible(pattern) for pattern in self.inlinePatterns]
        made: Element = super().run(tree, ancestors)
        return made

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Try the patterns on a text; the class above calls it by this name, which Python makes of a private one."""
        text, at, start = data, patternIndex, 0
        if isinstance(data, AtomicString):
            return text
        while at < len(self._possible):
            matched = False
            if start or self._possible[at](text):
                text, matched, start = getattr(self, _TRY)(self.inlinePatterns[at], text, at, start)
            at += not matched
        return text


def _possible(pattern: Any) -> Callable[[str], object]:
    """Whether a pattern may match in a text; one in the old style always may."""
    if not isinstance(pattern, Pattern):
        return lambda _text: True
    expression = pattern.getCompiledRegExp()
    if signs := INLINE.get(expression.pattern):
        first, last = signs[0], signs[-1]  # one or two
        return lambda text: first in text or last in text
    search: Callable[[str], object] = expression.search
    return search
