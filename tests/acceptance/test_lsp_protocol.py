"""Whatever an editor sends to ``afterword lsp``, each request gets its answer, and the server lives on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.server import LanguageServer

from afterword.lsp.protocol import Protocol
from tests.acceptance.wire import HERE, LONGEST, Wire
from tests.knowledge import DRAFT, EXAMPLE, Base, page

PARSE, INVALID, METHOD, PARAMS, EARLY = -32700, -32600, -32601, -32602, -32002
METHODS = ("hover", "completion", "definition", "codeAction")
RANGE = {"start": HERE, "end": HERE}


def code(answer: dict[str, Any]) -> int:
    return int(answer["error"]["code"])


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    """A server that was not asked to begin."""
    base = Base.in_folder(tmp_path_factory.mktemp("base"))
    base.write(EXAMPLE, page(DRAFT))
    wire = Wire(base.root)
    with wire.process:
        yield wire
        wire.process.kill()


@pytest.fixture(scope="module")
def wire(silent: Wire) -> Wire:
    for params in (None, 5, {"capabilities": 5}):
        assert code(silent.ask("initialize", params)) == PARAMS
    for method in ("textDocument/hover", "shutdown", "x/y"):
        assert code(silent.ask(method, {"textDocument": {"uri": silent.address}, "position": HERE})) in {EARLY, PARAMS}
    started: dict[str, Any] = {"capabilities": {}, "processId": None, "rootUri": None}
    assert "result" in silent.ask("initialize", started)
    assert code(silent.ask("initialize", started)) == INVALID
    silent.notify("initialized", {})
    item = {"uri": silent.address, "languageId": "markdown", "version": 1, "text": page(DRAFT)}
    silent.notify("textDocument/didOpen", {"textDocument": item})
    assert silent.lives()
    return silent


def wrong_params(address: str) -> Iterator[Any]:
    at = {"textDocument": {"uri": address}}
    yield from (None, {}, [], 5, "x", at, {"position": HERE}, {"textDocument": 5, "position": HERE})
    for place in ({"line": -1, "character": 0}, {"line": 10**30, "character": 0}, {"line": "x"}, None, 5, {}):
        yield {**at, "position": place, "range": {"start": place, "end": place}, "context": {"diagnostics": []}}
    yield {**at, "range": RANGE, "context": {"diagnostics": [{"range": 5}]}}


@pytest.mark.parametrize("method", METHODS)
def test_a_request_with_wrong_fields_is_told_so(method: str, wire: Wire) -> None:
    for params in wrong_params(wire.address):
        answer = wire.ask(f"textDocument/{method}", params)
        assert code(answer) == PARAMS, params
        assert f"`textDocument/{method}`" in answer["error"]["message"]
    assert wire.lives()


@pytest.mark.parametrize("method", METHODS)
def test_a_request_about_no_page_or_no_place_finds_nothing(method: str, wire: Wire) -> None:
    context = {"diagnostics": [], "triggerKind": 1}
    for address in ("", "nonsense", "http://[bad", "file:///etc/%00", "untitled:1", f"file:///{'x' * 5_000}.md"):
        params = {"textDocument": {"uri": address}, "position": HERE, "range": RANGE, "context": context}
        assert not wire.ask(f"textDocument/{method}", params)["result"]
    far = {"line": 2**31 - 1, "character": 2**31 - 1}
    params = {"textDocument": {"uri": wire.address}, "position": far, "range": {"start": far, "end": far}}
    assert not wire.ask(f"textDocument/{method}", {**params, "context": context})["result"]


@pytest.mark.parametrize("method", ["x/y", "$/x", "textDocument/documentSymbol", "completionItem/resolve", ""])
def test_an_unknown_request_is_told_so(method: str, wire: Wire) -> None:
    answer = wire.ask(method) if method != "completionItem/resolve" else wire.ask(method, {"label": "x"})
    assert code(answer) in {METHOD, PARAMS}
    assert wire.lives()


NO_MESSAGES: tuple[tuple[Any, Any, int], ...] = (
    ({"id": 901, "method": "textDocument/hover"}, 901, INVALID),
    ({"jsonrpc": "1.0", "id": 902, "method": "x"}, 902, INVALID),
    ({"jsonrpc": "2.0", "id": 903, "method": 5}, 903, INVALID),
    ({"jsonrpc": "2.0", "id": 904}, 904, INVALID),
    ({"jsonrpc": "2.0", "id": "905", "method": "x"}, "905", METHOD),
    ({"jsonrpc": "2.0", "id": None, "method": "x"}, None, INVALID),
    ({"jsonrpc": "2.0", "id": [1], "method": "x"}, None, INVALID),
    ({"jsonrpc": "2.0", "id": 1.5, "method": "x"}, None, INVALID),
    ({"jsonrpc": "2.0", "id": True, "method": "x"}, None, INVALID),
    ([{"jsonrpc": "2.0", "id": 906, "method": "x"}], None, INVALID),
    ([], None, INVALID),
    (5, None, INVALID),
    (None, None, INVALID),
    ({}, None, INVALID),
)


@pytest.mark.parametrize(("message", "number", "wanted"), NO_MESSAGES, ids=lambda value: json.dumps(value)[:40])
def test_what_is_no_message_is_told_so(message: Any, number: Any, wanted: int, wire: Wire) -> None:
    wire.tell(message)
    assert code(wire.answer(number)) == wanted
    assert wire.lives()


BODIES = {
    "half": b"{",
    "no UTF-8": b'{"jsonrpc":"2.0","id":1,"method":"\xff"}',
    "deep": b"[" * 100_000,
    "deep fields": b'{"jsonrpc":"2.0","id":1,"method":"x","params":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "a number of many digits": b'{"jsonrpc":"2.0","id":1,"method":"x","params":' + b"9" * 6_000 + b"}",
    "two": b"{}{}",
}


@pytest.mark.parametrize("name", BODIES)
def test_what_cannot_be_read_is_told_so(name: str, wire: Wire) -> None:
    wire.body(BODIES[name])
    assert code(wire.answer(None)) == PARSE
    assert wire.lives()


@pytest.mark.parametrize(
    "raw",
    [
        b"garbage\n",
        b"Content-Length: abc\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Foo: 3\r\n\r\n",
        b"\r\n\r\n\r\n",
    ],
)
def test_after_a_header_that_is_none_the_next_message_is_read(raw: bytes, wire: Wire) -> None:
    wire.write(raw)
    assert wire.lives()


def test_a_length_that_is_wrong_loses_no_other_message(wire: Wire) -> None:
    asked = json.dumps({"jsonrpc": "2.0", "id": 950, "method": "x"}).encode()
    wire.write(b"Content-Length: 5\r\n\r\n" + asked)
    assert code(wire.answer(None)) == PARSE
    assert wire.lives()
    # Too long by the beginning of the next header.
    following = b"Content-Length: %d\r\n\r\n" % len(asked) + asked.replace(b"950", b"951")
    wire.write(b"content-length:%d\r\n\r\n" % (len(asked) + 9) + asked + following)
    assert (code(wire.answer(950)), code(wire.answer(951))) == (METHOD, METHOD)
    wire.write(b"Content-Length: 999999999999\r\n\r\n")
    assert code(wire.answer(None)) == INVALID
    assert wire.lives()


def test_a_huge_request_is_answered(wire: Wire) -> None:
    assert code(wire.ask("x/y", {"a": "x" * 5_000_000})) == METHOD
    assert wire.lives()


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/didOpen", {}),
        ("textDocument/didOpen", {"textDocument": {"uri": "http://[bad", "languageId": "", "version": 1, "text": ""}}),
        (
            "textDocument/didChange",
            {"textDocument": {"uri": "file:///x.md", "version": 1}, "contentChanges": [{"text": "x"}]},
        ),
        ("textDocument/didChange", {"textDocument": 5, "contentChanges": 5}),
        ("textDocument/didClose", {"textDocument": {"uri": "file:///nowhere.md"}}),
        ("textDocument/didSave", {"textDocument": {"uri": "file:///nowhere.md"}}),
        ("workspace/didChangeWatchedFiles", {"changes": 5}),
        ("$/cancelRequest", {}),
        ("$/cancelRequest", {"id": 4711}),
        ("$/afterword/malformed", {"id": 1}),
        ("x/y", [1]),
    ],
)
def test_a_notification_is_never_answered_and_never_the_end(method: str, params: Any, wire: Wire) -> None:
    wire.notify(method, params)
    assert wire.lives()


def test_an_answer_to_nothing_is_passed_over(wire: Wire) -> None:
    wire.tell({"jsonrpc": "2.0", "id": 4711, "result": 1})
    wire.tell({"jsonrpc": "2.0", "id": 4711, "error": {"code": 1, "message": "x"}})
    assert wire.lives()


def test_after_the_end_nothing_is_done_any_more_but_answered(wire: Wire) -> None:
    assert wire.ask("shutdown")["result"] is None
    assert code(wire.ask("shutdown")) == INVALID
    assert code(wire.ask("x/y")) == INVALID
    wire.notify("exit", None)
    assert wire.process.wait(timeout=LONGEST) == 0


def test_what_went_wrong_within_is_told_without_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    server = LanguageServer("a", "1", protocol_cls=Protocol)
    monkeypatch.setattr(server.protocol, "_send_data", sent.append)

    @server.feature("x/y")
    def _(_params: Any) -> None:
        raise ValueError("a secret")

    monkeypatch.setattr(server.protocol, "_begun", True)
    server.protocol.handle_message(server.protocol.structure_message({"jsonrpc": "2.0", "id": 1, "method": "x/y"}))
    (answer,) = (one for one in sent if isinstance(one, types.ResponseErrorMessage))
    assert answer.error is not None
    assert (answer.error.code, answer.error.data) == (types.ErrorCodes.InternalError.value, None)
    assert "a secret" not in repr(sent)
