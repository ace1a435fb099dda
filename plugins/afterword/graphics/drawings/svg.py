"""SVG by hand: lengths across in per cent and down in pixels, so that text keeps its size on a phone and on paper.

A chart of numbers is drawn by :mod:`afterword.graphics.charts`. What lies on a line of time is simple enough to be
drawn here, and a drawing that is scaled as a whole would make its letters unreadable on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from afterword.graphics.tokens import colour
from afterword.rendering import Markup, attribute, element
from afterword.rendering.html import representable

INK: Final = colour("ink")
FAINT: Final = colour("faint")
RULE: Final = colour("rule-strong")
TINT: Final = colour("tint")
PAPER: Final = colour("paper")
ACCENT: Final = colour("accent")
RED: Final = colour("red")
ORANGE: Final = colour("orange")
SLATE: Final = colour("slate")
GREEN: Final = colour("green")
VIOLET: Final = colour("violet")

LEFT, RIGHT = 4.0, 96.0
"""Per cent of the width between which things are placed; what is centred on an end needs the rest."""

_WORDS: Final[Mapping[str, object]] = {"fill": FAINT, "font_size": 11, "text_anchor": "middle"}
"""How words are written unless they say otherwise: given once for a whole drawing."""

EDGE: Final = 12.0
"""Per cent from either side within which words begin or end at their place, and are not centred on it."""


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """One element; ``stroke_width`` is written ``stroke-width``, and ``None`` is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def across(share: float) -> str:
    """A place on the line, given as a share from 0 to 1, as per cent of the width."""
    return f"{round(LEFT + (RIGHT - LEFT) * share, 2) + 0:g}%"


def wide(share: float) -> str:
    """A length along the line, given as a share from 0 to 1, as per cent of the width."""
    return f"{round((RIGHT - LEFT) * share, 2) + 0:g}%"


def words(text: object, share: float, y: float, *, anchor: str = "", **style: object) -> str:
    """A line of text at a place on the line; near an end it grows away from it."""
    at = LEFT + (RIGHT - LEFT) * share
    where = anchor or ("start" if at < EDGE else "end" if at > 100 - EDGE else "middle")
    anchors = None if where == _WORDS["text_anchor"] else where
    return tag("text", said(text), x=across(share), y=y, text_anchor=anchors, **style)


def discs(places: Sequence[tuple[object, str, float]]) -> Iterator[str]:
    """Letters in discs, each with how far across and down it lies."""
    circles = (tag("circle", cx=x, cy=y, r=8.5) for _, x, y in places)
    yield tag("g", "".join(circles), fill=INK, stroke=PAPER, stroke_width=1.5)
    yield letters(places)


def letters(places: Iterable[tuple[object, str, float]], lower: float = 3.6) -> str:
    """Letters or numbers within shapes around points; ``lower`` is how far below the point a letter stands."""
    written = (
        tag("text", said(letter), x=x, y=y + lower, font_size=None if len(str(letter)) < 3 else 8.5)
        for letter, x, y in places
    )
    return tag("g", "".join(written), fill=PAPER, font_size=10.5, font_weight="bold")


def figure(
    name: str,
    title: str,
    says: str,
    height: float,
    parts: Iterable[str],
    css: str = "",
    caption: object = "",
    notes: object = "",
) -> Markup:
    """A drawing as one line of HTML, which every engine passes on as it is.

    ``name`` makes the ids of its text alternative, ``title`` and ``says``, unique on the page. ``caption`` and
    ``notes`` are escaped, and stand above and below the drawing.
    """
    svg = tag(
        "svg",
        titled(name, title, says) + "".join(parts),
        width="100%",
        height=round(height),
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        xmlns="http://www.w3.org/2000/svg",
        **_WORDS,
    )
    above = element("figcaption", caption) if caption else ""
    below = element("p", notes) if notes else ""
    return Markup(
        f'<figure class="aw-drawing{f" {css}" if css else ""}" data-search-exclude>{above}{svg}{below}</figure>'
    )


def titled(name: str, title: str, says: str) -> str:
    """The words for who does not see a drawing, under ids that begin with its name."""
    return tag("title", said(title), id=f"{name}-title") + tag("desc", said(says), id=f"{name}-desc")


def said(text: object) -> str:
    """A text as the content of an element or the value of an attribute."""
    return str(attribute(representable(str(text))))


def _value(value: object) -> str:
    if isinstance(value, float):
        # No eye sees more than a tenth of a pixel.
        return f"{round(value, 1) + 0:g}"
    return str(value)
