"""A few reviews and a pattern from which a checklist is made."""

from __future__ import annotations

from typing import Any

from afterword.corpus import Corpus
from afterword.model import Pattern, Review
from tests.made import action, review

LATE = action(due="2026-01-01")
PATTERN = Pattern(
    "stale-file",
    "docs/patterns/stale-file.md",
    {
        "title": "Stale file",
        "summary": "An old file is served.",
        "layers": ["data"],
        "signals": ["Nothing moves."],
        "prevention": ["The age is watched."],
        "resilience_test": {"scenario": "Serve a file of last week", "expect": "An alert within the hour."},
        "readiness_checks": ["Who notices an old file?"],
        "reviewed": "2025-04-01",
    },
    "",
)


def of(id_: str, model: str = "Ranker", /, **data: Any) -> Review:
    """A review of one model; ``task`` and ``serving`` describe the model."""
    described = {name: data.pop(name) for name in ("task", "serving") if name in data}
    return review(id_, models=[{"name": model, **described}], **data)


def corpus(*reviews: Review) -> Corpus:
    return Corpus.of(reviews, [PATTERN])
