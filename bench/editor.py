"""What the language server takes for its answers in a large base: ``python -m bench.editor --count 1000``."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from afterword.lsp.base import Base, names_in
from afterword.lsp.cursor import cursor_at
from afterword.lsp.offers import offers
from bench.generate import generate

_TIMES = 9
_AS_OF = date(2027, 1, 1)


def measure(count: int, seed: int) -> str:
    """Open one of ``count`` reviews, change it again and again, ask what can be written, and give the table."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        home = Path(folder).resolve() / "base"
        generate(count, seed, home)
        file = min((home / "postmortems").glob("*.md"))
        path, text = file.relative_to(home).as_posix(), file.read_text("utf-8")
        base = Base(home, lambda: _AS_OF)
        changes = iter(range(_TIMES + 1))
        rows = [
            ("the first check, which reads every file", _median(lambda: base.check({path: text}), 1)),
            ("a check after a change", _median(lambda: base.check({path: text + " " * next(changes)}), _TIMES)),
            ("a completion of the ids of reviews", _median(lambda: _complete(base, path), _TIMES)),
        ]
    lines = [f"| {what} | {seconds * 1000:,.0f} |" for what, seconds in rows]
    return "\n".join([f"\n### An editor and {count:,} reviews\n", "| what | milliseconds |", "|---|---|", *lines])


def _complete(base: Base, path: str) -> None:
    cursor = cursor_at(["---", "related: [{id: "], 1, 15)
    loaded = base.load({})
    if cursor is None or not list(
        offers(base.contract(path).fields, cursor, lambda kind: names_in(loaded, path, kind))
    ):
        raise AssertionError("nothing is offered, so nothing is measured")


def _median(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def main() -> None:
    """Read the command line, measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.editor", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    print(measure(wanted.count, wanted.seed))


if __name__ == "__main__":
    main()
