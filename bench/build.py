"""What a site takes, beside plain mkdocs-material: ``python -m bench.build --counts 100 1000``.

Plain mkdocs-material publishes the same reviews as ordinary pages, the narratives alone. For each count a table gives
the costs, and another the ratios with what they must not exceed; the waits for a preview are those of this repository.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bench import builds, preview
from bench.builds import Built
from bench.measure import end_in_order, table

BARS: Final = {
    "cold": 3,
    "cold_wall": 2,
    "one_changed": 1.5,
    "one_changed_without_index": 0.3,
    "bytes": 3,
    "preview": 1,
    "first_page": 1.5,
    "growth": 5.5,
}
"""What a ratio must not exceed, by its name."""
MEMORY: Final = {1000: 300, 5000: 700}
"""The most MiB that a build from nothing may hold, by the count of reviews."""
_FEW, _MANY = 1000, 5000


def ratios(count: int = 100) -> dict[str, float]:
    """What builds of ``count`` reviews and a preview of this repository take, against plain mkdocs-material."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        return {**compared(builds.builds(Path(folder), count, thorough=False)), **preview.ratios()}


def compared(found: Mapping[str, Built]) -> dict[str, float]:
    """The ratios of builds to the build of plain mkdocs-material, of the processor unless the name says otherwise."""
    plain, cold = found[builds.PLAIN], found[builds.COLD]
    ways = {
        "cold": builds.COLD,
        "one_changed": builds.CHANGED,
        "one_changed_without_index": builds.SERVED,
        "one_changed_without_index_new_process": builds.UNINDEXED,
    }
    by_processor = {
        name: found[way].cost.processor / plain.cost.processor for name, way in ways.items() if way in found
    }
    return {**by_processor, "cold_wall": cold.cost.seconds / plain.cost.seconds, "bytes": cold.size / plain.size}


def judged(title: str, values: Mapping[str, float], bars: Mapping[str, float]) -> str:
    """A Markdown table of values, each with its bar where it has one, and whether it is met."""
    lines = [f"\n### {title}\n", "| figure | value | at most | |", "|---|---|---|---|"]
    for name, value in values.items():
        bar = bars.get(name)
        said = "" if bar is None else "met" if value <= bar else "missed"
        lines.append(f"| {name} | {value:.3g} | {'-' if bar is None else f'{bar:g}'} | {said} |")
    return "\n".join(lines)


def measure(folder: Path, count: int, seed: int, *, in_nav: bool) -> str:
    """Build ``count`` reviews in every way in a folder, and give the tables."""
    found = builds.builds(folder, count, seed, in_nav=in_nav)
    costs = table(f"Building {count:,} reviews", [(name, built.cost, built.written) for name, built in found.items()])
    return f"{costs}\n{_judged(count, {**compared(found), 'memory': found[builds.COLD].cost.mebibytes})}"


def _judged(count: int, values: Mapping[str, float]) -> str:
    bars = {**BARS, **({"memory": MEMORY[count]} if count in MEMORY else {})}
    return judged(f"{count:,} reviews, against plain mkdocs-material; memory in MiB", values, bars)


def _growth(folder: Path, seed: int) -> str:
    # In turn, so that what else the machine does meets both.
    pairs = [[builds.cold(folder, count, seed) for count in (_FEW, _MANY)] for _ in range(builds.TIMES)]
    few, many = map(builds.best, zip(*pairs, strict=True))
    values = {"growth": many.cost.processor / few.cost.processor, "memory": many.cost.mebibytes}
    return f"\nFrom nothing: {many.cost.processor:.0f} s of processor, {many.written}.\n{_judged(_MANY, values)}"


def _with_two_processors() -> None:
    """Let everything that is started from here share two processors, as the bar for the wall is meant."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])


def main() -> None:
    """Read the command line, measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.build", description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--in-nav", action="store_true", help="also with all reviews in the nav, which takes minutes")
    parser.add_argument("--growth", action="store_true", help=f"also {_MANY:,} reviews, which takes five minutes")
    wanted = parser.parse_args()
    end_in_order()
    _with_two_processors()
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as made:
        folder = Path(made)
        for count in wanted.counts:
            print(measure(folder, count, wanted.seed, in_nav=wanted.in_nav), flush=True)
        print(judged("Preview of this repository, against plain mkdocs-material", preview.ratios(), BARS), flush=True)
        if wanted.growth:
            print(_growth(folder, wanted.seed), flush=True)


if __name__ == "__main__":
    main()
