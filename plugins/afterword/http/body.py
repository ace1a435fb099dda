"""The body of an answer, decompressed, and never more of it than a bound."""

from __future__ import annotations

import http.client
import time
import zlib
from collections.abc import Iterator
from typing import Final, Protocol

from afterword.http.answer import NoAnswer

_PART: Final = 64 * 1024
_GZIP: Final = 16 + zlib.MAX_WBITS


class _Bounds(Protocol):
    @property
    def size(self) -> int: ...

    @property
    def total(self) -> float: ...


def read_body(response: http.client.HTTPResponse, who: str, bounds: _Bounds, deadline: float) -> bytes:
    """All of a body; raises ``NoAnswer`` for one that is too large when decompressed, too slow, or damaged."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"identity", "gzip", "x-gzip", ""}:
        raise NoAnswer(f"{who} sent an answer compressed with a method that was not asked for")
    parts, size = [], 0
    try:
        for part in _unpacked(response, packing, bounds.size + 1):
            size += len(part)
            if size > bounds.size:
                raise NoAnswer(
                    f"The answer of {who[0].lower()}{who[1:]} is larger than {bounds.size:,} bytes", why="large"
                )
            if time.monotonic() > deadline:
                raise NoAnswer(f"{who} did not answer within {bounds.total:g} seconds", silent=True, why="slow")
            parts.append(part)
    except (_CutOffError, http.client.IncompleteRead):
        told = f"The answer of {who[0].lower()}{who[1:]} was cut off after {size:,} bytes; try again"
        raise NoAnswer(told) from None
    except zlib.error:
        raise NoAnswer(f"The answer of {who[0].lower()}{who[1:]} is damaged: it cannot be decompressed") from None
    return b"".join(parts)


class _CutOffError(Exception):
    """A body ended before all of it was there."""


def _unpacked(response: http.client.HTTPResponse, packing: str, most: int) -> Iterator[bytes]:
    if packing in {"identity", ""}:
        yield from _received(response)
        return
    unpacking, begun = zlib.decompressobj(_GZIP), False
    for received in _received(response):
        part = received
        # Packed texts may follow one another, or zeros: they are one text together (RFC 1952, 2.2).
        while part := part if begun else part.lstrip(b"\0"):
            begun = True
            # A small part may hold a huge text, so no more is unpacked than may be kept.
            yield unpacking.decompress(part, most)
            part = unpacking.unused_data
            if unpacking.eof:
                unpacking, begun = zlib.decompressobj(_GZIP), False
    if begun:
        raise _CutOffError


def _received(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The parts of a body as they come; raises ``_CutOffError`` if it is shorter than its server said."""
    while part := response.read1(_PART):
        yield part
    if response.length:
        raise _CutOffError
