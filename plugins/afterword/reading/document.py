"""A file that has been read: its front matter as nodes, its narrative, and their positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from afterword.diagnostics import Path, Span
from afterword.reading.framing import Frame, split_frame
from afterword.reading.link import Link
from afterword.reading.nodes import Mapping, key_range, value_range
from afterword.reading.result import Finding, Refused
from afterword.reading.source import Source, decoded, expect_bounded, read_bytes, refuse_unseen
from afterword.settings.limits import Limits

Straight = Callable[[str, Limits], dict[str, Any] | None]
"""Converts a front matter directly to data if nothing in it has to be reported."""


@dataclass(frozen=True)
class Document:
    """A well-formed file; its front matter has not been checked against the schema yet."""

    source: Source
    frame: Frame
    limits: Limits

    @cached_property
    def body(self) -> str:
        """The narrative: every rule about it asks, and the review has the same text."""
        return self.frame.body

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link and image of the narrative, in order."""
        from afterword.reading.narrative import links

        return links(self.body)

    @cached_property
    def root(self) -> Mapping:
        """The front matter as nodes; raises ``Refused`` the first time when it is not well-formed."""
        from afterword.reading.yaml_nodes import parse_front_matter

        return parse_front_matter(self.source, self.frame, self.limits)

    def let_go(self) -> None:
        """Forget the nodes, which are larger than the file: positions are hardly ever needed again."""
        self.__dict__.pop("root", None)

    def span(self, path: Path) -> Span:
        """The position of the value at a path, or of its nearest ancestor."""
        return self.source.lines.span(*value_range(self.root, path))

    def key_span(self, path: Path) -> Span:
        """The position of the key at the end of a path."""
        return self.source.lines.span(*key_range(self.root, path))

    def body_span(self, start: int, end: int) -> Span:
        """The span in the file of a stretch of the body."""
        return self.source.lines.span(self.frame.body_offset + start, self.frame.body_offset + end)


class Reading(NamedTuple):
    """The result of reading one file: a document, or the findings that say why there is none.

    ``source`` is set if the file could be decoded, so that a message can show its line; ``data`` if the front matter
    was converted directly. ``clean`` says that it is known to hold nothing that must be masked.
    """

    path: str
    source: Source | None
    document: Document | None
    findings: tuple[Finding, ...] = ()
    data: dict[str, Any] | None = None
    clean: bool = False


def read_file(file: FilePath, path: str, limits: Limits, straight: Straight = lambda *_: None) -> Reading:
    """Read one file under the name ``path``; never raises because of its content."""
    raw = bytes_of(file, path, limits)
    return raw if isinstance(raw, Reading) else read_raw(raw, path, limits, straight)


def bytes_of(file: FilePath, path: str, limits: Limits) -> bytes | Reading:
    """The bytes of a file, or the reading that says why it cannot be read."""
    try:
        return read_bytes(file, limits)
    except Refused as refused:
        return Reading(path, None, None, refused.findings)


def read_raw(raw: bytes, path: str, limits: Limits, straight: Straight = lambda *_: None) -> Reading:
    """Read the bytes of a file, or its bytes after an edit, under the name ``path``.

    If ``straight`` returns data, the front matter is well-formed; its nodes are only built when a position is needed.
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


def read_again(
    raw: bytes, path: str, limits: Limits, parts: Sequence[int], links: Iterable[Sequence[Any]] | None
) -> Document:
    """The document of a file known to be well-formed; its fields are parsed when a position is needed.

    ``parts`` are the offsets of its frame, and ``links`` its links if they are known as well.
    """
    source = decoded(raw, path)
    document = Document(source, Frame(source.text, *parts), limits)
    if links is not None:
        document.__dict__["links"] = tuple(starmap(Link, links))  # as the property keeps what it has found
    return document
