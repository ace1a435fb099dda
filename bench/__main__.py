"""The quick benchmarks, all in one: ``make bench`` writes their figures, ``make bench-compare`` holds them to those.

Only ratios within one run are told, the best of several, so that neither a slow machine nor a busy one spoils them.
They are of processor time, apart from the waits for a preview.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from importlib import import_module
from typing import Final

from bench.measure import end_in_order
from bench.results import QUALITY, RATIO, RESULTS, Figure, judged, read, table, verdicts, write

BENCHMARKS: Final = {
    "check": "an import of yaml and jsonschema for one file and the corpus, python-frontmatter and jsonschema for many",
    "build": "plain mkdocs-material, the narratives alone, of 100 reviews; for the preview, as many pages as here",
    "commands": "a process that imports yaml and jsonschema",
    "editor": "python-frontmatter and jsonschema on the one file, in a base of 1,000 reviews",
    "language": "parting the same text into words; for the qualities, the labels of the sentences",
    "recall": "bm25s with the same stems; for the qualities, the labels of the questions",
}
"""By name of the module, what it compares with; each offers ``ratios`` or ``quality``, or both."""

_FAILED: Final = """
A figure is worse than the committed one: a ratio by half and more, or a quality by more than 0.02.
To look closer:       {closer}
To accept the figure: {accept}
                      and commit {results} with the reason.
"""


def measure(names: Iterable[str]) -> dict[str, Figure]:
    """The figures of some benchmarks."""
    found: dict[str, Figure] = {}
    for name in names:
        begun = time.perf_counter()
        module = import_module(f"bench.{name}")
        for kind, offered in ((RATIO, "ratios"), (QUALITY, "quality")):
            values = getattr(module, offered)() if hasattr(module, offered) else {}
            # The time on the wall depends on who else is there; whoever wants it runs the benchmark itself.
            found |= {f"{name}.{rest}": Figure(kind, value) for rest, value in values.items() if "wall" not in rest}
        print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    return found


def main() -> int:
    """Read the command line, measure, and write or compare."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--compare", action="store_true", help="fail where a committed figure is worse; write nothing")
    parser.add_argument("--only", choices=BENCHMARKS, nargs="+", help="these alone; the others stay as committed")
    wanted = parser.parse_args()
    end_in_order()
    names = wanted.only or list(BENCHMARKS)
    committed = read() if RESULTS.is_file() else {}
    some = {name: figure for name, figure in committed.items() if name.partition(".")[0] in names}
    if not wanted.compare:
        now = measure(names)
        print("\n".join(table(verdicts(some, now))))
        write({**{name: one for name, one in committed.items() if name not in some}, **now}, BENCHMARKS)
        return 0
    found = judged(some, measure, names)
    print("\n".join(table(found)))
    failing = sorted({one.benchmark for one in found if one.fails})
    if failing:
        closer = ", ".join(f"python -m bench.{name}" for name in failing)
        accept = f"python -m bench --only {' '.join(failing)}"
        print(_FAILED.format(closer=closer, accept=accept, results="bench/results.json"))
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
