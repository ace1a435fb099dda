"""What whole builds take: of plain mkdocs-material, of Afterword from nothing, again, and after a change."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.generate import generate
from bench.measure import Cost, run
from bench.rebuild import rebuilt
from bench.sites import change_one, own_site, plain_site, without_index

TIMES: Final = 2
"""How often each build of few reviews runs; the best counts."""
_MANY: Final = 500
"""From how many reviews on one build is long enough to be steady."""
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


def builds(count: int, seed: int = 7, *, in_nav: bool = False, thorough: bool = True) -> dict[str, Built]:
    """Build ``count`` synthetic reviews in each way; the ways that no ratio needs only if ``thorough``."""
    times = TIMES if count < _MANY else 1
    with _base(count, seed) as base:
        plain, home = plain_site(base, "outside", in_nav=False), own_site(base)
        # In turn, so that what else the machine does meets both.
        pairs = [(_build(plain), _cold(home)) for _ in range(times)]
        found = {PLAIN: _best(one for one, _ in pairs)}
        if in_nav:
            found[PLAIN_IN_NAV] = _build(plain_site(base, "inside", in_nav=True))
        found[COLD] = _best(one for _, one in pairs)
        if thorough:
            found[SAME] = _build(home)
        found[CHANGED] = _best(_changed(home) for _ in range(times))
        _progress("building in a running preview")
        found[SERVED] = Built(rebuilt(home, REBUILDS))
        if thorough:
            without_index(home)
            _build(home)
            found[UNINDEXED] = _best(_changed(home) for _ in range(times))
    return found


def cold(count: int, seed: int = 7) -> Built:
    """Build ``count`` synthetic reviews from nothing, with Afterword alone."""
    with _base(count, seed) as base:
        return _cold(own_site(base))


@contextmanager
def _base(count: int, seed: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        _progress(f"writing {count:,} reviews")
        generate(count, seed, Path(folder) / "afterword")
        yield Path(folder)


def _best(found: Iterable[Built]) -> Built:
    return min(found, key=lambda built: built.cost.processor)


def _cold(home: Path) -> Built:
    """Build with an empty cache, which the builds after it find filled."""
    shutil.rmtree(home.with_name("kept"), ignore_errors=True)
    return _build(home)


def _changed(home: Path) -> Built:
    change_one(home / "postmortems")
    return _build(home)


def _build(home: Path) -> Built:
    _progress(f"building {home.name}")
    cost = run([sys.executable, "-m", "mkdocs", "build", "-q"], home)
    files = [file for file in (home / "site").rglob("*") if file.is_file()]
    built = Built(cost, sum(file.stat().st_size for file in files), sum(file.suffix == ".html" for file in files))
    shutil.rmtree(home / "site")
    return built


def _progress(doing: str) -> None:
    print(f"{doing} …", file=sys.stderr, flush=True)
