"""Text in, HTML out: every word of an author is escaped here, and nowhere is it a template.

What is HTML already says so by its type, ``Markup``. A code span in single backticks is the one mark that an author
may use in a plain field.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

NOTHING: Final = Markup("&ndash;")
"""The content of a cell without a value."""

NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML 1.0 has no way to write."""

_CODE: Final = re.compile(r"(?<!`)`(?!`)([^`]*[^`\s][^`]*)`(?!`)")


def plain(text: object) -> Markup:
    """Escape a text; a code span becomes ``code``, and white space is folded to single spaces."""
    return text if isinstance(text, Markup) else _plain(str(text))


def literal(text: object) -> Markup:
    """A text as code, whatever it holds."""
    return Markup(f"<code>{attribute(text)}</code>")


def attribute(text: object) -> Markup:
    """Escape a text for the value of an attribute, where backticks mean nothing."""
    return _attribute(str(text))


def joined(values: Iterable[object], by: str = ", ") -> Markup:
    """Escape each value and join them; ``by`` is ours."""
    return Markup(by.join(plain(value) for value in values))


def element(name: str, content: object, css: str = "", **attributes: object) -> Markup:
    """One element around a content that is escaped; an attribute of ``None`` is left out."""
    written = f' class="{attribute(css)}"' if css else ""
    for key, value in attributes.items():
        written += "" if value is None else f' {key}="{attribute(value)}"'
    return Markup(f"<{name}{written}>{plain(content)}</{name}>")


def definitions(rows: Iterable[tuple[str, object]]) -> Markup:
    """Labels with their content, as a definition list; empty where there are none."""
    shown = "".join(f"<dt>{plain(label)}</dt>\n<dd>{plain(text)}</dd>\n" for label, text in rows)
    return Markup(shown and f"<dl>\n{shown}</dl>")


def listed(items: Iterable[object]) -> Markup:
    """Items that are escaped, as an unordered list."""
    shown = "\n".join(f"<li>{plain(item)}</li>" for item in items)
    return Markup(f"<ul>\n{shown}\n</ul>")


def grid(heads: Iterable[object], rows: Iterable[Iterable[object]], numeric: Sequence[bool]) -> Markup:
    """A table; the columns that are ``numeric`` are aligned to the right."""
    styles = ["text-align: right;" if number else None for number in numeric]
    head = "".join(element("th", name, scope="col", style=style) for name, style in zip(heads, styles, strict=True))
    body = "".join(
        f"<tr>{''.join(element('td', cell, style=style) for cell, style in zip(row, styles, strict=True))}</tr>\n"
        for row in rows
    )
    return Markup(f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>")


def quiet(text: object) -> Markup:
    """A text in the quiet style."""
    return element("em", text, "aw-quiet")


def heading(level: int, title: object, anchor: str, css: str = "", *, apart: bool = False) -> Markup:
    """A heading that can be linked to; the search finds no section of one that is ``apart``."""
    # Our script gives it a title, which would be said a dozen times on each page.
    link = f'<a class="headerlink" href="#{attribute(anchor)}">\N{PILCROW SIGN}</a>'
    css, kept = f' class="{css}"' if css else "", " data-search-exclude" if apart else ""
    return Markup(f'<h{level}{css} id="{attribute(anchor)}"{kept}>{plain(title)}{link}</h{level}>')


def folded(text: str) -> str:
    """A text with single spaces for its white space, and none around it."""
    return " ".join(text.split())


def representable(text: str) -> str:
    """A text with a mark in place of each character that XML cannot hold."""
    return NOT_XML.sub("\ufffd", text)


def unmarked(text: object) -> str:
    """A text without its backticks, HTML-escaped: for titles that a theme prints as they are."""
    return html.escape(folded(str(text).replace("`", "")), quote=True)


# Most names, labels and titles are on many pages.
@lru_cache(maxsize=4096)
def _plain(text: str) -> Markup:
    raw = folded(text)
    if "`" not in raw:
        return escape(raw)
    # A plain text, since what is put into Markup is escaped.
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(raw))))


@lru_cache(maxsize=4096)
def _attribute(text: str) -> Markup:
    return escape(folded(text))
