"""The files of evidence that a review cites, read and judged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from afterword.diagnostics import Path as FieldPath
from afterword.evidence.form import load
from afterword.evidence.snapshot import Snapshot
from afterword.model import Review
from afterword.settings import Settings

FOLDER: Final = "evidence"
"""The folder of evidence, beside the reviews."""

_FILE: Final = re.compile(rf"{FOLDER}/(?P<review>[a-z0-9-]+)/(?P<name>[a-z0-9-]+)\.json", re.ASCII)


@dataclass(frozen=True)
class Cited:
    """A file of evidence that a review cites: where it is cited, its path from the folder of reviews, and its value.

    ``snapshot`` is ``None`` if the file cannot be used, and ``trouble`` says why.
    """

    field: FieldPath
    path: str
    snapshot: Snapshot | None = None
    trouble: str = ""


def is_evidence(path: str) -> bool:
    """Whether a path, from the folder of reviews, is that of a file of evidence."""
    return _FILE.fullmatch(path) is not None


def cited(review: Review, settings: Settings) -> tuple[Cited, ...]:
    """The files of evidence that ``diagnosis.evidence`` names, in its order; others are not looked at."""
    return tuple(_cited(review, settings))


def _cited(review: Review, settings: Settings) -> Iterator[Cited]:
    for position, row in enumerate(review.data.get("diagnosis", {}).get("evidence", ())):
        if is_evidence(path := row.get("file", "")):
            field: FieldPath = ("diagnosis", "evidence", position, "file")
            try:
                file = settings.reviews_dir / path
                found = file.stat()
                yield Cited(field, path, _read(file, found.st_mtime_ns, found.st_size))
            except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
                yield Cited(field, path, trouble=str(error))


@lru_cache(maxsize=256)
def _read(file: Path, changed: int, size: int) -> Snapshot:  # noqa: ARG001  # these are for the cache
    plain: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return load(plain)
