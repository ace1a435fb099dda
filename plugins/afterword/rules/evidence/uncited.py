"""The files of evidence on the disk, and which of them their reviews need not cite."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from afterword.corpus import Entry
from afterword.diagnostics import Problem
from afterword.evidence.cited import FOLDER, citations, files_of
from afterword.model import Review
from afterword.rules.registry import CorpusContext, CorpusProblems, FileContext
from afterword.settings import Settings

if TYPE_CHECKING:
    from afterword.evidence.snapshot import Snapshot

_ENDING: Final = ".json"


def uncited(corpus: CorpusContext) -> CorpusProblems:
    """Each file of evidence that its review does not cite, and that no newer one supersedes."""
    settings = corpus.loaded.settings
    reviews = {entry.id: entry for entry in corpus.loaded_reviews}
    for review in _reviews(settings.reviews_dir / FOLDER):
        yield from _of_review(review, reviews.get(review), settings)


def successors(file: FileContext, settings: Settings) -> Mapping[str, str]:
    """For each id that a file beside a review supersedes, the path of the newest that does, directly or not."""
    found = _snapshots(file.entry.id, settings)
    after = {one.supersedes: one.id for one in found.values() if one.supersedes}
    return {id_: f"{FOLDER}/{_last(id_, after)}{_ENDING}" for id_ in after}


def _last(id_: str, after: Mapping[str, str]) -> str:
    passed = {id_}
    while (newer := after.get(id_)) and newer not in passed:
        passed.add(newer)
        id_ = newer
    return id_


def _of_review(review: str, entry: Entry | None, settings: Settings) -> CorpusProblems:
    if entry is not None and not isinstance(entry.value, Review):
        return  # what a review cites that is not well-formed, nobody can say
    named = {path for _, path in citations(entry.value)} if entry and isinstance(entry.value, Review) else set()
    left = [path for path in files_of(review, settings) if path not in named]
    if not left:
        return
    replaced = {f"{FOLDER}/{one.supersedes}{_ENDING}" for one in _snapshots(review, settings).values()}
    for path in left:
        if path not in replaced:
            place = Path(os.path.relpath(settings.reviews_dir / path, settings.root)).as_posix()
            yield place, _told(path, entry)


def _told(path: str, entry: Entry | None) -> Problem:
    if entry is None:
        return Problem(
            "There is no review to which this evidence belongs",
            help="If its review was renamed, rename this folder to match and run `afterword capture` with the new "
            "name; otherwise delete it.",
        )
    return Problem(
        f"No field of {entry.path} cites this evidence",
        help=f"Cite it under `diagnosis.evidence` as `file: {path}`, or delete it.",
    )


def _reviews(folder: Path) -> list[str]:
    """The ids of the reviews for which there is a folder of evidence."""
    try:
        return sorted(file.name for file in folder.iterdir())
    except OSError:
        return []  # there is none, or it is a file


def _snapshots(review: str, settings: Settings) -> dict[str, Snapshot]:
    """The files beside a review that can be used, by their path."""
    from afterword.evidence.reading import UnusableError, read

    found = {}
    for path in files_of(review, settings):
        with suppress(UnusableError, FileNotFoundError):
            found[path] = read(settings.reviews_dir / path, settings)
    return found
