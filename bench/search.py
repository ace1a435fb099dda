"""What a first question loads with Pagefind and with Material's search: ``python -m bench.search --count 1000``."""

from __future__ import annotations

import argparse
import gzip
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response, sync_playwright

from afterword.publish import pagefind
from bench.generate import REPOSITORY, generate
from bench.measure import Cost, run
from bench.sites import own_site

QUESTIONS = ("", "q=fallback", "safeguards=failed&serving=online", "q=fallback&safeguards=failed&serving=online")
"""What is asked, each in a browser that has loaded nothing yet."""

Loaded = list[tuple[str, int, int]]
"""The files that were loaded: the path of each, its bytes, and its bytes as a host would compress them."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def measure(count: int, seed: int) -> str:
    """Build the site in both ways, ask in a real browser, and give the tables."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        base = Path(folder)
        generate(count, seed, base / "afterword")
        home = own_site(base)
        rows = [("Material's own search", _built(home, "material"), _of_material(home))]
        shutil.rmtree(home / "site")
        rows.append(("Pagefind", _built(home, "pagefind"), _weights(home / "site" / pagefind.FOLDER)))
        lines = [
            f"\n### The search of {count:,} reviews\n",
            "| search | build, s of processor | index |",
            "|---|---|---|",
        ]
        lines += [f"| {name} | {cost.processor:.1f} | {index} |" for name, cost, index in rows]
        lines += [""]
        lines += ["| address | of the index: files | kB | of the page: files | kB | until results, ms |"]
        lines += ["|---|---|---|---|---|---|", *_asked(home / "site")]
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
    return f"{len(sizes):,} files of {sum(sizes) / 1e6:.1f} MB, loaded piece by piece"


def _asked(site: Path) -> list[str]:
    found = subprocess.run([REPOSITORY / "scripts" / "ensure-browser"], capture_output=True, text=True, check=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        rows = []
        for question in QUESTIONS:
            page = browser.new_context().new_page()
            rows.append(_row(page, f"http://127.0.0.1:{server.server_port}/search/", question))
            page.context.close()
        browser.close()
    server.shutdown()
    return rows


def _row(page: Page, address: str, question: str) -> str:
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    begun = time.perf_counter()
    page.goto(f"{address}?{question}" if question else address)
    page.locator(".aw-result, .aw-search-facet[data-facet='type'] li:visible").first.wait_for()
    if question:
        page.locator(".aw-result").first.wait_for()
    waited = 1000 * (time.perf_counter() - begun)
    page.wait_for_load_state("networkidle")
    loaded = [(urlsplit(answer.url).path, *_sizes(answer.body())) for answer in answers]
    index = [one for one in loaded if one[0].startswith(f"/{pagefind.FOLDER}/")]
    rest = [one for one in loaded if one not in index]
    return f"| `/search/?{question}` | {_sum(index)} | {_sum(rest)} | {waited:.0f} |"


def _sizes(body: bytes) -> tuple[int, int]:
    return len(body), min(len(body), len(gzip.compress(body)))


def _sum(loaded: Loaded) -> str:
    return f"{len(loaded)} | {sum(one[2] for one in loaded) / 1000:.0f}"


def main() -> None:
    """Read the command line, measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    print(measure(wanted.count, wanted.seed), flush=True)


if __name__ == "__main__":
    main()
