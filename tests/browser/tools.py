"""The npm packages that judge the built site, and the findings that are recorded with a reason."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.made import REPOSITORY

KNOWN: dict[str, list[dict[str, str]]] = json.loads(Path(__file__).with_name("known.json").read_text("utf-8"))
"""By judge, findings that stay, the theme's and a few of ours: a part of the message, where it is, and why it stays."""


def web_tools(*names: str) -> Path:
    """Where the packages lie; without them tests fail in CI and are skipped elsewhere."""
    asked = [str(REPOSITORY / "scripts" / "ensure-web-tools"), "--no-install", *names]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    if not found.stdout.strip():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(found.stderr.strip())
    return Path(found.stdout.strip())


def unknown(judge: str, findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The findings that are not recorded; one that is recorded and no longer found would hide others, and fails."""
    recorded = KNOWN[judge]
    matching = [[one for one in findings if _is(one, known)] for known in recorded]
    assert [known for known, found in zip(recorded, matching, strict=True) if not found] == []
    return [one for one in findings if not any(one in found for found in matching)]


def _is(finding: dict[str, Any], known: dict[str, str]) -> bool:
    return known["message"] in finding["message"] and known["where"] in finding["where"]
