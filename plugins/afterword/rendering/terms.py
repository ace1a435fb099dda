"""Marks the first occurrence of each term on a page of HTML as a link to the glossary.

It runs after everything that could change a page, on text that is HTML already, and adds links of our own alone: the
text itself passes byte for byte. Left alone are headings, links, code, quotations and whatever a reader operates.
"""

from __future__ import annotations

import html
import re
from itertools import chain
from typing import Final

from afterword.glossary.terms import Glossary, by_first_letter

_LEFT_ALONE: Final = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "kbd", "samp", "blockquote", "q", "cite"),
    *("button", "label", "select", "textarea", "summary", "th", "dt", "caption", "figcaption"),
    *("nav", "svg", "math", "script", "style", "template", "title", "abbr"),
)

# The parts of one pattern, each of which can be read in one way only, so that nothing is tried twice.
_NAME: Final = f"(?:{by_first_letter(_LEFT_ALONE)})(?![a-zA-Z0-9-])"
_REST: Final = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>"""
_OTHER: Final = rf"<(?!/?{_NAME})/?[a-z][a-z0-9]*+(?=[ >]){_REST}|<!--.*?-->"
# An element that is left alone and holds no other such element, and one that holds those: nearly all of them.
_INNER: Final = rf"<(?P<inner>{_NAME}){_REST}(?:[^<]++|{_OTHER})*+</(?P=inner)>"
_OUTER: Final = rf"<(?P<outer>{_NAME}){_REST}(?:[^<]++|{_OTHER}|{_INNER})*+</(?P=outer)>"

_BETWEEN: Final = re.compile(
    rf"(?:(?:{_OTHER}|{_OUTER}|\0)\s*+)++|<(?P<closes>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+){_REST}", re.DOTALL
)
"""What is between two texts: tags that may hold them and elements that are left alone, or any one tag."""


def mark_terms(page: str, glossary: Glossary, address: str) -> str:
    """A page with the first occurrence of each term linked; ``address`` is that of the glossary, seen from here."""
    seen, linked = set[str](), set[str]()

    def marked(found: re.Match[str]) -> str:
        written = found[0]
        if written in seen:
            return written
        seen.add(written)
        term = glossary.term(html.unescape(written))
        if term is None or term.title in linked:
            return written
        linked.add(term.title)
        href = html.escape(f"{address}#{term.anchor}", quote=True)
        return f'<a class="aw-term" href="{href}">{written}</a>'

    texts, between = _parts(page)
    # All texts at once; the mark between them is in none of them, and no term goes across it.
    texts = glossary.sub(marked, "\0".join(texts)).split("\0")
    return "".join(chain.from_iterable(zip(texts, between, strict=True)))


def _parts(page: str) -> tuple[list[str], list[str]]:
    """The texts of a page that may have terms, and what follows each of them."""
    texts: list[str] = []
    between: list[str] = []
    inside: list[str] = []
    at = since = 0
    for found in _BETWEEN.finditer(page):
        if not inside:
            texts.append(page[at : found.start()])
            since = found.start()
        if found["name"] and (name := found["name"].lower()) in _LEFT_ALONE:
            if not found["closes"]:
                inside.append(name)
            elif name in inside:
                # What its author forgot to close ends with what stands around it.
                while inside.pop() != name:
                    pass
        if not inside:
            at = found.end()
            between.append(page[since:at])
    if inside:
        return texts, [*between, page[since:]]
    return [*texts, page[at:]], [*between, ""]
