"""The pipelines that are shipped, and what is asked of each of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.made import REPOSITORY

ACTION = REPOSITORY / "action.yml"
STARTER = REPOSITORY / "plugins" / "afterword" / "starter"
WORKFLOWS = [
    REPOSITORY / ".github" / "workflows" / "check.yml",
    STARTER / "dot-github" / "workflows" / "reviews.yml",
]
CODE = REPOSITORY / ".github" / "workflows" / "code.yml"
RELEASE = REPOSITORY / ".github" / "workflows" / "release.yml"
COMMENTERS = [
    REPOSITORY / ".github" / "workflows" / "comment.yml",
    STARTER / "dot-github" / "workflows" / "comment.yml",
]
MATCHER = STARTER / "dot-github" / "afterword-matcher.json"
GITLAB = STARTER / "dot-gitlab-ci.yml"

_PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(file: Path) -> dict[str, Any]:
    """A pipeline as the platform reads it; YAML 1.1 takes the key `on` for true."""
    made = yaml.safe_load(file.read_text("utf-8"))
    assert isinstance(made, dict)
    return {"on" if key is True else key: value for key, value in made.items()}


def complaints(text: str) -> Iterator[str]:
    """What a workflow or an action must not do while it looks at what a stranger wrote."""
    if "workflow_run" in text:
        yield "runs with the rights of the base branch"
    if re.search(r":\s*(write|write-all)\b", text):
        yield "may write"
    yield from common_complaints(text)


def complaints_about_commenter(text: str) -> Iterator[str]:
    """What a workflow must not do that runs with the rights of the default branch to post a comment."""
    yield from common_complaints(text)
    for name, job in yaml.safe_load(text)["jobs"].items():
        granted = job.get("permissions", {"contents": "read"})
        writes = {scope for scope, right in granted.items() if right != "read"}
        steps = json.dumps(job["steps"])
        if writes - {"pull-requests"}:
            yield f"{name} may write more than comments"
        if writes and re.search(r"uses|python|pip|/bin/|checkout", steps):
            yield f"{name} may write, and runs or fetches something"


def common_complaints(text: str) -> Iterator[str]:
    """What none of them must do."""
    if "pull_request_target" in text:
        yield "runs with the rights of the base branch"
    if "secrets." in text or "secrets[" in text:
        yield "reads secrets"
    for line in text.splitlines():
        if "uses:" in line and not re.search(r"uses: \./", line) and not _PINNED.search(line):
            yield f"unpinned: {line.strip()}"
    made = yaml.safe_load(text)
    for step in _steps(made):
        if "${{" in step.get("run", ""):
            yield "puts an expression into shell"
        if "actions/checkout" in step.get("uses", "") and step.get("with", {}).get("persist-credentials") is not False:
            yield "keeps credentials"
    if "jobs" in made and made.get("permissions") != {"contents": "read"}:
        yield "does not say that it only reads"


def _steps(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        steps = part.get("steps")
        yield from steps if isinstance(steps, list) else ()
        for value in part.values():
            yield from _steps(value)
