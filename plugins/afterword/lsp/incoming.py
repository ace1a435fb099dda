"""The messages of an editor, one by one. What is no message becomes one that says so, so that it can be answered.

After bytes that are no message, reading goes on at the next header.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from lsprotocol.types import ErrorCodes

MALFORMED: Final = "$/afterword/malformed"
"""The notification that takes the place of what is no message; its ``params`` are ``id``, ``code`` and ``message``."""

LARGEST: Final = 128 * 1024 * 1024
"""Bytes of a message."""

_LENGTH: Final = re.compile(rb"Content-Length:[ \t]*(\d{1,12})[ \t]*\r?\n$", re.IGNORECASE)
_HEADER: Final = b"Content-Length:"


@dataclass
class Incoming:
    """A stream for the server of pygls, which reads a header, an empty line and a body in turn."""

    stream: BinaryIO
    _rest: bytes = b""
    _lines: tuple[bytes, ...] = ()
    _body: bytes = b""

    def readline(self) -> bytes:
        """The next line of a header; empty at the end of the stream."""
        if not self._lines:
            body = self._next()
            if body is None:
                return b""
            self._body = body
            self._lines = (b"Content-Length: %d\r\n" % len(body), b"\r\n")
        line, *rest = self._lines
        self._lines = tuple(rest)
        return line

    def read(self, _size: int) -> bytes:
        """The body that belongs to the last header."""
        return self._body

    def _next(self) -> bytes | None:
        length = None
        while line := self._line():
            if found := _LENGTH.search(line):
                length = int(found[1])
            elif length is not None and not line.strip():
                if length > LARGEST:
                    return _malformed(None, ErrorCodes.InvalidRequest, f"A message has at most {LARGEST:,} bytes")
                return self._checked(self._exactly(length))
        return None

    def _checked(self, raw: bytes) -> bytes:
        """The body as it came, or a message that says what is wrong with it."""
        try:
            text = raw.decode("utf-8")
            message, end = json.JSONDecoder().raw_decode(text.lstrip())
            after = text.lstrip()[end:].lstrip().encode()
        except (ValueError, RecursionError):
            return _malformed(None, ErrorCodes.ParseError, "The message is not JSON in UTF-8")
        if after:
            # The length was too large, so that the beginning of the next message was taken with it.
            if not _HEADER.startswith(after[: len(_HEADER)]):
                return _malformed(None, ErrorCodes.ParseError, "The message is longer than its JSON")
            self._rest = after + self._rest
            raw = json.dumps(message).encode()
        return _refused(message) or raw

    def _line(self) -> bytes:
        before, end, rest = self._rest.partition(b"\n")
        self._rest = rest
        return before + end if end else before + self.stream.readline()

    def _exactly(self, length: int) -> bytes:
        body, self._rest = self._rest[:length], self._rest[length:]
        return body + self.stream.read(length - len(body))


def _refused(message: Any) -> bytes | None:
    """What is said of JSON that is no message of the protocol; ``None`` for a message."""
    if not isinstance(message, dict):
        return _malformed(None, ErrorCodes.InvalidRequest, "A message is an object; there are no batches")
    known = message.get("id")
    number = known if isinstance(known, (str, int)) and not isinstance(known, bool) else None
    if "id" in message and number is None and "error" not in message:
        return _malformed(None, ErrorCodes.InvalidRequest, "`id` must be a whole number or a text")
    if message.get("jsonrpc") != "2.0":
        return _malformed(number, ErrorCodes.InvalidRequest, '`jsonrpc` must be "2.0"')
    if not isinstance(message.get("method"), str) and not {"result", "error"} & message.keys():
        return _malformed(number, ErrorCodes.InvalidRequest, "`method` must be a text")
    return None


def _malformed(number: str | int | None, code: ErrorCodes, message: str) -> bytes:
    params = {"id": number, "code": code.value, "message": message}
    return json.dumps({"jsonrpc": "2.0", "method": MALFORMED, "params": params}).encode()
