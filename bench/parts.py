"""Where the processor time of a build goes, step by step: ``python -m bench.parts --count 1000``.

It builds once in this process, from nothing, without a second process and without other benchmarks around it.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from bench.generate import REPOSITORY, generate
from bench.measure import environment
from bench.sites import own_site

_MAKER: Final = "afterword.mkdocs_adapter"
STEPS: Final = (
    ("the check", f"{_MAKER}.making", "check"),
    ("facts, data, feeds and lists of pages", f"{_MAKER}.making", "assemble"),
    ("similar reviews", "afterword.analysis.recall.recall:Recall", "similar_to_review"),
    ("our templates", "afterword.rendering.templates:Templates", "render"),
    ("documents, with similar reviews and templates", "afterword.pages.page:Page", "document"),
    ("narratives, by Python-Markdown", "mkdocs.structure.pages:Page", "render"),
    ("terms of the glossary", f"{_MAKER}.finishing", "mark_terms"),
    ("sanitising narratives", f"{_MAKER}.finishing", "sanitise"),
    ("pages whole, with narratives and terms", f"{_MAKER}.finishing:Finisher", "finish"),
    ("keeping results", "afterword.files.packs:Packs", "put"),
    ("the theme, and writing pages", "mkdocs.commands.build", "_build_page"),
    ("what the search reads", f"{_MAKER}.plugin", "read_pages"),
    ("the index of the search", "afterword.publish.search:SearchIndex", "write"),
    ("writing other files", "mkdocs.structure.files:Files", "copy_static_files"),
)
"""What each step is called, the module or class that has it, and its function; some are parts of others."""


def measured(home: Path) -> dict[str, float]:
    """Seconds of processor by step of one build, and of all of it, in the folder of a site."""
    spent: dict[str, float] = defaultdict(float)
    for name, owner, function in STEPS:
        module, _, inside = owner.partition(":")
        held = import_module(module)
        _time(getattr(held, inside) if inside else held, function, name, spent)
    os.chdir(home)
    with suppress(AttributeError):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    begun = time.process_time()
    with suppress(SystemExit):
        import_module("mkdocs.__main__").cli(["build", "--quiet"])
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent["all"] = time.process_time() - begun + others.ru_utime + others.ru_stime
    return spent


def _time(owner: Any, function: str, name: str, spent: dict[str, float]) -> None:
    inner: Callable[..., Any] = getattr(owner, function)

    def timed(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return inner(*given, **named)
        finally:
            spent[name] += time.process_time() - begun

    setattr(owner, function, timed)


def main() -> None:
    """Read the command line, build in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.parts", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.inside:
        spent = measured(wanted.inside)
        whole = spent.pop("all")
        print("\n| step | s of processor | share |\n|---|---|---|")
        for name, seconds in (*sorted(spent.items(), key=lambda step: -step[1]), ("all", whole)):
            print(f"| {name} | {seconds:.2f} | {seconds / whole:.0%} |")
        return
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        base = Path(folder)
        generate(wanted.count, 7, base / "afterword")
        home = own_site(base)
        command = [sys.executable, "-m", "bench.parts", "--inside", str(home)]
        subprocess.run(command, cwd=REPOSITORY, env=environment(home, PYTHONPATH=str(REPOSITORY)), check=True)


if __name__ == "__main__":
    main()
