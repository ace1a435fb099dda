"""The real servers of these tests hold a past, answer, and are gone with all that they started when it is over."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest

from tests.evidence import real
from tests.evidence.servers import answers, running

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


def test_a_server_that_ends_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(AssertionError, match="no such option"),
        running(["sh", "-c", "echo no such option"], lambda: False, tmp_path / "log.txt"),
    ):
        pass


def _asked(url: str) -> object:
    with urllib.request.urlopen(url) as answer:  # noqa: S310  # it is on this machine
        return json.load(answer)["data"]["result"][0]["value"]
