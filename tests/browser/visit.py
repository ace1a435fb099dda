"""The site that the browser visits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NO_PAGES = {"api", "assets", "pagefind"}


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and the address at which it is served."""

    folder: Path
    url: str

    def kinds(self) -> Iterator[str]:
        """An address of every kind of page: the index of each folder, and the largest page below it."""
        yield ""
        for folder in sorted(path for path in self.folder.iterdir() if path.is_dir() and path.name not in NO_PAGES):
            if (folder / "index.html").is_file():
                yield f"{folder.name}/"
            below = [page for page in folder.rglob("index.html") if page.parent != folder]
            if below:
                largest = max(below, key=lambda page: (page.stat().st_size, str(page)))
                yield largest.parent.relative_to(self.folder).as_posix() + "/"
        yield "404.html"
