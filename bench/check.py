"""What ``afterword check`` takes, beside the least that anybody could do: ``python -m bench.check --count 1000``.

The check of one file and of this repository's reviews stand beside the bare import of what reads and judges them, the
check of many beside python-frontmatter with jsonschema, and a second check after one change beside the first.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bench.generate import REPOSITORY, generate
from bench.measure import Cost, best, run
from bench.sites import change_one

# Kept as text: the process that is measured imports no more than somebody would who wrote it for themselves.
BARE = "import yaml, jsonschema"
USUAL = """
import json, pathlib, sys, frontmatter, jsonschema
schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
validator = jsonschema.Draft202012Validator(schema)
wrong = 0
for file in sorted(pathlib.Path(sys.argv[2]).glob("*.md")):
    wrong += sum(1 for _ in validator.iter_errors(frontmatter.load(file).metadata))
sys.exit(wrong > 0)
"""
_TIMES: Final = 5
"""How often a short process runs; its least cost counts, which is what it takes on a quiet machine."""
_TIMES_OF_MANY: Final = 3
_MANY: Final = 1000
"""Up to how many reviews a long process runs several times; beyond, one run is long enough to be steady."""


@dataclass(frozen=True)
class Row:
    """One way with its cost; ``ratio`` compares it with ``beside``."""

    name: str
    what: str
    cost: Cost
    beside: str
    ratio: float


def ratios(count: int = 1000, seed: int = 7, *options: str) -> dict[str, float]:
    """What each way takes beside its baseline, by the name of the way: of the processor, unless the name says wall."""
    return {row.name: row.ratio for row in rows(count, seed, *options)}


def rows(count: int, seed: int, *options: str) -> Iterator[Row]:
    """Measure every way; ``options`` are given to each check."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        kept, home = Path(folder) / "kept", Path(folder) / "base"
        generate(count, seed, home)

        def check(where: Path, *more: str) -> Cost:
            command = [sys.executable, "-m", "afterword", "check", "--as-of", "2027-01-01", *options, *more]
            return run(command, where, AFTERWORD_CACHE_DIR=str(kept))

        yield from _small(check)
        yield from _many(check, home, count)


def _small(check: Callable[..., Cost]) -> Iterator[Row]:
    bare = best(_TIMES, lambda: run([sys.executable, "-c", BARE], REPOSITORY))
    reviews = sorted((REPOSITORY / "postmortems").glob("*.md"))
    one = str(reviews[len(reviews) // 2])
    ways = {
        "one-file": (f"one file of {len(reviews)}", one, "--no-cache"),
        "corpus": (f"all {len(reviews)} files", "--no-cache"),
        "corpus-again": ("all files again",),
        "one-file-again": ("one file again", one),
    }
    for name, (what, *arguments) in ways.items():
        cost = best(_TIMES, partial(check, REPOSITORY, *arguments))
        yield Row(name, what, cost, BARE, cost.processor / bare.processor)


def _many(check: Callable[..., Cost], home: Path, count: int) -> Iterator[Row]:
    schema = str(REPOSITORY / "schema" / "postmortem.schema.json")
    times = _TIMES_OF_MANY if count <= _MANY else 1
    usual = best(times, lambda: run([sys.executable, "-c", USUAL, schema, "postmortems"], home))
    beside = f"python-frontmatter and jsonschema, {usual.processor:.1f} s"
    alone = best(times, lambda: check(home, "--no-cache", "--workers", "1"))
    yield Row("many", f"{count:,} files, one process", alone, beside, alone.processor / usual.processor)
    shared = check(home, "--no-cache")
    processors = os.cpu_count()
    yield Row("many-wall", f"{count:,} files, {processors} processors", shared, beside, shared.seconds / usual.seconds)
    yield Row("memory", f"{count:,} files, one process", alone, "500 MiB", alone.mebibytes / 500)
    first = check(home, "--workers", "1")
    change_one(home / "postmortems")
    again = check(home, "--workers", "1")
    yield Row(
        "again", f"{count:,} files again, one changed", again, "the first time", again.processor / first.processor
    )
    few = home.with_name("few")
    generate(count // 10, 7, few)
    tenth = best(times, lambda: check(few, "--no-cache", "--workers", "1"))
    beside = f"ten times {count // 10:,}"
    yield Row("growth", f"{count:,} files, one process", alone, beside, alone.processor / (10 * tenth.processor))


def main() -> None:
    """Read the command line, measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.check", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ignore", action="append", default=[], help="rules that are left out of every check")
    wanted = parser.parse_args()
    options = [option for code in wanted.ignore for option in ("--ignore", code)]
    print(f"\n### Checking {wanted.count:,} reviews\n")
    print("| way | of | seconds | processor | memory, MiB | ratio | beside |\n|---|---|---|---|---|---|---|")
    for row in rows(wanted.count, wanted.seed, *options):
        figures = f"{row.cost.seconds:.2f} | {row.cost.processor:.2f} | {row.cost.mebibytes:.0f} | {row.ratio:.2f}"
        print(f"| {row.name} | {row.what} | {figures} | {row.beside} |", flush=True)


if __name__ == "__main__":
    main()
