"""Marks the first occurrence of each term on a page of HTML as a link to the glossary.

It runs after everything that could change a page, on text that is HTML already, and adds links of our own alone: the
text itself passes byte for byte. Left alone are headings, links, code, quotations and whatever a reader operates.
"""

from __future__ import annotations

import html
import re
from typing import Final

from afterword.glossary.terms import Glossary

_TAG: Final = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)

_LEFT_ALONE: Final = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "kbd", "samp", "blockquote", "q", "cite"),
        *("button", "label", "select", "textarea", "summary", "th", "dt", "caption", "figcaption"),
        *("nav", "svg", "math", "script", "style", "template", "title", "abbr"),
    }
)


def mark_terms(page: str, glossary: Glossary, address: str) -> str:
    """A page with the first occurrence of each term linked; ``address`` is that of the glossary, seen from here."""
    pattern, seen = glossary.pattern, set[str]()

    def marked(found: re.Match[str]) -> str:
        written = found[0]
        term = glossary.term(html.unescape(written))
        if term is None or term.title in seen:
            return written
        seen.add(term.title)
        means = html.escape(term.means, quote=True)
        href = html.escape(f"{address}#{term.anchor}", quote=True)
        return f'<a class="aw-term" href="{href}" data-means="{means}">{written}</a>'

    out: list[str] = []
    at, inside = 0, list[str]()
    for tag in _TAG.finditer(page):
        text = page[at : tag.start()]
        # Between most tags there is nothing, or a new line.
        out += (text if inside or not text or text.isspace() else pattern.sub(marked, text), tag[0])
        at = tag.end()
        name = (tag[2] or "").lower()
        if name in _LEFT_ALONE:
            if not tag[1]:
                inside.append(name)
            elif name in inside:
                # What its author forgot to close ends with what stands around it.
                while inside.pop() != name:
                    pass
    rest = page[at:]
    return "".join((*out, rest if inside else pattern.sub(marked, rest)))
