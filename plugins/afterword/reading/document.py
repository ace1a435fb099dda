"""A file that has been read: its front matter as nodes, its narrative, and where each stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from afterword.diagnostics import Path, Span
from afterword.reading.framing import Frame, split_frame
from afterword.reading.nodes import Mapping, key_range, value_range
from afterword.reading.result import Finding, Refused
from afterword.reading.source import Source, decoded, expect_bounded, read_bytes, refuse_unseen
from afterword.reading.yaml_nodes import parse_front_matter
from afterword.settings.limits import Limits

Straight = Callable[[str, Limits], dict[str, Any] | None]
"""What takes a front matter to its data at once, where nothing in it has to be told."""


@dataclass(frozen=True)
class Document:
    """A well-formed file; its front matter has not met the schema yet."""

    source: Source
    frame: Frame
    limits: Limits

    @property
    def body(self) -> str:
        """The narrative."""
        return self.frame.body

    @cached_property
    def root(self) -> Mapping:
        """The front matter as nodes; raises ``Refused`` the first time when it is not well-formed."""
        return parse_front_matter(self.source, self.frame, self.limits)

    def let_go(self) -> None:
        """Forget the nodes, which weigh more than the file: hardly any review is asked again where a value stands."""
        self.__dict__.pop("root", None)

    def span(self, path: Path) -> Span:
        """Where the value at a path stands, or its nearest ancestor."""
        return self.source.lines.span(*value_range(self.root, path))

    def key_span(self, path: Path) -> Span:
        """Where the key at the end of a path stands."""
        return self.source.lines.span(*key_range(self.root, path))

    def body_span(self, start: int, end: int) -> Span:
        """The span in the file of a stretch of the body."""
        return self.source.lines.span(self.frame.body_offset + start, self.frame.body_offset + end)


@dataclass(frozen=True)
class Reading:
    """What came of reading one file: a document, or the findings that say why there is none.

    ``source`` is there as soon as the file could be decoded, so that a message can show its line; ``data`` where the
    front matter went straight to it.
    """

    path: str
    source: Source | None
    document: Document | None
    findings: tuple[Finding, ...] = ()
    data: dict[str, Any] | None = None


def read_file(file: FilePath, path: str, limits: Limits, straight: Straight = lambda *_: None) -> Reading:
    """Read one file under the name ``path``; never raises for anything that the file holds."""
    raw = bytes_of(file, path, limits)
    return raw if isinstance(raw, Reading) else read_raw(raw, path, limits, straight)


def bytes_of(file: FilePath, path: str, limits: Limits) -> bytes | Reading:
    """What a file holds, or the reading that says why nobody can tell."""
    try:
        return read_bytes(file, limits)
    except Refused as refused:
        return Reading(path, None, None, refused.findings)


def read_raw(raw: bytes, path: str, limits: Limits, straight: Straight = lambda *_: None) -> Reading:
    """Read what a file holds, or would hold after an edit, as if it stood under ``path``.

    Where its front matter goes ``straight`` to data it is well-formed, and its nodes wait for who asks for a place.
    """
    source, data = None, None
    try:
        expect_bounded(len(raw), limits)
        source = decoded(raw, path)
        refuse_unseen(source, limits)
        document = Document(source, split_frame(source, limits), limits)
        data = straight(document.frame.front_matter, limits)
        if data is None:
            _ = document.root
    except Refused as refused:
        return Reading(path, source, None, refused.findings)
    return Reading(path, source, document, (), data)


def read_again(raw: bytes, path: str, limits: Limits) -> Document:
    """The document of what was found well-formed before; its fields are parsed when a place in them is asked for."""
    source = decoded(raw, path)
    return Document(source, split_frame(source, limits), limits)
