"""The captures beside a review; those that were moved with it when it was renamed become its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from afterword.corpus.places import files_in
from afterword.evidence.cited import FOLDER, files_of
from afterword.evidence.form import dump
from afterword.evidence.reading import UnusableError, read, read_bytes
from afterword.evidence.snapshot import Snapshot
from afterword.files.atomic_file import NotReplaced, look, replace_file
from afterword.settings import Settings

_PLAIN: Final = re.compile(r"[a-z0-9-]+", re.ASCII)
_NUMBERED: Final = re.compile(r"(?P<name>[a-z0-9-]+?)(?:-(?P<number>[1-9][0-9]{0,3}))?\.json", re.ASCII)


class NotKept(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """A snapshot cannot be kept; the message says why, as a sentence without a full stop."""


def take_over(review: str, settings: Settings) -> Iterator[tuple[str, str]]:
    """Write the name of a review into the files beside it that name one which is no longer there.

    Gives the path of each, from the folder of the reviews, and the name that it had. Raises ``NotKept``.
    """
    folder_of(review, settings)
    for path in files_of(review, settings):
        file = settings.reviews_dir / path
        try:
            if (named := read(file, settings).review) == review or not _is_gone(named, settings):
                continue
            seen = look(file, settings.limits.evidence_bytes)
            replace_file(file, seen, dump(_renamed(read_bytes(seen.raw, settings.schema_dir), review)))
        except (FileNotFoundError, UnusableError):
            continue  # the check says why
        except NotReplaced as error:
            raise NotKept(f"{path} names another review, {named}, and cannot be changed: {error}") from None
        yield path, named


def folder_of(review: str, settings: Settings) -> Path:
    """Where the files of a review are; raises ``NotKept`` if none can be there."""
    if not _PLAIN.fullmatch(review):
        raise NotKept(
            f"The review {review[:80]} has a name that no folder can have here; `afterword check` says how to name it"
        )
    folder = settings.reviews_dir / FOLDER / review
    expect_inside(folder, settings)
    return folder


def expect_inside(folder: Path, settings: Settings) -> None:
    """No link leads the evidence elsewhere."""
    home = Path(os.path.realpath(settings.reviews_dir))
    if Path(os.path.realpath(folder)) != home / folder.relative_to(settings.reviews_dir):
        raise NotKept(
            f"The folder {folder.relative_to(settings.root).as_posix()} is reached by a link; make it a folder"
        )


def earlier(folder: Path, name: str, settings: Settings) -> list[tuple[str, Snapshot]]:
    """The captures of a source so far, the oldest first."""
    found = []
    for file in sorted(folder.glob(f"{name}*.json")):
        match = _NUMBERED.fullmatch(file.name)
        if match and (number := _number(match, name)) is not None:
            found.append((number, file))
    return [(file.name, _read(file, settings)) for _, file in sorted(found)]


def _number(match: re.Match[str], name: str) -> int | None:
    if match.string == f"{name}.json":
        return 1
    return int(match["number"]) if match["number"] and match["name"] == name else None


def _read(file: Path, settings: Settings) -> Snapshot:
    shown = file.relative_to(settings.root).as_posix()
    try:
        found = read(file, settings)
    except (OSError, UnusableError) as error:
        raise NotKept(f"{shown} {error}; restore it, or move it away, and capture again") from None
    if found.review == file.parent.name:
        return found
    if _is_gone(found.review, settings):
        return _renamed(found, file.parent.name)
    raise NotKept(f"{shown} is evidence of the review {found.review}; move it away, and capture again")


def _is_gone(review: str, settings: Settings) -> bool:
    """Whether no review has a name, so that it can be the earlier name of another; what is there keeps its files."""
    return all(file.stem != review for file in files_in(settings.reviews_dir, dated=True))


def _renamed(snapshot: Snapshot, review: str) -> Snapshot:
    """A snapshot as that of a review by its new name; what was measured, and so its sum, stays."""

    def named(id_: str) -> str:
        return f"{review}/{id_.partition('/')[2]}"

    before = snapshot.supersedes
    return snapshot._replace(id=named(snapshot.id), review=review, supersedes=named(before) if before else None)
