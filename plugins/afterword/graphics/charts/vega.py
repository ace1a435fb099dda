"""Vega in a process of its own: its engine for JavaScript takes more memory than a small site, and ends with it."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from typing import Final

if find_spec("vl_convert") is None:  # said now, as an import would, and not by the first page with a chart
    raise ModuleNotFoundError("No module named 'vl_convert'", name="vl_convert")

VEGA_LITE: Final = "6.4"
"""The version of the language; another may draw otherwise, so that it is changed on purpose."""

# The paths are given, so that nothing is imported from the folder in which the process runs. Whoever is interrupted at
# a terminal says so by itself, and so does whoever ends without waiting for a drawing.
_DRAW: Final = f"""
import sys
sys.path[:] = sys.argv[1:]
import json, os, signal, vl_convert
signal.signal(signal.SIGINT, signal.SIG_IGN)
for spec in sys.stdin:
    try:
        answer = [vl_convert.vegalite_to_svg(spec, vl_version="{VEGA_LITE}", allowed_base_urls=[]), ""]
    except ValueError as error:
        answer = ["", str(error)]
    try:
        print(json.dumps(answer), flush=True)
    except BrokenPipeError:
        os._exit(0)
"""


def drawn(spec: str) -> str:
    """The SVG of a specification, which is JSON in one line. Raises ``ValueError`` for one that Vega cannot draw."""
    process = _process(os.getpid())
    if process.stdin is None or process.stdout is None:
        raise ValueError("the process that draws has no way in or out")
    answer = ""
    with suppress(BrokenPipeError):
        process.stdin.write(f"{spec}\n")
        process.stdin.flush()
        answer = process.stdout.readline()
    if not answer:
        _process.cache_clear()
        raise ValueError(f"the process that draws charts ended with {process.wait()}")
    svg, error = json.loads(answer)
    if error:
        raise ValueError(error)
    return str(svg)


@lru_cache(maxsize=1)
def _process(owner: int) -> subprocess.Popen[str]:
    """The process that draws for ``owner``, and ends with it; a forked process has one of its own."""
    process = subprocess.Popen(  # noqa: S603  # our own code in our own interpreter
        [sys.executable, "-I", "-X", "utf8", "-c", _DRAW, *filter(None, sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    atexit.register(_end, process, owner)
    return process


def _end(process: subprocess.Popen[str], owner: int) -> None:
    if owner == os.getpid():
        process.kill()
        process.communicate()
