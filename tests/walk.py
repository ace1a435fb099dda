"""A walk over every address in every file of a built site, to find those at which nothing lies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from tests.addresses_in import HtmlPage, addresses_in

SOMEWHERE: Final = "https://anywhere.example.org/some/where/"
"""Where a site lies that does not know its address."""


class Walk:
    """A site that was built into ``folder`` and is published at ``address``, or anywhere if that is empty."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self._folder, self._address, self._known = folder, address or SOMEWHERE, bool(address)

    @cached_property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Every address that a file names, whole, once each: the path of the file, and the address."""
        return tuple(dict.fromkeys(self._named()))

    def dead(self) -> list[str]:
        """Each address at which nothing lies, with the file that names it, sorted."""
        reasons = {address: self._why(address) for address in dict.fromkeys(address for _, address in self.named)}
        return sorted(f"{file}: {address} {reasons[address]}" for file, address in self.named if reasons[address])

    def _named(self) -> Iterator[tuple[str, str]]:
        for file in sorted(path for path in self._folder.rglob("*") if path.is_file()):
            path = file.relative_to(self._folder).as_posix()
            base = urljoin(self._address, path)
            if path == "404.html" and not self._known:
                # It is shown at every address; without its own, a site can only say the top of its host.
                top = "https://top.example.org/"
                for address in addresses_in(path, self._content(file), top, top):
                    yield path, address.replace(top, self._address)
            else:
                yield from ((path, address) for address in addresses_in(path, self._content(file), base, self._address))

    def _why(self, address: str) -> str:
        """Why nothing lies at an address of the site's host; empty if something does, or on other hosts."""
        parts, own = urlsplit(address), urlsplit(self._address)
        if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
            return ""
        if not f"{parts.path}/".startswith(own.path):
            return "lies outside of the site"
        path = unquote(parts.path[len(own.path) :])
        file = self._folder / (f"{path}index.html" if not path or path.endswith("/") else path)
        if not file.is_file():
            return "has nothing there"
        if parts.fragment and file.suffix == ".html" and unquote(parts.fragment) not in self._page(file).anchors:
            return "has no such anchor"
        return ""

    def _content(self, file: Path) -> bytes | HtmlPage:
        return self._page(file) if file.suffix == ".html" else file.read_bytes()

    def _page(self, file: Path) -> HtmlPage:
        if file not in self._read:
            self._read[file] = HtmlPage(file.read_text("utf-8"))
        return self._read[file]

    @cached_property
    def _read(self) -> dict[Path, HtmlPage]:
        return {}
