"""A drawing in its safe form: only what draws, and nothing that acts, loads or leads elsewhere.

What matplotlib, Graphviz, Inkscape and draw.io write is kept; the same drawing gives the same bytes. A document type is
read past and never fetched. The fallback that draw.io gives for HTML in a drawing is what is shown.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final, NamedTuple
from xml.parsers import expat

from afterword.reading.svg_names import ATTRIBUTES, ELEMENTS, NOT_VISIBLE
from afterword.text.expression import expression
from afterword.text.unseen import UNSEEN

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DEEPEST: Final = 500
_MOST_ENTITIES: Final = 10_000
_LONGEST_ENTITY: Final = 200

_IMAGE: Final = r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*"
_FONT: Final = r"data:(?:font|application)/(?:x-)?[a-z0-9-]+;(?:charset=utf-8;)?base64,[A-Za-z0-9+/=\s]*"
_INSIDE: Final = expression(rf"#[^\s\"'()]*|{_IMAGE}|{_FONT}")
_URL: Final = expression(r"url\(\s*(\"[^\"]*\"\s*|'[^']*'\s*|[^)]*)(?:\)|\Z)", re.IGNORECASE)
_COMMENT: Final = expression(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_AT_RULE: Final = expression(r"@(?:import|charset|namespace)\b[^;{}]*;?", re.IGNORECASE)
_LOADS: Final = expression(
    r"@import|(?:image|src|image-set|cross-fade|element|expression)\s*\(|\\|javascript:|-moz-binding|behavior\s*:",
    re.IGNORECASE,
)
_LOST_TEXT: Final = "the text in <foreignObject>"
_NOTHING: Final = expression(rf"(?:[\s\u2800]|{UNSEEN})*\Z")


class SafeDrawing(NamedTuple):
    """The bytes of a drawing as they may be published, and what a reader does not see of it any more."""

    content: bytes
    lost: tuple[str, ...] = ()


def safe_drawing(content: bytes) -> SafeDrawing:
    """Raises ``ValueError`` with the reason if it is no drawing in well-formed XML."""
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler, parser.EndElementHandler = writer.start, writer.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = writer.text, writer.entity
    if content.count(b"&") > _MOST_ENTITIES and b"<!ENTITY" in content:
        raise ValueError("the drawing uses too many entities; save it as plain SVG")
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise ValueError(f"the drawing is not well-formed XML: {error}") from error
    return SafeDrawing("".join([_HEAD, *writer.parts, "\n"]).encode(), tuple(sorted(writer.lost)))


class _Writer:
    """Writes the elements that draw as the parser meets them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lost: set[str] = set()
        self._names: list[str] = []
        self._left_out = 0
        self._style: list[str] | None = None
        self._foreign = False
        self._visible = 0  # how many parts there are up to the last that is not blank
        self._switches: list[int] = []

    def entity(self, _name: str, parameter: int, value: str | None, *_: object) -> None:
        if parameter or value is None or len(value) > _LONGEST_ENTITY or re.search("[&%<]", value):
            raise ValueError("the drawing declares an entity that is not plain text; save it as plain SVG")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._names and not self._left_out and (space, local) != (_SVG, "svg"):
            raise ValueError(f'the drawing begins with <{local[:40]}> and not with <svg xmlns="{_SVG}">')
        if len(self._names) + self._left_out > _DEEPEST:
            raise ValueError(f"the drawing is nested more than {_DEEPEST} levels deep")
        if self._left_out or space != _SVG or local not in ELEMENTS:
            if not self._left_out:
                self._leave_out(space, local)
            self._left_out += 1
            return
        space_of_links = f' xmlns="{_SVG}" xmlns:xlink="{_XLINK}"' if not self._names else ""
        kept = "".join(f' {key}="{escape(value)}"' for key, value in self._kept(local, attributes))
        self._write(f"<{local}{space_of_links}{kept}>")
        self._names.append(local)
        if local == "switch":
            self._switches.append(len(self.parts))
        if local == "style":
            self._style = []

    def end(self, _name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            self._foreign = self._foreign and self._left_out > 0
            return
        local = self._names.pop()
        if local == "style" and self._style is not None:
            self._write(escape(self._safe_css("".join(self._style)), quote=False))
            self._style = None
        if local == "switch" and self._visible == self._switches.pop():
            self.lost.add(_LOST_TEXT)
        self._write(f"</{local}>")

    def text(self, data: str) -> None:
        if self._left_out:
            if self._foreign and not _NOTHING.match(data):
                self.lost.add(_LOST_TEXT)
        elif self._style is not None:
            self._style.append(data)
        else:
            self._write(escape(data, quote=False))

    def _write(self, part: str) -> None:
        self.parts.append(part)
        if part.strip():
            self._visible = len(self.parts)

    def _leave_out(self, space: str, local: str) -> None:
        if space == _SVG and local == "foreignObject":
            # In a switch, the next element is shown in its place.
            self._foreign = "switch" not in self._names[-1:]
        elif space == _SVG and local not in NOT_VISIBLE:
            self.lost.add(f"<{local[:40]}>")

    def _kept(self, element: str, attributes: dict[str, str]) -> list[tuple[str, str]]:
        found = {}
        for name, value in attributes.items():
            space, _, local = name.rpartition(" ")
            if space == _XML and local in {"space", "lang"}:
                found[f"xml:{local}"] = value
            elif space in {"", _XLINK} and local == "href":
                self._keep_link(element, value, found)
            elif not space and local == "style":
                found["style"] = self._safe_css(value)
            elif not space and (local in ATTRIBUTES or local.startswith("aria-")) and not self._loads(value):
                found[local] = value
        return sorted(found.items())

    def _keep_link(self, element: str, value: str, found: dict[str, str]) -> None:
        if _is_inside(value):
            # Older programs know only this name of it.
            found["xlink:href"] = value.strip()
        elif element in {"image", "use"}:
            self.lost.add(f"the <{element}> from elsewhere")

    def _safe_css(self, css: str) -> str:
        bare = _AT_RULE.sub("", _COMMENT.sub("", css))
        if _LOADS.search(bare):
            self.lost.add("a style that could load something")
            return ""
        return _URL.sub(lambda found: found[0] if _is_inside(found[1]) else "none", bare)

    @staticmethod
    def _loads(value: str) -> bool:
        return bool(_LOADS.search(value)) or not all(_is_inside(found[1]) for found in _URL.finditer(value))


def _is_inside(address: str) -> bool:
    return _INSIDE.fullmatch(address.strip().strip("\"'").strip()) is not None
