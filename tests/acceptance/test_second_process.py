"""Where a processor is free, a second process makes pages of a build, and nobody can see it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bench.generate import generate

from tests.acceptance.common import CONFIG, contents, reviews

PROCESSORS = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
AT_LEAST = 21
ON = f"""
import os, sys, time
from mkdocs.__main__ import cli
from afterword.mkdocs_adapter.ahead import _NUMBER, Ahead

def patient(ahead, path, get=Ahead.get):
    # On a busy machine the other process may get no turn before the engine has made everything.
    while _NUMBER.unpack_from(ahead._ends)[0] < {AT_LEAST} and not ended(ahead._process._number):
        time.sleep(0.01)
    return get(ahead, path)

def ended(number):
    return not number or os.waitid(os.P_PID, number, os.WEXITED | os.WNOHANG | os.WNOWAIT)

Ahead.get = patient
os.sched_setaffinity(0, map(int, sys.argv.pop(1).split(",")))
cli()
"""

pytestmark = pytest.mark.skipif(len(PROCESSORS) < 2, reason="there is no second processor")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    generate(60, 7, root)
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    return root


def built(base: Path, processors: list[int], cache: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A whole build from nothing on these processors, in a process of its own as a user starts it."""
    environment = {**os.environ, "AFTERWORD_CACHE_DIR": str(cache), "SOURCE_DATE_EPOCH": "1798761600"}
    command = [sys.executable, "-c", ON, ",".join(map(str, processors)), "build", "--verbose", *options]
    return subprocess.run(command, cwd=base, env=environment, capture_output=True, text=True, check=False)


def site(base: Path) -> dict[str, bytes]:
    moment = re.compile(rb"Build Date UTC : [^\n]*")
    return {path: moment.sub(b"", raw) for path, raw in contents(base / "site").items()}


def test_the_second_process_makes_pages_and_the_bytes_are_the_same(base: Path, tmp_path: Path) -> None:
    both = built(base, PROCESSORS[:2], tmp_path / "both")
    assert both.returncode == 0, both.stderr
    made = re.search(r"A second process made (\d+) of the pages", both.stderr)
    assert made
    assert int(made[1]) >= AT_LEAST
    together = site(base)
    alone = built(base, PROCESSORS[:1], tmp_path / "one")
    assert alone.returncode == 0, alone.stderr
    assert "A second process" not in alone.stderr
    assert site(base) == together


def test_what_the_engine_says_of_a_page_that_it_made_is_told(base: Path, tmp_path: Path) -> None:
    last = reviews(base)[-1]
    text = last.read_text("utf-8")
    last.write_text(text + "\n[The plan](../guides/nowhere.md)\n", "utf-8")
    try:
        done = built(base, PROCESSORS[:2], tmp_path)
    finally:
        last.write_text(text, "utf-8")
    assert "nowhere.md" in done.stderr
