"""A small knowledge base on disk: one pattern, and whatever reviews a test puts into it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from afterword.check import Report, check
from afterword.diagnostics import Diagnostic
from afterword.settings import load_settings
from tests.forked import commands
from tests.unit.cli.invoke import invoke

AS_OF: Final = date(2026, 1, 31)
EXAMPLE: Final = "postmortems/2025-01-01-example.md"
NARRATIVE: Final = "## What happened\n\nThe cache was empty, and nobody had tried that before.\n"

DRAFT: Final = """\
title: The cache was empty
status: draft
kind: incident
severity: sev3
summary: The cache was empty for an hour, and pages were slow.
onset: 2025-01-01
"""

PUBLISHED: Final = """\
title: The cache was empty
status: published
kind: incident
severity: sev3
summary: The cache was empty for an hour, and pages were slow.
onset: 2025-01-01T10:00Z
first_signal: 2025-01-01T10:05Z
detected: 2025-01-01T10:20Z
mitigated: 2025-01-01T11:00Z
reviewed: 2025-01-08
classes: [latency-sla]
models: [{name: Page ranker}]
detection: {by: monitoring}
impact: {who: Readers of the pages.}
safeguards: [{name: warm-up of the cache, outcome: absent}]
timeline: [{at: 2025-01-01T10:00Z, event: The cache is emptied., kind: change}]
trigger: A release emptied the cache.
root_causes: [{layer: infrastructure, statement: Nothing fills the cache before traffic arrives.}]
patterns: [evaluation-blind-spot]
worked_well: [The alert came within minutes.]
lessons: {untested: [A cold start under load.]}
actions:
  - {id: A1, area: prevention, title: The cache is filled first, owner: serving, due: 2026-03-01, status: open}
review: {statement: Everyone acted with good intentions.}
"""

PATTERN_PAGE: Final = """\
---
title: Evaluation blind spot
summary: The evaluation never looks where the system fails.
layers: [evaluation]
signals: [Users report what no dashboard shows.]
prevention: [Every slice has a threshold.]
readiness_checks: ["Which slices are not looked at?"]
reviewed: 2026-01-31
---

## What it is

An evaluation that passes because it does not look.
"""


@dataclass(frozen=True)
class Base:
    """A knowledge base in a folder of its own."""

    root: Path

    @classmethod
    def in_folder(cls, root: Path) -> Base:
        base = cls(root)
        base.write("pyproject.toml", "[tool.afterword]\n")
        base.write("docs/patterns/evaluation-blind-spot.md", PATTERN_PAGE)
        (root / "postmortems").mkdir()
        return base

    def write(self, path: str, content: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def report(self, as_of: date = AS_OF) -> Report:
        return check(load_settings(self.root), as_of)

    def problems(self, path: str = EXAMPLE) -> tuple[Diagnostic, ...]:
        return tuple(found for found in self.report().diagnostics if found.path == path)

    def call(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """What the command says, in this process: a tenth of the time of ``run``, for where no process is the subject.

        An error that the command did not expect is raised.
        """
        done = invoke(self.root, *arguments, **environment)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """The real command, in a process of its own, with this folder as the current one."""
        return run_command(*arguments, cwd=self.root, **environment)


def run_command(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_python("-m", "afterword", *arguments, cwd=cwd, **environment)


def run_forked(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command whose start is not the subject."""
    return _run(str(commands() / "module"), *command, cwd=cwd, **environment)


def run_python(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return _run(sys.executable, *arguments, cwd=cwd, **environment)


def _run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1769817600", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def page(fields: str, body: str = NARRATIVE) -> str:
    """A file of these fields and this narrative."""
    return f"---\n{fields.rstrip()}\n---\n\n{body}"


def overlaid(fields: str, over: str) -> str:
    """Top-level fields in place of those of the same name, as text, so that every scalar stays as it was typed."""
    return "".join({**dict(_chunks(fields)), **dict(_chunks(over))}.values())


def _chunks(fields: str) -> Iterable[tuple[str, str]]:
    for chunk in re.split(r"^(?=\S)", fields, flags=re.MULTILINE):
        if chunk.strip():
            yield chunk.partition(":")[0], chunk.rstrip("\n") + "\n"
