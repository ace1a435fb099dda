"""What is no message gets an error, and the next message an answer."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from afterword.mcp.messages import serve
from tests.knowledge import Base
from tests.unit.mcp.agent import lines, request


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 4_900, -32700),
        (b"[]", -32600),
        (b'{"id": 1, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": true, "method": "ping"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": 5}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/rm"}', -32601),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "similr"}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/list", "params": {"cursor": "x"}}', -32602),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/read", "params": {"uri": "file:///etc/passwd"}}', -32002),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "resources/read", "params": {"uri": "afterword://x/../y"}}', -32002),
        (b"x" * 12_000, -32600),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_wrong_message_gets_an_error_and_the_next_one_an_answer(
    base: Base, raw: bytes, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.mcp.messages.LARGEST", 5_000)
    wrong, right = lines(base, raw, request("ping"))
    assert wrong["error"]["code"] == code
    assert right["result"] == {}


def test_a_notification_gets_no_answer(base: Base) -> None:
    assert lines(base, b'{"jsonrpc": "2.0", "method": "notifications/initialized"}', b"") == []


def test_a_fault_of_ours_does_not_end_the_session(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_method: str, _params: object) -> dict[str, Any]:
        raise ZeroDivisionError

    written = io.BytesIO()
    serve(io.BytesIO(request("a") + b"\n" + request("b") + b"\n"), written, fail)
    assert [json.loads(line)["error"]["code"] for line in written.getvalue().splitlines()] == [-32603] * 2
    assert "ZeroDivisionError" in caplog.text
