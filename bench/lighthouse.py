"""What Lighthouse says of the built site: ``make site``, then ``python -m bench.lighthouse``.

Five kinds of page, on a phone and on a desk, with Lighthouse's own simulated network; the site is served compressed, as
static hosts do. Exit 1 where a score is below what the project promises. ``--beside DIR`` judges another built site in
turns with it, for what a change made of the scores: the machine's speed moves them as well.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any, Final

from bench.serving import Quiet, served

ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = {
    "dashboard": "",
    "review": "postmortems/2025-11-18-bot-score-feature-file/",
    "list": "postmortems/",
    "table": "actions/",
    "guide": "guides/write-a-review/",
}
PROMISED: Final = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 95}
COMPRESSED: Final = (".html", ".css", ".js", ".json", ".svg", ".xml")
# A browser holds the paint of the page before until the next one has something to show. Without a screen it then may
# wait a second or two for a frame, which Lighthouse puts down to the page.
BROWSER: Final = "--headless=new --no-sandbox --disable-features=PaintHolding"


class Compressed(Quiet):
    """Serves a folder as static hosts do: compressed where that pays."""

    def send_head(self) -> Any:
        """Answer with a compressed body for text, and as the library does for everything else."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if (
            not file.is_file()
            or file.suffix not in COMPRESSED
            or not self.path.split("?")[0].endswith(("/", file.name))
        ):
            return super().send_head()
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)


def judged(tool: Path, browser: str, url: str, *, desktop: bool) -> dict[str, Any]:
    """Lighthouse's report of one page."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = ["node", str(tool), url, "--quiet", "--output=json", f"--output-path={out}"]
        command += [f"--only-categories={','.join(PROMISED)}", f"--chrome-flags={BROWSER}"]
        command += ["--preset=desktop"] if desktop else []
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": browser})
        report: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return report


def found(script: str, *arguments: str) -> str:
    """What a script of the project finds or installs."""
    ran = subprocess.run([ROOT / "scripts" / script, *arguments], capture_output=True, text=True, check=False)
    return ran.stdout.strip() or sys.exit(ran.stderr.strip())


def speed(report: dict[str, Any]) -> float:
    """The score of performance, the only one that differs from run to run."""
    return float(report["categories"]["performance"]["score"] or 0)


def lost(report: dict[str, Any]) -> list[str]:
    """The audits that cost points, with what they say."""
    audits = report["audits"]
    weighed = {ref["id"] for name in PROMISED for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    short = [audits[name] for name in sorted(weighed) if (audits[name]["score"] or 0) < 1]
    return [f"{one['id']} {one.get('displayValue', '')}" for one in short if one["scoreDisplayMode"] != "notApplicable"]


def scores(report: dict[str, Any]) -> dict[str, int]:
    """What a report gives in each of the categories, of 100."""
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in PROMISED}


def row(report: dict[str, Any]) -> str:
    """The scores of a report, and what its page loads."""
    requests = report["audits"]["network-requests"]["details"]["items"]
    size = sum(one.get("transferSize", 0) for one in requests) / 1024
    return f"{' '.join(f'{score:>14}' for score in scores(report).values())} {size:>5.0f} {len(requests):>8}"


def main() -> int:
    """Judge the pages and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.lighthouse", description=main.__doc__)
    parser.add_argument("--page", choices=list(PAGES), action="append", help="only this kind of page")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each, of which the median counts; 3")
    parser.add_argument("--why", action="store_true", help="also name the audits that cost points")
    parser.add_argument("--beside", type=Path, metavar="DIR", help="another built site, judged in turns with this one")
    asked = parser.parse_args()
    sites = {"": ROOT / "site", **({" beside": asked.beside} if asked.beside else {})}
    if not (sites[""] / "index.html").is_file():
        sys.exit("There is no site yet: run make site first.")
    if asked.beside and not (asked.beside / "index.html").is_file():
        sys.exit(f"There is no built site in {asked.beside}: it has no index.html.")
    tool = Path(found("ensure-web-tools", "lighthouse")) / "lighthouse" / "cli" / "index.js"
    browser = found("ensure-browser")
    print(f"{'page':<16} {'on':<6} {' '.join(f'{name:>14}' for name in PROMISED)} {'KiB':>5} {'requests':>8}")
    below = 0
    with ExitStack() as stack:
        hosts = {name: stack.enter_context(served(folder, Compressed)) for name, folder in sites.items()}
        for kind, desktop in product(asked.page or PAGES, (False, True)):
            runs = [
                {name: judged(tool, browser, host + PAGES[kind], desktop=desktop) for name, host in hosts.items()}
                for _ in range(asked.runs)
            ]
            for name in hosts:
                report = sorted((run[name] for run in runs), key=speed)[len(runs) // 2]
                print(f"{kind + name:<16} {'desk' if desktop else 'phone':<6} {row(report)}", flush=True)
                if asked.why:
                    print("".join(f"           {line}\n" for line in lost(report)), end="")
                if not name:
                    below += sum(scores(report)[each] < least for each, least in PROMISED.items())
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
