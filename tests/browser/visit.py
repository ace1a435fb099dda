"""The site that the browser visits, and how it is served with a policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.serving import Quiet, served
from playwright.sync_api import Browser, Page, Request, expect

from afterword.publish.csp import html_files, policy, read_pages, written

DIAGRAM = "postmortems/2026-02-14-retrain-on-test-data/"
"""A page with a diagram."""

NO_PAGES = {"api", "assets"}


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and the address at which it is served."""

    folder: Path
    url: str

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """What ``_kinds`` finds, looked for once."""
        return tuple(self._kinds())

    @cached_property
    def policy(self) -> str:
        """The policy that `afterword csp` prints for the site."""
        pages = read_pages(file.read_text("utf-8") for file in html_files(self.folder))
        assert pages.handlers == set()
        return written(policy(pages))

    def file(self, path: str, folder: Path | None = None) -> Path:
        """The file behind an address, of this site or of a copy."""
        return (folder or self.folder) / (path if path.endswith(".html") else f"{path}index.html")

    def _kinds(self) -> Iterator[str]:
        """An address of every kind of page: the index of each folder, the largest below it, and one with a diagram."""
        yield ""
        for folder in sorted(path for path in self.folder.iterdir() if path.is_dir() and path.name not in NO_PAGES):
            if (folder / "index.html").is_file():
                yield f"{folder.name}/"
            below = [page for page in folder.rglob("index.html") if page.parent != folder]
            if below:
                largest = max(below, key=lambda page: (page.stat().st_size, str(page)))
                yield largest.parent.relative_to(self.folder).as_posix() + "/"
        yield DIAGRAM
        yield "404.html"


IDLE = "() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))"


def visit(page: Page, url: str) -> None:
    """Open a page, and wait until it has been given all that it asked for and has drawn all its diagrams."""
    waiting = set[Request]()

    def asked(request: Request) -> None:
        waiting.add(request)

    def answered(request: Request) -> None:
        waiting.discard(request)

    page.on("request", asked)
    page.on("requestfinished", answered)
    page.on("requestfailed", answered)
    page.goto(url)
    expect(page.locator(".aw-diagram:not(.aw-shown)")).to_have_count(0)
    page.evaluate(IDLE)
    while waiting:
        page.evaluate(IDLE)
    page.remove_listener("request", asked)
    page.remove_listener("requestfinished", answered)
    page.remove_listener("requestfailed", answered)


def enforced(browser: Browser, folder: Path, header: str, **wishes: Any) -> Iterator[tuple[Page, str, list[str]]]:
    """A page in a browser, the address of the site served with a header, and what the browser complained about."""

    class Server(Quiet):
        def end_headers(self) -> None:
            if header:
                self.send_header("Content-Security-Policy", header)
            super().end_headers()

    with served(folder, Server) as address:
        context = browser.new_context(**wishes)
        page, told = context.new_page(), list[str]()
        page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        yield page, address, told
        context.close()
