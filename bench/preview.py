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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from bench.measure import FailedError, environment
from bench.sites import change_one, own_repository, plain_pages

TIMES: Final = 3
_LONGEST: Final = 600
"""Seconds after which a server is given up."""
_ENDING: Final = 10
"""Seconds that an interrupted server has to end."""
_PAUSE: Final = 0.02
_BETWEEN: Final = 1.0
"""Seconds between what was seen and the next change: the server looks for changes twice a second."""


@dataclass(frozen=True)
class Waits:
    """Seconds from the start to the first page, and from saving a review to its page, which is 0 if none was saved."""

    first_page: float
    saved: float = 0


@dataclass(frozen=True)
class Server:
    """A server that runs: its port, and how to learn that it has ended."""

    port: int
    ended: Callable[[], str | None]

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
            if (said := self.ended()) is not None:
                raise FailedError(f"the server ended:\n{said}")
            if time.perf_counter() > until:
                raise FailedError(f"after {_LONGEST} seconds {path} does not show “{text}”")
            time.sleep(_PAUSE)


def ratios() -> dict[str, float]:
    """What an author waits for a preview of this repository, against plain mkdocs-material.

    ``first_page`` is that of a first start, and ``first_page_again`` that of a start with a filled cache.
    """
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        base = Path(folder)
        home = own_repository(base / "repository")
        ours, pages = _waits(home, home / "postmortems")
        plain = plain_pages(base / "plain", home, pages)
        peer, served = _waits(plain, plain / "docs" / "postmortems")
        if served != pages:
            raise FailedError(f"plain mkdocs-material serves {served} pages in place of {pages}")
        again, _ = _waits(home)
        first = min(peer.first_page, _waits(plain)[0].first_page)
        shutil.rmtree(home.with_name("kept"))
        cold = min(ours.first_page, _waits(home)[0].first_page)
    return {
        "preview": ours.saved / peer.saved,
        "first_page": cold / first,
        "first_page_again": again.first_page / first,
    }


def _waits(home: Path, reviews: Path | None = None) -> tuple[Waits, int]:
    """How long one server lets somebody wait, and how many pages it serves; reviews of a given folder are saved."""
    begun = time.perf_counter()
    with serving(home) as server:
        server.wait_for("/", "</html>")
        first = time.perf_counter() - begun
        pages = server.get("/sitemap.xml").count("<loc>")
        saved = min(_saved(server, reviews, number) for number in range(TIMES)) if reviews else 0
    waits = f"first page after {first:.1f} s" + (f", a saved review after {saved:.1f} s" if reviews else "")
    print(f"serving {pages} pages of {home.name}: {waits}", file=sys.stderr, flush=True)
    return Waits(first, saved), pages


def _saved(server: Server, reviews: Path, number: int) -> float:
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
    with tempfile.TemporaryDirectory(dir=home.parent) as made, tempfile.TemporaryFile() as said:
        # The server writes its site into the folder for temporary files, and a server that is killed leaves it there.
        variables = environment(home, TMPDIR=made)
        process = subprocess.Popen(
            command, cwd=home, env=variables, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )

        def ended() -> str | None:
            if process.poll() is None:
                return None
            said.seek(0)
            return said.read()[-2000:].decode("utf-8", "replace")

        try:
            yield Server(port, ended)
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
