"""The process of the command ends at once, and yet nothing is lost with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_CODE = """
import atexit, sys, threading
import afterword.__main__ as process

def main():
    print("said")
    atexit.register(print, "at the end")
    threading.Thread(target=lambda: (threading.main_thread().join(), print("by another thread"))).start()
    sys.exit({code})

process.main = main
process.run()
"""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="for /dev/full")]


def ended(code: object, stdout: object = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    given = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", _CODE.replace("{code}", repr(code))]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, env=given, check=False)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("code", [0, 1, 2])
def test_what_is_said_to_the_very_end_arrives_and_the_code_is_that_of_the_command(code: int) -> None:
    done = ended(code)
    assert (done.returncode, done.stdout) == (code, "said\nby another thread\nat the end\n")
    assert done.stderr == ""


def test_a_message_instead_of_a_code_is_shown() -> None:
    done = ended("no")
    assert (done.returncode, done.stderr) == (1, "no\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_an_output_that_cannot_be_written_is_no_success() -> None:
    with Path("/dev/full").open("wb") as full:
        done = ended(0, full)
    assert done.returncode == 120
    assert "No space left" in done.stderr
