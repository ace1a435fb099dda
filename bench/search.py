"""What a first answer of the search loads, and how often it is right: ``python -m bench.search --count 1000``."""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Response

from afterword.publish.search import FOLDER
from bench.asking import FIRST, browsed, missed, questions
from bench.generate import REPOSITORY, generate
from bench.measure import Cost, run
from bench.sites import own_repository, own_site

ADDRESSES = (
    "",
    "q=fallback",
    "safeguards=failed&serving=online",
    "q=fallback&safeguards=failed&serving=online",
    "q=renamed+upstream+column",
    "q=the+nightly+job+sent+wrong+prices+to+customers",
    "q=upstraem+colunm",
)
"""What is asked, each in a browser that has loaded nothing yet."""

BAR = 300_000
"""The most bytes of the index, as they lie on the disk, that a first answer may load at 1,000 reviews."""

Loaded = list[tuple[str, int, int]]
"""The files that were loaded: the path of each, its bytes, and its bytes as a host would compress them."""


def measure(count: int, seed: int) -> str:
    """Build the site in both ways, ask in a real browser, and give the tables."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        base = Path(folder)
        generate(count, seed, base / "afterword")
        home = own_site(base)
        rows = [("Material's own search", _built(home, "material"), _of_material(home))]
        shutil.rmtree(home / "site")
        rows.append(("the search of Afterword", _built(home, "afterword"), _weights(home / "site" / FOLDER)))
        lines = [
            f"\n### The search of {count:,} reviews\n",
            "| search | build, s of processor | index |",
            "|---|---|---|",
        ]
        lines += [f"| {name} | {cost.processor:.1f} | {index} |" for name, cost, index in rows]
        lines += [f"\nOf the index a first answer may load {BAR / 1000:.0f} kB.\n"]
        lines += ["| address | of the index: files | kB | compressed | of the page: files | kB | compressed | ms |"]
        lines += ["|---|---|---|---|---|---|---|---|"]
        with browsed(home / "site") as (browser, site):
            lines += [_row(browser, f"{site}search/", address) for address in ADDRESSES]
        return "\n".join(lines)


def right() -> str:
    """The share of the labelled questions that this repository's site answers among its first results."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        home = own_repository(Path(folder) / "own")
        _built(home, "afterword")
        asked = questions()
        with browsed(home / "site") as (browser, site):
            wrong = missed(browser.new_page(), site, asked)
    all_, failed = Counter(one.part for one in asked), Counter(one.part for one, _ in wrong)
    lines = [f"\n### Right among the first {FIRST}\n", "| questions | asked | right | share |", "|---|---|---|---|"]
    for part, number in (*all_.items(), ("all", len(asked))):
        answered = number - (failed[part] if part != "all" else len(wrong))
        lines.append(f"| {part} | {number} | {answered} | {answered / number:.3f} |")
    # Whoever tunes by the questions that are held back holds nothing back.
    lines += ["", *(f"- not right: {one.words}" for one, _ in wrong if one.part != "held_back")]
    return "\n".join(lines)


def _built(home: Path, search: str) -> Cost:
    print(f"building with {search} …", file=sys.stderr, flush=True)
    config = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    chosen = config.replace("  - afterword\n", f"  - afterword:\n      search: {search}\n")
    (home / "mkdocs.yml").write_text(chosen, "utf-8")
    return run([sys.executable, "-m", "mkdocs", "build", "-q"], home)


def _of_material(home: Path) -> str:
    raw = (home / "site" / "search" / "search_index.json").read_bytes()
    return f"one file of {len(raw) / 1e6:.1f} MB, {len(gzip.compress(raw)) / 1e6:.2f} MB compressed, loaded whole"


def _weights(folder: Path) -> str:
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return f"{len(sizes):,} files of {sum(sizes) / 1e6:.1f} MB, loaded part by part"


def _row(browser: Browser, address: str, question: str) -> str:
    page = browser.new_context().new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # the browser marks what it is given
    begun = time.perf_counter()
    page.goto(f"{address}?{question}" if question else address)
    page.locator(".aw-result, .aw-search-facet[data-facet='type'] li:visible").first.wait_for()
    if question:
        page.locator(".aw-result").first.wait_for()
    waited = 1000 * (time.perf_counter() - begun)
    page.wait_for_load_state("networkidle")
    loaded = [(urlsplit(answer.url).path, *_sizes(answer.body())) for answer in answers]
    page.context.close()
    index = [one for one in loaded if one[0].startswith(f"/{FOLDER}/")]
    rest = [one for one in loaded if one not in index]
    return f"| `/search/?{question}` | {_sum(index)} | {_sum(rest)} | {waited:.0f} |"


def _sizes(body: bytes) -> tuple[int, int]:
    return len(body), min(len(body), len(gzip.compress(body)))


def _sum(loaded: Loaded) -> str:
    return f"{len(loaded)} | {sum(one[1] for one in loaded) / 1000:.0f} | {sum(one[2] for one in loaded) / 1000:.0f}"


def main() -> None:
    """Read the command line, measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    print(measure(wanted.count, wanted.seed), flush=True)
    print(right(), flush=True)


if __name__ == "__main__":
    main()
