"""What each command takes until its answer, on the reviews of this repository: ``python -m bench.commands``.

Each is a process of its own, as somebody meets it who types it, and is compared with one that only imports a reader of
YAML and a validator. ``lsp`` is what an editor waits for before it can open a page.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from bench.generate import REPOSITORY
from bench.measure import AFTERWORD, best, run

PEER: Final = (sys.executable, "-c", "import yaml, jsonschema")
ROUNDS: Final = 3

COMMANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "--version": (),
    "--help": (),
    "actions": (),
    "comment": ("--base", "../before"),
    "digest": ("--since", "2026-06-30"),
    "explain": ("AW104",),
    "export": ("--out", "../reviews.json"),
    "fix": ("--diff",),
    "lsp": (),
    "migrate": ("--diff",),
    "new": ("The ranker served an empty model", "--no-input"),
    "progress": (),
    "readiness": ("Bot Management",),
    "risk": ("--diff", str(REPOSITORY / "tests/risk/near/2025-11-18-bot-score-feature-file.diff")),
    "similar": ("users get blank replies, and every request is a 200",),
}
"""By command, what is typed behind it."""

_SHORT: Final = ("--version", "--help")
"""What is over so soon that chance weighs more."""


def ratios() -> dict[str, float]:
    """By command, how often the import of its two libraries would fit into it."""
    seconds = measured()
    return {name: seconds[name] / seconds["peer"] for name in COMMANDS}


def measured() -> dict[str, float]:
    """By command, and for the ``peer``, the seconds of processor."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        home = Path(folder) / "base"
        _copied(home)
        # What a pull request adds is one review.
        newest = max((_copied(home.with_name("before")) / "postmortems").glob("*.md"))
        newest.unlink()
        # Round by round, so that what else the machine does meets all of them alike.
        rounds = [
            {"peer": best(2, partial(run, PEER, home)).processor, **{name: _once(name, home) for name in COMMANDS}}
            for _ in range(ROUNDS)
        ]
        return {name: min(one[name] for one in rounds) for name in rounds[0]}


def _once(name: str, home: Path) -> float:
    before = set((home / "postmortems").iterdir())
    command = [*AFTERWORD, name, *COMMANDS[name]]
    typed = _greeting() if name == "lsp" else b""
    cost = best(2 if name in _SHORT else 1, partial(run, command, home, typed))
    for made in set((home / "postmortems").iterdir()) - before:
        made.unlink()
    return cost.processor


def _copied(home: Path) -> Path:
    shutil.copytree(REPOSITORY / "postmortems", home / "postmortems")
    shutil.copytree(REPOSITORY / "docs" / "patterns", home / "docs" / "patterns")
    shutil.copy(REPOSITORY / "pyproject.toml", home)
    return home


def _greeting() -> bytes:
    """What an editor sends that asks for nothing but who is there."""
    asked = {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}
    said = b""
    for message in (asked, {"id": 2, "method": "shutdown"}, {"method": "exit"}):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        said += b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    return said


def main() -> None:
    """Measure and print the table."""
    seconds = measured()
    print("| command | seconds of processor | against the import of yaml and jsonschema |")
    print("|---|---|---|")
    for name, taken in seconds.items():
        print(f"| {name} | {taken:.2f} | {taken / seconds['peer']:.1f} |")


if __name__ == "__main__":
    main()
