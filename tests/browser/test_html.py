"""Two independent judges of HTML find nothing on any kind of page but what is recorded with its reason."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.browser.tools import unknown, web_tools
from tests.browser.visit import Site

RULES = {"root": True, "extends": ["html-validate:standard", "html-validate:a11y"]}


def files_of(site: Site) -> list[str]:
    return [str(site.file(path)) for path in site.kinds]


def test_html_validate_finds_nothing_but_what_is_recorded(site: Site, tmp_path: Path) -> None:
    tool = web_tools("html-validate") / "html-validate" / "bin" / "html-validate.mjs"
    rules, told = tmp_path / "rules.json", tmp_path / "told.json"
    rules.write_text(json.dumps(RULES), "utf-8")
    command = ["node", str(tool), "-c", str(rules), "-f", f"json={told}", *files_of(site)]
    # Through a pipe it may end before all is said.
    subprocess.run(command, capture_output=True, text=True, check=False)
    findings: list[dict[str, Any]] = [
        {
            "message": f"{found['ruleId']}: {found['message']}",
            "where": f"{found.get('selector') or ''}",
            "page": f"{Path(page['filePath']).relative_to(site.folder)}:{found['line']}",
        }
        for page in json.loads(told.read_text("utf-8"))
        for found in page["messages"]
    ]
    assert unknown("html-validate", findings) == []


def test_the_w3c_validator_finds_nothing_but_what_is_recorded(site: Site) -> None:
    tool = web_tools("vnu-jar") / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [
        "java",
        "-Xss4m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        str(tool),
        "--format",
        "json",
        "--exit-zero-always",
        *files_of(site),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    findings: list[dict[str, Any]] = [
        {
            "message": found["message"],
            "where": found.get("extract", ""),
            "page": f"{found.get('url', '').rpartition('/site/')[2]}:{found.get('lastLine')}",
        }
        for found in json.loads(ran.stderr)["messages"]
        if found["type"] == "error"
    ]
    assert unknown("vnu", findings) == []
