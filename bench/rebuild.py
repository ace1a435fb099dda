"""What a rebuild costs inside ``mkdocs serve``: ``python -m bench.rebuild --times 3``, in the folder of a site.

It changes a review of ``postmortems/`` before each rebuild, and prints a JSON list of ``Cost``.
Nothing is served: in place of waiting for a change to a file, the server builds at once, in the process that has built
before, with the plugins as ``serve`` started them.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

from mkdocs.commands import serve
from mkdocs.livereload import LiveReloadServer

from bench.generate import REPOSITORY
from bench.measure import Cost, FailedError, environment
from bench.sites import change_one

_OF: Final = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def rebuilt(home: Path, times: int) -> Cost:
    """The cheapest of several rebuilds of a site of ours, each after a change. Raises ``FailedError``."""
    variables = environment(home, PYTHONPATH=str(REPOSITORY))
    command = [sys.executable, "-m", "bench.rebuild", "--times", str(times)]
    done = subprocess.run(command, cwd=home, env=variables, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise FailedError(f"a rebuild ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return min((Cost(**one) for one in json.loads(done.stdout)), key=lambda cost: cost.processor)


def _inside(reviews: Path, times: int) -> list[Cost]:
    found: list[Cost] = []

    class Rebuilding(LiveReloadServer):
        def serve(self, **_: Any) -> None:
            for _number in range(times):
                change_one(reviews)
                begun, used = time.perf_counter(), _processor()
                # Garbage is collected, as in the whole process of the peer.
                self.builder()
                found.append(Cost(time.perf_counter() - begun, _processor() - used, _mebibytes()))

    # The server's class is the one place at which the engine lets somebody in after the first build.
    setattr(serve, LiveReloadServer.__name__, Rebuilding)
    serve.serve("mkdocs.yml")
    return found


def _processor() -> float:
    """Seconds of this process and of those that it has waited for."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, _OF))


def _mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read the command line, measure, and print the costs."""
    parser = argparse.ArgumentParser(prog="python -m bench.rebuild", description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    wanted = parser.parse_args()
    print(json.dumps([dataclasses.asdict(cost) for cost in _inside(Path("postmortems"), wanted.times)]))


if __name__ == "__main__":
    main()
