"""The index of the search, written when the content of all pages is there.

A preview writes it beside its server, where nobody waits for it. A build lets a second process write it meanwhile, if
a processor is free.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, Final

from afterword.mkdocs_adapter.second_process import SecondProcess
from afterword.publish.search import FOLDER, SearchIndex

THREAD: Final = "afterword-preview"
"""The name of the thread that writes beside the server."""


class IndexWriting:
    """The index of a build; the next build, and whoever asks for a part of it, waits until it is written."""

    def __init__(self) -> None:
        self._read: Callable[[], SearchIndex] | None = None
        self._thread: Thread | None = None
        self._process: SecondProcess | None = None

    def prepare(self, read: Callable[[], SearchIndex], site: str | None = None) -> None:
        """Let this build write the index that ``read`` gives; in a second process from now on if given a ``site``."""
        self._read = read
        if site:
            self._process = SecondProcess(lambda _notice: read().write(Path(site)))

    def write(self, site: Path, *, beside: bool, before: Callable[[], bool] | None = None) -> None:
        """Write the index into a site, if it was prepared; ``beside`` what this process does next.

        ``before`` it something else is done there, which says whether to go on.
        """
        read, self._read = self._read, None
        # What went wrong in the second process goes wrong here as well, where it is told.
        if self._process and self._process.succeeded():
            read = None
        self._forget_process()
        if beside:
            self._thread = Thread(target=_write, args=(before, read, site), name=THREAD, daemon=True)
            self._thread.start()
        elif read:
            read().write(site)

    def wait(self) -> None:
        """Return when nothing is being written."""
        if self._thread:
            self._thread.join()

    def forget(self) -> None:
        """Write no index for a build that has failed, or for a server that ends."""
        self._read = None
        self._forget_process()
        self.wait()

    def _forget_process(self) -> None:
        if self._process:
            self._process.stop()
            self._process = None
            gc.unfreeze()

    def serve(self, server: Any) -> Any:
        """Let whoever asks a server for a part of the index wait for it."""
        answer: Callable[[Any, Any], Iterable[bytes]] = server.get_app()

        def answer_in_time(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            if f"/{FOLDER}/" in environ["PATH_INFO"]:
                self.wait()
            return answer(environ, start_response)

        server.set_app(answer_in_time)
        return server


def _write(before: Callable[[], bool] | None, read: Callable[[], SearchIndex] | None, site: Path) -> None:
    if before and not before():
        return
    with suppress(FileNotFoundError):  # the folder is deleted when the server ends
        if read:
            read().write(site)
