"""Places in the text of a front matter where lines can be put, in the style in which its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import yaml

from afterword.reading.document import Document
from afterword.text.edits import Edit

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT: Final = re.compile(r"( *)#[^\n]*\n")


def composed(document: Document) -> tuple[Any, Place]:
    """The front matter as nodes of PyYAML, and the places of these in the file."""
    root = yaml.compose(document.frame.front_matter, Loader=_LOADER)
    return root, Place(document.source.text, document.frame.front_offset)


def value_of(node: Any, name: str) -> yaml.Node | None:
    """The value of a key; ``None`` where there is none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


class Place:
    """Offsets in the text of the file, from nodes of its front matter."""

    def __init__(self, text: str, offset: int) -> None:
        self.text, self._offset = text, offset

    def start(self, node: yaml.Node) -> int:
        """Where a value begins."""
        return self._offset + node.start_mark.index

    def end(self, node: yaml.Node) -> int:
        """Where the last character of a value ends: that of its last part, if it has no brackets."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        return self._offset + node.end_mark.index

    def column(self, at: int) -> int:
        """How far a place is from the start of its line."""
        return at - (self.text.rfind("\n", 0, at) + 1)

    def next_line(self, at: int) -> int:
        """The start of the line after a place; a block of text ends at the start of a line already."""
        if at and self.text[at - 1] == "\n":
            return at
        found = self.text.find("\n", at)
        return found + 1 if found >= 0 else len(self.text)

    def on_lines(self, after: yaml.Node, lines: Sequence[str], margin: int) -> Edit:
        """An edit that puts lines below a value, and below the comments there that are indented by a margin."""
        at = self.next_line(self.end(after))
        while comment := _COMMENT.match(self.text, at):
            if len(comment[1]) < margin:
                break
            at = comment.end()
        return Edit(at, at, "".join(f"{line}\n" for line in lines))
