"""What Lighthouse says of the built site: ``make site``, then ``python -m bench.lighthouse``.

Five kinds of page, on a phone and on a desk, with Lighthouse's own simulated network; the site is served compressed, as
static hosts do. Exit 1 where a score is below what the project promises.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, Final

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


class Compressed(SimpleHTTPRequestHandler):
    """Serves a folder as static hosts do: compressed where that pays, and without a word."""

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

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def judged(tool: Path, browser: str, url: str, *, desktop: bool) -> dict[str, Any]:
    """Lighthouse's report of one page."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = ["node", str(tool), url, "--quiet", "--output=json", f"--output-path={out}"]
        command += [f"--only-categories={','.join(PROMISED)}", "--chrome-flags=--headless=new --no-sandbox"]
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


def main() -> int:
    """Judge the pages and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.lighthouse", description=main.__doc__)
    parser.add_argument("--page", choices=list(PAGES), action="append", help="only this kind of page")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each, of which the median counts; 3")
    parser.add_argument("--why", action="store_true", help="also name the audits that cost points")
    asked = parser.parse_args()
    if not (ROOT / "site" / "index.html").is_file():
        sys.exit("There is no site yet: run make site first.")
    tool = Path(found("ensure-web-tools", "lighthouse")) / "lighthouse" / "cli" / "index.js"
    browser = found("ensure-browser")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(ROOT / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"{'page':<10} {'on':<8} {' '.join(f'{name:>14}' for name in PROMISED)} {'KiB':>5} {'requests':>8}")
    below = 0
    for kind in asked.page or PAGES:
        for desktop in (False, True):
            url = f"http://127.0.0.1:{server.server_port}/{PAGES[kind]}"
            runs = [judged(tool, browser, url, desktop=desktop) for _ in range(asked.runs)]
            report = sorted(runs, key=speed)[len(runs) // 2]
            scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in PROMISED}
            requests = report["audits"]["network-requests"]["details"]["items"]
            size = sum(one.get("transferSize", 0) for one in requests) / 1024
            told = " ".join(f"{scores[name]:>14}" for name in PROMISED)
            print(f"{kind:<10} {'desk' if desktop else 'phone':<8} {told} {size:>5.0f} {len(requests):>8}", flush=True)
            if asked.why:
                print("".join(f"           {line}\n" for line in lost(report)), end="")
            below += sum(scores[name] < least for name, least in PROMISED.items())
    server.shutdown()
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
