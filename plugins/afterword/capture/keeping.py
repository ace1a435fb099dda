"""Keep a snapshot as a file beside its review: nothing is overwritten, and a newer file names the one it replaces."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Final, NamedTuple

from afterword.capture.comparing import Compared, compared
from afterword.capture.shrinking import MOST, shrunk
from afterword.evidence.cited import FOLDER
from afterword.evidence.form import dump
from afterword.evidence.reading import UnusableError, read, read_bytes
from afterword.evidence.snapshot import Snapshot
from afterword.files.atomic_file import create_file
from afterword.files.reason import reason
from afterword.settings import Settings

_PLAIN: Final = re.compile(r"[a-z0-9-]+", re.ASCII)
_NUMBERED: Final = re.compile(r"(?P<name>[a-z0-9-]+?)(?:-(?P<number>[1-9][0-9]{0,3}))?\.json", re.ASCII)
_FEWEST: Final = 90


class NotKept(Exception):  # noqa: N818  # it is an answer, not an error of the program
    """A snapshot cannot be kept; the message says why, as a sentence without a full stop."""


class Kept(NamedTuple):
    """A snapshot with its place: ``path`` is from the folder of the reviews, ``raw`` what is to be written.

    ``raw`` is empty if a file says all of it already. ``told`` is what has changed in the past, as sentences.
    """

    path: str
    snapshot: Snapshot
    raw: bytes = b""
    told: tuple[str, ...] = ()


def keep(snapshot: Snapshot, settings: Settings, known: Collection[str] | None) -> Kept:
    """Where a snapshot goes and what of it is new; nothing is written. Raises ``NotKept``.

    ``known`` are the metrics of the source that the settings have, if they have any.
    """
    folder = _folder(snapshot.review, settings)
    chain = _earlier(folder, snapshot.source.name, settings)
    made = _fitting(snapshot, chain[-1][1] if chain else None, known, settings.limits.evidence_bytes)
    below = f"{FOLDER}/{snapshot.review}"
    if made.same:
        return Kept(f"{below}/{chain[-1][0]}", made.snapshot, b"", made.told)
    name = _next(folder, snapshot.source.name)
    kept = made.snapshot._replace(
        id=f"{snapshot.review}/{name.removesuffix('.json')}",
        supersedes=chain[-1][1].id if chain else None,
    )
    raw = dump(kept)
    try:
        # What is written is what the check takes.
        read_bytes(raw, settings.schema_dir)
    except UnusableError as error:
        raise NotKept(f"What it said {error}") from None
    return Kept(f"{below}/{name}", kept, raw, made.told)


def write(kept: Kept, settings: Settings) -> None:
    """Write the file, whole or not at all. Raises ``NotKept``."""
    if not kept.raw:
        return
    file = settings.reviews_dir / kept.path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _expect_inside(file.parent, settings)
        create_file(file, kept.raw)
    except FileExistsError:
        raise NotKept(f"{kept.path} was written by somebody else in the meantime; capture again") from None
    except OSError as error:
        raise NotKept(f"{kept.path} cannot be written: {reason(error)}") from error


def _folder(review: str, settings: Settings) -> Path:
    if not _PLAIN.fullmatch(review):
        raise NotKept(
            f"The review {review[:80]} has a name that no folder can have here; `afterword check` says how to name it"
        )
    folder = settings.reviews_dir / FOLDER / review
    _expect_inside(folder, settings)
    return folder


def _expect_inside(folder: Path, settings: Settings) -> None:
    """No link leads the evidence elsewhere."""
    home = Path(os.path.realpath(settings.reviews_dir))
    if Path(os.path.realpath(folder)) != home / folder.relative_to(settings.reviews_dir):
        raise NotKept(
            f"The folder {folder.relative_to(settings.root).as_posix()} is reached by a link; make it a folder"
        )


def _earlier(folder: Path, name: str, settings: Settings) -> list[tuple[str, Snapshot]]:
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
    try:
        return read(file, settings)
    except (OSError, UnusableError) as error:
        shown = file.relative_to(settings.root).as_posix()
        raise NotKept(f"{shown} {error}; restore it, or move it away, and capture again") from None


def _next(folder: Path, name: str) -> str:
    number, free = 1, f"{name}.json"
    while os.path.lexists(folder / free):
        number += 1
        free = f"{name}-{number}.json"
    return free


def _fitting(snapshot: Snapshot, before: Snapshot | None, known: Collection[str] | None, largest: int) -> Compared:
    """A snapshot whose file is not too large: of each series as few points as that takes."""
    most = MOST
    while True:
        small = snapshot._replace(series=tuple(shrunk(one, snapshot.window, most) for one in snapshot.series))
        made = compared(small, before, known) if before else Compared(small)
        size = len(dump(made.snapshot))
        if size <= largest:
            return made
        most //= 2
        if most < _FEWEST:
            raise NotKept(
                f"The file would have {size:,} bytes, even with few points of each series; capture fewer metrics or "
                f"slices, or raise `evidence_bytes` under [tool.afterword.limits] from {largest:,}"
            )
