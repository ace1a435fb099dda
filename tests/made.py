"""Small corpora made in memory for tests, and copies of the repository's own knowledge base."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from afterword.corpus import Corpus
from afterword.model import Review
from afterword.schema import REVIEW, Contract
from afterword.settings import Settings
from tests.unit.cli.invoke import invoke

REPOSITORY = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 1, 31)
FIELDS = Contract(REVIEW).fields
SETTINGS = Settings(root=REPOSITORY, title="Made for tests")


def review(id_: str = "2025-11-18-example", /, **data: Any) -> Review:
    """A published review with the given fields on top of the fewest that one needs."""
    fewest: dict[str, Any] = {
        "title": "A loader accepts a file that is twice as long",
        "status": "published",
        "kind": "incident",
        "severity": "sev2",
        "summary": "Requests failed for three hours.",
        "onset": "2025-11-18T11:20:00Z",
        "classes": ["bad-update"],
        "models": [{"name": "Bot score"}],
    }
    return Review(id_, f"postmortems/{id_}.md", {**fewest, **data}, "## What happened\n\nIt stopped.\n")


def action(id_: str = "A1", /, **data: Any) -> dict[str, Any]:
    """An open action, as the front matter holds it."""
    fewest = {"id": id_, "area": "prevention", "title": "Files are validated", "owner": "loaders", "status": "open"}
    return {**fewest, **data}


def corpus(*reviews: Review) -> Corpus:
    """A corpus of these reviews, and of one where none is given."""
    return Corpus.of(reviews or (review(),))


def begun(folder: Path) -> Path:
    """A knowledge base as an organisation begins one: few of everything, with the settings of the whole site."""
    folder.mkdir()
    assert invoke(folder, "init", ".").exit_code == 0
    return folder


def knowledge_base(folder: Path) -> Path:
    """A copy of what the repository publishes, to be changed by a test."""
    for name in ("postmortems", "docs", "schema"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for name in ("pyproject.toml", "mkdocs.yml"):
        shutil.copy(REPOSITORY / name, folder / name)
    return folder
