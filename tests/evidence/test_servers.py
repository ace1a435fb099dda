"""The real servers of these tests hold a past, answer, and are gone with all that they started when it is over."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.evidence import real
from tests.evidence.servers import answers, free_port, running
from tests.made import REPOSITORY

RUNS = """
import sys, time
from pathlib import Path
from tests.evidence.servers import answers, free_port, running
from tests.made import REPOSITORY
port, folder = sys.argv[1:]
command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", port]
with running(command, lambda: answers(f"http://127.0.0.1:{port}"), Path(folder) / "log.txt"):
    print("ready", flush=True)
    time.sleep(600)
"""
"""Tests that run a server and go on for long."""

PAST = """# TYPE model_precision gauge
model_precision{model="fraud"} 0.94 1772359200
model_precision{model="fraud"} 0.95 1772359260
# EOF
"""


def test_a_prometheus_knows_what_was_measured_long_ago(tmp_path: Path) -> None:
    with real.prometheus(tmp_path, PAST) as url:
        assert _asked(f"{url}/api/v1/query?query=model_precision&time=1772359260") == [1772359260, "0.95"]
    assert not answers(f"{url}/-/ready")


def test_a_victoria_metrics_knows_what_was_measured_long_ago(tmp_path: Path) -> None:
    series = {"metric": {"__name__": "model_precision"}, "values": [0.95], "timestamps": [1772359260000]}
    with real.victoria_metrics(tmp_path, series) as url:
        assert _asked(f"{url}/api/v1/query?query=model_precision&time=1772359260") == [1772359260, "0.95"]
    assert not answers(f"{url}/health")


def test_no_server_outlives_tests_that_are_killed(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{(port := free_port())}"
    tests = subprocess.Popen(
        [sys.executable, "-c", RUNS, str(port), str(tmp_path)], cwd=REPOSITORY, stdout=subprocess.PIPE
    )
    assert tests.stdout
    assert tests.stdout.readline() == b"ready\n"
    assert answers(url)
    tests.kill()
    tests.communicate()
    deadline = time.monotonic() + 60
    while answers(url):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_server_that_ends_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(AssertionError, match="no such option"),
        running(["sh", "-c", "echo no such option"], lambda: False, tmp_path / "log.txt"),
    ):
        pass


def _asked(url: str) -> object:
    with urllib.request.urlopen(url) as answer:  # noqa: S310  # it is on this machine
        return json.load(answer)["data"]["result"][0]["value"]
