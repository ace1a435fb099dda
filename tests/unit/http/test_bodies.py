"""A body arrives whole, in whatever parts it is packed, or it is told that it does not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from afterword.http import Bounds, NoAnswer, Server, ask
from tests.unit.trackers.server import Answer, FakeTracker, running

TEXT = json.dumps({"points": list(range(2_000))}).encode()
PACKED = gzip.compress(TEXT, mtime=0)
PARTS = b"".join(gzip.compress(TEXT[at : at + 1_000], mtime=0) for at in range(0, len(TEXT), 1_000))


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as server:
        yield server


def sends(body: bytes, length: int | None = None, **headers: str) -> Answer:
    """Send a body and close the connection, whatever was promised."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        for name, value in {**headers, **({"Content-Length": str(length)} if length is not None else {})}.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(body)
        to.close_connection = True

    return answer


def body(stub: FakeTracker, answer: Answer, size: int = 1_000_000) -> bytes:
    stub.on("/", answer)
    return ask(Server("the source `prod`", stub.base, bounds=Bounds(size=size)), f"{stub.base}/").body


@pytest.mark.parametrize(
    "answer",
    [
        sends(TEXT[:6_000], len(TEXT)),
        sends(PACKED[:-200], len(PACKED), Content_Encoding="gzip"),
        sends(PACKED[:-200], len(PACKED) - 200, Content_Encoding="gzip"),
        sends(PARTS[:-9], len(PARTS) - 9, Content_Encoding="gzip"),
        sends(b"%x\r\n%b\r\n" % (len(TEXT), TEXT), Transfer_Encoding="chunked"),
    ],
    ids=["plain", "packed", "packed, of the length that was promised", "packed in parts", "in chunks"],
)
def test_an_answer_that_was_cut_off_is_told_as_one(answer: Answer, stub: FakeTracker) -> None:
    with pytest.raises(NoAnswer, match=r"The answer of the source `prod` was cut off after [\d,]+ bytes; try again"):
        body(stub, answer)


@pytest.mark.parametrize("packed", [PACKED, PARTS, PARTS + bytes(70_000), PACKED + gzip.compress(b"")])
def test_texts_that_are_packed_one_after_another_are_one(packed: bytes, stub: FakeTracker) -> None:
    assert body(stub, sends(packed, len(packed), Content_Encoding="gzip")) == TEXT


def test_texts_that_are_packed_one_after_another_have_one_limit(stub: FakeTracker) -> None:
    with pytest.raises(NoAnswer, match="is larger than 4,000 bytes"):
        body(stub, sends(PARTS, len(PARTS), Content_Encoding="gzip"), size=4_000)


def test_what_is_not_packed_is_damaged(stub: FakeTracker) -> None:
    with pytest.raises(NoAnswer, match="is damaged: it cannot be decompressed"):
        body(stub, sends(PACKED + b"and more", Content_Encoding="gzip"))
