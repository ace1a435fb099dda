"""Capture the evidence of three illustrative reviews from real servers: ``python -m tests.evidence.samples``.

The incidents are played, Prometheus and MLflow are started with what came of it, ``afterword capture`` asks them, and
the files of evidence and the reviews that cite them are written back. It gives the same bytes each time, except for the
versions of Afterword and of the servers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.evidence.real import QUIET, mlflow, prometheus, tools
from tests.made import REPOSITORY

CAPTURED: Final = datetime(2026, 11, 20, 9, tzinfo=UTC)
"""When it was captured, as the files say it."""
PROMETHEUS_PORT, MLFLOW_PORT = 19_090, 19_091
_HERE: Final = Path(__file__).parent

CAPTURES: Final = (
    ("returns", "2026-04-07-null-column-all-positive", ("--source", "returns", "--after", "5h")),
    ("returns", "2026-04-07-null-column-all-positive", ("--from", "{played}/evidently.json", "--source", "drift")),
    ("fraud", "2025-10-26-night-shift-cards-flagged", ("--source", "payments")),
    ("demand", "2026-02-14-retrain-on-test-data", ("--source", "orders", "--baseline", "26d")),
    ("demand", "2026-02-14-retrain-on-test-data", ("--source", "registry", "--baseline", "26d")),
)
"""What is played, the review, and the options of ``afterword capture``."""


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        root = captured(Path(made))
        for review in dict.fromkeys(review for _, review, _ in CAPTURES):
            shutil.copytree(evidence_of(review, root), evidence_of(review, REPOSITORY), dirs_exist_ok=True)
            shutil.copy(root / "postmortems" / f"{review}.md", REPOSITORY / "postmortems")


def captured(folder: Path) -> Path:
    """The root of a copy of the knowledge base in a folder, with the evidence captured anew."""
    play(folder)
    root = copied(folder / "copy")
    for story in dict.fromkeys(story for story, _, _ in CAPTURES):
        ask(story, folder, root)
    return root


def evidence_of(review: str, root: Path) -> Path:
    """The folder with the evidence of a review."""
    return root / "postmortems" / "evidence" / review


def play(folder: Path) -> None:
    """Play the incidents in the environment that has the libraries."""
    python = tools() / "venv" / "bin" / "python"
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([python, "-m", "tests.evidence.samples.play", folder], cwd=folder, check=True, env=environment)


def copied(root: Path) -> Path:
    """A copy of the knowledge base whose settings name the sources, and which has no evidence of these reviews."""
    for name in ("postmortems", "docs/patterns"):
        shutil.copytree(REPOSITORY / name, root / name)
    for review in {review for _, review, _ in CAPTURES}:
        shutil.rmtree(evidence_of(review, root), ignore_errors=True)
    sources = (_HERE / "sources.toml").read_text("utf-8").replace("\n[", "\n[tool.afterword.sources.")
    (root / "pyproject.toml").write_text(f'[tool.afterword]\ntitle = "Samples"\n{sources}', "utf-8")
    return root


def ask(story: str, folder: Path, root: Path) -> None:
    """Start the servers with what was played, and capture."""
    served, stored = folder / story, folder / f"{story}-runs"
    served.mkdir()
    text = (folder / f"{story}.txt").read_text("utf-8")
    with ExitStack() as running:
        running.enter_context(prometheus(served, text, port=PROMETHEUS_PORT))
        if story == "demand":
            stored.mkdir()
            shutil.copy(folder / "mlflow.db", stored)
            running.enter_context(mlflow(stored, port=MLFLOW_PORT))
        for _, review, options in (one for one in CAPTURES if one[0] == story):
            told = [option.replace("{played}", str(folder)) for option in options]
            command = [sys.executable, "-m", "afterword", "capture", review, "--root", str(root), *told]
            epoch = str(int(CAPTURED.timestamp()))
            subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": epoch})


if __name__ == "__main__":
    main()
