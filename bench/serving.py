"""A folder served on this machine, for a browser of a benchmark or a test."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word about each."""

    def log_message(self, *_: object) -> None:
        """Say nothing of a request."""


class _Host(ThreadingHTTPServer):
    # A page asks for all its files at once, and a browser that is turned away asks again only a second later.
    request_queue_size = 128


@contextmanager
def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """The address at which a folder is served, for as long as it is needed."""
    with _Host(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
