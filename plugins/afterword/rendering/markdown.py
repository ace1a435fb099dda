"""Plain text as Markdown that shows exactly that text, and stays readable as Markdown.

Only what an engine could take for markup is escaped. A code span in single backticks is the one markup that an
author of a plain field may use; it survives as code.
"""

from __future__ import annotations

import re
from typing import Final

_CODE: Final = re.compile(r"(?<!`)`(?!`)([^`]*[^`\s][^`]*)`(?!`)")
_WORTH_A_LOOK: Final = re.compile(r"[\\`*_{}\[\]<>&|~\n\r\t]|^[#+\-=:!?/.\d]|--|==|  |^\s|\s$|#$")
_ALWAYS: Final = re.compile(r"([`*{}\[\]])|(<)|(\|)|(~~)|(==)")
_UNDERSCORE: Final = re.compile(r"(?<![A-Za-z0-9_])_+|_+(?![A-Za-z0-9_])")
_BACKSLASH: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\\$")
_ENTITY: Final = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
# A heading ends where its text does; hashes there would be taken for decoration.
_CLOSING_HASHES: Final = re.compile(r"#+$")
_SPACE: Final = re.compile(r"\s+")
_NUMBERED: Final = re.compile(r"(\d+)([.)])(?=\s|$)")
_OPENERS: Final = (">", "#", "+ ", "- ", "---", "!")
_ENTITY_OPENERS: Final = ("===", ":", "???", "///", "~~~", "=", "?", "-", "+")
_NOT_BARE: Final = re.compile(r"[^A-Za-z0-9 .,;/%-]")


def plain(text: object) -> str:
    """Escape a text for a place inside a line or at its start; white space is folded to single spaces."""
    raw = str(text)
    if not _WORTH_A_LOOK.search(raw):
        return raw
    raw = _SPACE.sub(" ", raw).strip()
    parts: list[str] = []
    at = 0
    for match in _CODE.finditer(raw):
        parts += (_inline(raw[at : match.start()]), _code_span(match[1]))
        at = match.end()
    parts.append(_CLOSING_HASHES.sub(lambda found: "\\#" * len(found[0]), _inline(raw[at:])))
    return _line_start("".join(parts))


def literal(text: object) -> str:
    """A text as a code span, whatever it holds."""
    folded = _SPACE.sub(" ", str(text)).strip()
    return _code_span(folded) if "`" not in folded else f"<code>{_attribute(folded)}</code>"


def _attribute(text: str) -> str:
    return _NOT_BARE.sub(lambda found: f"&#{ord(found[0])};" if found[0].isascii() else found[0], text)


def _inline(text: str) -> str:
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _ENTITY.sub("&amp;", text)
    text = _ALWAYS.sub(_one, text)
    return _UNDERSCORE.sub(lambda found: "\\_" * len(found[0]), text)


def _one(found: re.Match[str]) -> str:
    # Python-Markdown knows no backslash before these three, so they are written as entities.
    return {"<": "&lt;", "|": "&#124;", "~~": "&#126;&#126;", "==": "&#61;&#61;"}.get(found[0], f"\\{found[0]}")


def _code_span(content: str) -> str:
    # A bar would end the cell of a table, and an angle bracket could be taken for HTML by a careless engine.
    if "|" in content or "<" in content:
        return f"<code>{_attribute(content)}</code>"
    return f"`{content}`"


def _line_start(text: str) -> str:
    if match := _NUMBERED.match(text):
        return f"{match[1]}\\{match[2]}{text[match.end() :]}"
    if text.startswith(_OPENERS):
        return "\\" + text
    if text.startswith(_ENTITY_OPENERS) and not re.match(r"[-+?=:/~][A-Za-z0-9]", text):
        return f"&#{ord(text[0])};{text[1:]}"
    return text
