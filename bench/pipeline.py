"""What the pipeline of a knowledge base takes by the clock: ``python -m bench.pipeline --counts 100 1000``.

Each step runs in new folders, without anything kept from a run before, as a hosted runner does it. The seconds are
those of the machine that runs this: run it on yours. What it takes to start a runner and to install packages is not in
them; ``--install`` measures the second, adds it to the minutes of each job, and needs the network.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from math import ceil
from pathlib import Path

from bench import generate
from bench.measure import AFTERWORD, end_in_order, run

BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")
MKDOCS = (
    "site_name: x\ntheme: {name: material, font: false}\nplugins: [search, afterword]\n"
    "markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, pymdownx.details, "
    "pymdownx.highlight, pymdownx.superfences]\n"
)


def steps(count: int, seed: int) -> Iterator[tuple[str, float]]:
    """Each step with its seconds, in a knowledge base of ``count`` reviews."""
    with tempfile.TemporaryDirectory(prefix="afterword-pipeline-") as home:
        trusted, proposed = Path(home, "trusted"), Path(home, "proposed")
        generate.generate(count, seed, trusted)
        (trusted / "mkdocs.yml").write_text(MKDOCS, "utf-8")
        shutil.copytree(trusted, proposed)
        changed = min((proposed / "postmortems").glob("*.md"))
        changed.write_text(changed.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")
        judge = ("--root", str(proposed), "--trusted", str(trusted))
        yield "check of a pull request", run((*AFTERWORD, "check", *judge), proposed).seconds
        yield "comment on a pull request", run((*AFTERWORD, "comment", *judge), proposed).seconds
        yield "build of the site", run(BUILD, trusted).seconds


def installed() -> float:
    """The seconds for a new environment with the package of this repository and all that the site needs."""
    with tempfile.TemporaryDirectory(prefix="afterword-pipeline-") as home:
        folder = Path(home)
        made = run((sys.executable, "-m", "venv", "venv"), folder).seconds
        pip = (str(folder / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet")
        limits = ("--constraint", str(generate.REPOSITORY / "constraints.txt"))
        return made + run((*pip, *limits, f"{generate.REPOSITORY}[site]"), folder).seconds


def main() -> None:
    """Read the command line, measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.pipeline", description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--install", action="store_true", help="also a new environment with all packages")
    wanted = parser.parse_args()
    end_in_order()
    job = "a job that installs first" if wanted.install else "a job without its installation"
    print(f"| step | reviews | seconds | minutes of {job} |\n|---|---|---|---|")
    before = installed() if wanted.install else 0.0
    if wanted.install:
        print(f"| install | any | {before:.0f} | |", flush=True)
    for count in wanted.counts:
        for step, seconds in steps(count, wanted.seed):
            print(f"| {step} | {count:,} | {seconds:.0f} | {ceil((before + seconds) / 60)} |", flush=True)


if __name__ == "__main__":
    main()
