"""What Vega draws, made a part of the page: its colours, its fonts, its width, and words for who does not see it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Final

from afterword.graphics.charts.drawing import Ink
from afterword.graphics.drawings.svg import said, titled
from afterword.graphics.tokens import colour

VARIABLES: Final = {ink: colour(ink.name.lower()) for ink in Ink}

_SVG: Final = "{http://www.w3.org/2000/svg}"
_TAGS: Final = frozenset({"g", "path", "line", "rect", "text", "tspan"})
_KEPT: Final = (
    *("d", "x", "y", "x2", "y2", "width", "height", "transform", "fill", "stroke", "stroke-width", "stroke-dasharray"),
    *("text-anchor", "font-size", "font-weight", "opacity"),
)
_NUMBER: Final = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_UNMOVED: Final = {"translate(0,0)", "translate(0.5,0.5)"}


def themed(svg: str, name: str, title: str, says: str) -> str:
    """One line of SVG for inside a page, in the colours and the font of the page and as wide as its place.

    Only what a drawing needs passes: shapes, text, and attributes that say where and how. ``name`` makes the ids of
    its text alternative, ``title`` and ``says``, unique on the page.
    """
    # Vega writes neither a document type nor entities, and what it wrote came from our own specification.
    root = ET.fromstring(svg)  # noqa: S314  # our own drawing
    ids = f"{name}-title {name}-desc"
    return (
        f'<svg viewBox="{root.attrib["viewBox"]}" role="img" aria-labelledby="{ids}" xmlns="http://www.w3.org/2000/svg">'
        f"{titled(name, title, says)}{''.join(_inside(root))}</svg>"
    )


def _inside(parent: ET.Element) -> Iterator[str]:
    for element in parent:
        tag = element.tag.removeprefix(_SVG)
        if tag not in _TAGS or element.get("display") == "none" or element.get("class") == "background":
            continue
        content = "".join(_inside(element)) + said(element.text or "")
        written = "".join(f' {key}="{_value(key, element.attrib[key])}"' for key in _KEPT if key in element.attrib)
        moved = element.get("transform") not in {None, *_UNMOVED}
        if tag == "g" and not (content and (moved or element.get("fill") or element.get("stroke"))):
            yield content
        elif tag != "g" or content:
            yield f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def _value(key: str, value: str) -> str:
    if key in {"fill", "stroke"}:
        return VARIABLES[Ink(value)] if value in set(Ink) else "none"
    # No eye sees more than a tenth of a unit, and machines differ in the last digits.
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), 1) + 0:g}", value)
