"""JSON-RPC 2.0 as the Model Context Protocol writes it over standard input and output: one message a line.

Source: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, Final

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
INTERNAL_ERROR: Final = -32603
RESOURCE_NOT_FOUND: Final = -32002

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a message. A longer one is refused, and reading goes on at the next line."""

Answer = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""The result of a method with its parameters; raises ``RefusedError``."""


class RefusedError(Exception):
    """A request that gets an error: its code and a sentence."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def serve(asked: BinaryIO, answered: BinaryIO, answer: Answer) -> None:
    """Answer each request, one after the other, until the input ends."""
    while raw := asked.readline(LARGEST + 1):
        whole = raw.endswith(b"\n") or len(raw) <= LARGEST
        while not whole and not (rest := asked.readline(LARGEST)).endswith(b"\n") and rest:
            pass
        if (reply := _reply(raw, answer) if whole else _error(None, INVALID_REQUEST, _TOO_LONG)) is not None:
            answered.write(json.dumps(reply, separators=(",", ":")).encode() + b"\n")
            answered.flush()


_TOO_LONG: Final = f"A message has at most {LARGEST:,} bytes"


def _reply(raw: bytes, answer: Answer) -> Mapping[str, Any] | None:
    """What is written for a line; ``None`` for a notification, an answer and an empty line."""
    number = None
    try:
        message = _message(raw)
        if "id" not in message or "method" not in message:
            return None
        number = _number(message["id"])
        return {"jsonrpc": "2.0", "id": number, "result": answer(*_asked(message))}
    except RefusedError as refused:
        return _error(number, refused.code, str(refused))
    except Exception:
        # A fault of ours in one answer does not end the session of an agent.
        logging.getLogger(__name__).exception("A request failed")
        return _error(number, INTERNAL_ERROR, "This could not be answered; the log of the server has the error")


def _message(raw: bytes) -> Mapping[str, Any]:
    try:
        message = json.loads(raw) if raw.strip() else {"jsonrpc": "2.0"}
    except (ValueError, RecursionError):
        raise RefusedError(PARSE_ERROR, "The message is not JSON in UTF-8") from None
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        raise RefusedError(INVALID_REQUEST, 'A message is an object with `"jsonrpc": "2.0"`; there are no batches')
    return message


def _number(number: object) -> int | str:
    if isinstance(number, bool) or not isinstance(number, (int, str)):
        raise RefusedError(INVALID_REQUEST, "`id` must be a whole number or a text")
    return number


def _asked(message: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    method, params = message["method"], message.get("params", {})
    if not isinstance(method, str) or not isinstance(params, dict):
        raise RefusedError(INVALID_REQUEST, "`method` must be a text, and `params` an object")
    return method, params


def _error(number: int | str | None, code: int, message: str) -> Mapping[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": message}}
