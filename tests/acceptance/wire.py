"""The wire between an editor and the server: the bytes of the protocol, well-formed or not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import Any, Final

from tests.knowledge import EXAMPLE

HERE: Final = {"line": 1, "character": 2}
LONGEST: Final = 300
"""Seconds until a server that does not answer is ended, so that a test fails and does not wait for ever."""


class Wire:
    """The server as a process, and the bytes that go to it and come from it."""

    def __init__(self, root: Path) -> None:
        self.address = (root / EXAMPLE).as_uri()
        self._number = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "afterword", "lsp"],
            cwd=root,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1769817600"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def write(self, raw: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(raw)
        self.process.stdin.flush()

    def body(self, raw: bytes) -> None:
        self.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)

    def tell(self, message: Any) -> None:
        self.body(json.dumps(message).encode())

    def notify(self, method: str, params: Any) -> None:
        self.tell({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Any = None) -> dict[str, Any]:
        self._number += 1
        given = {} if params is None else {"params": params}
        self.tell({"jsonrpc": "2.0", "id": self._number, "method": method, **given})
        return self.answer(self._number)

    def answer(self, number: Any) -> dict[str, Any]:
        """The next answer, which must be that to a number; what the server only tells is passed over."""
        patience = Timer(LONGEST, self.process.kill)
        patience.start()
        try:
            message = self._message()
            while "method" in message:
                message = self._message()
        finally:
            patience.cancel()
        assert message["id"] == number, message
        assert ("result" in message) != ("error" in message)
        return message

    def lives(self) -> bool:
        return "result" in self.ask("textDocument/hover", {"textDocument": {"uri": self.address}, "position": HERE})

    def _message(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, "the server has ended"
        return dict(json.loads(self.process.stdout.read(length)))
