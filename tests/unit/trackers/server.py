"""A server on this machine that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class FakeTracker:
    """Answers by path without the query; a list is answered one by one, its last for ever."""

    base: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    def on(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def says(data: Any, status: int = 200, **headers: str) -> Answer:
    """Answer with JSON, or with bytes as they are."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            to.send_header(name.replace("_", "-"), value)
        to.send_header("Content-Length", str(len(body)))
        to.end_headers()
        to.wfile.write(body)

    return answer


def endless(part: bytes = b" " * 65536, wait: float = 0) -> Answer:
    """Begin to answer and never end."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        stopped = threading.Event()
        try:
            while not stopped.wait(wait):
                to.wfile.write(part)
                to.wfile.flush()
        except OSError:
            stopped.set()

    return answer


@contextmanager
def running() -> Iterator[FakeTracker]:
    tracker = FakeTracker()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            tracker.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
            tracker.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answers = tracker.answers.get(path, [says({"message": "Not Found"}, 404)])
            (answers.pop(0) if len(answers) > 1 else answers[0])(self)

        do_POST = do_GET  # noqa: N815  # so they are called

        def log_message(self, *arguments: Any) -> None:
            """Say nothing: the tests print enough."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    # For answers that depend on what was asked.
    vars(server)["stub"] = tracker
    server.block_on_close = False
    tracker.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield tracker
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
