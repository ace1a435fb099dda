"""How long an author waits for a preview: a real ``mkdocs serve`` of this repository, and one of plain mkdocs-material.

Plain mkdocs-material serves as many pages as this repository's site has, each with the narrative of a review.
All times are on the wall, the best of several.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO, Final

from bench.measure import FailedError, environment
from bench.sites import change_one, own_repository, plain_pages

TIMES: Final = 3
"""How often a review is saved; ours and the other in turn, so that what else the machine does meets both."""
STARTS: Final = 2
"""How often each server starts with nothing kept from before."""
_LONGEST: Final = 600
"""Seconds after which a server is given up."""
_ENDING: Final = 10
"""Seconds that an interrupted server has to end."""
_PAUSE: Final = 0.02
_BETWEEN: Final = 1.0
"""Seconds between what was seen and the next change: the server looks for changes twice a second."""


@dataclass(frozen=True)
class Server:
    """A server that runs: its port, its process, and the file that holds what it says."""

    port: int
    process: subprocess.Popen[bytes]
    said: IO[bytes]

    def get(self, path: str) -> str:
        """The page at a path as it is now; empty if there is none, or nobody answers yet."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_LONGEST)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.read().decode("utf-8") if answer.status == 200 else ""
        except (OSError, HTTPException):
            return ""
        finally:
            connection.close()

    def wait_for(self, path: str, text: str) -> None:
        """Return once the page shows a text. Raises ``FailedError`` if the server ends, or shows it never."""
        until = time.perf_counter() + _LONGEST
        while text not in self.get(path):
            if self.process.poll() is not None:
                self.said.seek(0)
                raise FailedError(f"the server ended:\n{self.said.read()[-2000:].decode('utf-8', 'replace')}")
            if time.perf_counter() > until:
                raise FailedError(f"after {_LONGEST} seconds {path} does not show “{text}”")
            time.sleep(_PAUSE)


def ratios() -> dict[str, float]:
    """What an author waits for a preview of this repository, against plain mkdocs-material.

    ``first_page`` is that of a start with an empty cache, and ``first_page_again`` that of one with a filled cache.
    """
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        home, plain = own_repository(Path(folder) / "repository"), Path(folder) / "plain"
        cold, peer = [], []
        for _ in range(STARTS):
            shutil.rmtree(home.with_name("kept"), ignore_errors=True)
            with _started(home) as (server, waited):
                cold.append(waited)
                pages = _pages(server)
            if not plain.exists():
                plain_pages(plain, home, pages)
            with _started(plain) as (server, waited):
                peer.append(waited)
                if _pages(server) != pages:
                    raise FailedError(f"plain mkdocs-material serves {_pages(server)} pages in place of {pages}")
        with _started(home) as (ours, again), _started(plain) as (theirs, waited):
            rounds = [
                (saved(ours, home / "postmortems", number), saved(theirs, plain / "docs" / "postmortems", number))
                for number in range(TIMES)
            ]
    first = min(*peer, waited)
    seen, seen_of_peer = (min(waits) for waits in zip(*rounds, strict=True))
    print(f"a saved review is seen after {seen:.1f} s and {seen_of_peer:.1f} s", file=sys.stderr, flush=True)
    return {"preview": seen / seen_of_peer, "first_page": min(cold) / first, "first_page_again": again / first}


@contextmanager
def _started(home: Path) -> Iterator[tuple[Server, float]]:
    """A server that has answered with its first page, and the seconds until then."""
    begun = time.perf_counter()
    with serving(home) as server:
        server.wait_for("/", "</html>")
        waited = time.perf_counter() - begun
        print(f"serving {home.name}: first page after {waited:.1f} s", file=sys.stderr, flush=True)
        yield server, waited


def _pages(server: Server) -> int:
    return server.get("/sitemap.xml").count("<loc>")


def saved(server: Server, reviews: Path, number: int) -> float:
    """Seconds from saving a review to a page that shows it; ``number`` tells this change from those before."""
    time.sleep(_BETWEEN)
    sentence = f"The owner of the loader saw change number {number} at once."
    begun = time.perf_counter()
    file = change_one(reviews, sentence)
    server.wait_for(f"/postmortems/{file.stem}/", sentence)
    return time.perf_counter() - begun


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """A ``mkdocs serve`` of a site, on a port of its own, which ends with the block and takes its children along."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    with (
        tempfile.TemporaryDirectory(dir=home.parent, ignore_cleanup_errors=True) as made,
        tempfile.TemporaryFile() as said,
    ):
        # The server writes its site into the folder for temporary files, and a server that is killed leaves it there.
        variables = environment(home, TMPDIR=made)
        process = subprocess.Popen(
            command, cwd=home, env=variables, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield Server(port, process, said)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Interrupt the server as its user would, and kill whatever of it is left after a while."""
    try:
        process.send_signal(signal.SIGINT)
        process.wait(_ENDING)
    except subprocess.TimeoutExpired:
        pass  # who is started in the background may have been told to ignore interrupts
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
