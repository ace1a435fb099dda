"""Marks the first occurrence of each term on a page of HTML as a link to the glossary.

It runs after everything that could change a page, on text that is HTML already, and adds links of our own alone: the
text itself passes byte for byte. Left alone are headings, links, code, quotations and whatever a reader operates.
"""

from __future__ import annotations

import html
import re
from typing import Final

from afterword.glossary.terms import Glossary

_LEFT_ALONE: Final = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "kbd", "samp", "blockquote", "q", "cite"),
        *("button", "label", "select", "textarea", "summary", "th", "dt", "caption", "figcaption"),
        *("nav", "svg", "math", "script", "style", "template", "title", "abbr"),
    }
)
_EITHER_END: Final = _LEFT_ALONE.union(f"/{name}" for name in _LEFT_ALONE)

# Each part can be read in one way only, so that nothing is tried twice.
_TAG: Final = re.compile(
    r"""(<(/?[a-zA-Z][a-zA-Z0-9-]*+)[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+>|<!--.*?-->|\0)""", re.DOTALL
)
"""What is between two texts: a tag with its name, a comment, or our own mark."""


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

    parts, places = _parts(page)
    # All texts at once; the mark between them is in none of them, and no term goes across it.
    texts = glossary.sub(marked, "\0".join([parts[place] for place in places])).split("\0")
    for place, text in zip(places, texts, strict=False):  # without places there is still one text, an empty one
        parts[place] = text
    return "".join(parts)


def _parts(page: str) -> tuple[list[str], list[int]]:
    """A page as texts with tags between them, and the places of those texts that may have terms."""
    parts = _TAG.split(page)
    names = parts[2::3]
    del parts[2::3]
    alone = {name: tag for name in set(names) if name and (tag := name.lower()) in _EITHER_END}
    inside: list[str] = []
    places: list[int] = []
    since = 0
    for at in [at for at, name in enumerate(names) if name in alone]:
        if not inside:
            places += range(since, at + 1)
        since = at + 1
        tag = alone[names[at]]
        if tag[0] != "/":
            inside.append(tag)
        elif tag[1:] in inside:
            # What its author forgot to close ends with what stands around it.
            while inside.pop() != tag[1:]:
                pass
    if not inside:
        places += range(since, len(names) + 1)
    return parts, [2 * place for place in places if parts[2 * place].strip()]
