"""What whole builds take: of plain mkdocs-material, of Afterword from nothing, again, and after a change.

Nothing is deleted between two builds: for minutes after files were deleted, ext4 takes longer to make new ones, which
would be put down to whoever writes the most files.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.generate import generate
from bench.measure import Cost, run
from bench.rebuild import rebuilt
from bench.sites import change_one, own_site, plain_site, without_index

TIMES: Final = 2
"""How often each build runs; the best counts."""
REBUILDS: Final = 3
"""How often a server that keeps running builds again."""


@dataclass(frozen=True)
class Built:
    """The cost of a build, and the bytes and pages of what it wrote; both are 0 where nothing was kept."""

    cost: Cost
    size: int = 0
    pages: int = 0

    @property
    def written(self) -> str:
        """As the table of costs says it."""
        return f"{self.pages:,} pages, {self.size / 1_000_000:.0f} MB" if self.pages else "-"


PLAIN: Final = "mkdocs-material, reviews outside the nav"
PLAIN_IN_NAV: Final = "mkdocs-material, reviews in the nav"
COLD: Final = "Afterword, from nothing"
SAME: Final = "Afterword again, nothing changed"
CHANGED: Final = "Afterword again, 1 changed"
SERVED: Final = "Afterword again, 1 changed, in a running preview"
UNINDEXED: Final = "Afterword again, 1 changed, without the index"


def builds(folder: Path, count: int, seed: int = 7, *, in_nav: bool = False, thorough: bool = True) -> dict[str, Built]:
    """Build ``count`` synthetic reviews in each way; the ways that no ratio needs only if ``thorough``.

    Everything is written into ``folder``, and is left there.
    """
    base = _base(folder, count, seed)
    plain, home = plain_site(base, "outside", in_nav=False), own_site(base)
    # In turn, so that what else the machine does meets both.
    pairs = [(_build(plain), _cold(home)) for _ in range(TIMES)]
    found = {PLAIN: best(one for one, _ in pairs)}
    if in_nav:
        found[PLAIN_IN_NAV] = _build(plain_site(base, "inside", in_nav=True))
    found[COLD] = best(one for _, one in pairs)
    if thorough:
        found[SAME] = _build(home)
    found[CHANGED] = best(_changed(home) for _ in range(TIMES))
    _progress("building in a running preview")
    found[SERVED] = Built(rebuilt(home, REBUILDS))
    if thorough:
        without_index(home)
        _build(home)
        found[UNINDEXED] = best(_changed(home) for _ in range(TIMES))
    return found


def cold(folder: Path, count: int, seed: int = 7) -> Built:
    """Build ``count`` synthetic reviews from nothing, with Afterword alone; everything is left in ``folder``."""
    return _cold(own_site(_base(folder, count, seed)))


def _base(folder: Path, count: int, seed: int) -> Path:
    _progress(f"writing {count:,} reviews")
    base = Path(tempfile.mkdtemp(dir=folder))
    generate(count, seed, base / "afterword")
    return base


def best(found: Iterable[Built]) -> Built:
    """The build that took the least of the processor."""
    return min(found, key=lambda built: built.cost.processor)


def _cold(home: Path) -> Built:
    """Build with an empty cache, which the builds after it find filled."""
    _set_aside(home, home.with_name("kept"))
    return _build(home)


def _changed(home: Path) -> Built:
    change_one(home / "postmortems")
    return _build(home)


def _build(home: Path) -> Built:
    _progress(f"building {home.name}")
    cost = run([sys.executable, "-m", "mkdocs", "build", "-q"], home)
    files = [file for file in (home / "site").rglob("*") if file.is_file()]
    built = Built(cost, sum(file.stat().st_size for file in files), sum(file.suffix == ".html" for file in files))
    _set_aside(home, home / "site")
    return built


def _set_aside(home: Path, made: Path) -> None:
    """Move what a build has made out of the way of the next, to where no build looks."""
    if made.exists():
        made.rename(Path(tempfile.mkdtemp(dir=home.parent), made.name))


def _progress(doing: str) -> None:
    print(f"{doing} …", file=sys.stderr, flush=True)
