"""Keep a snapshot as a file beside its review: nothing is overwritten, and a newer file names the one it replaces."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from afterword.capture.beside import NotKept, earlier, expect_inside, folder_of
from afterword.capture.comparing import Compared, compared
from afterword.capture.shrinking import MOST, shrunk
from afterword.evidence.cited import FOLDER
from afterword.evidence.form import dump
from afterword.evidence.reading import UnusableError, read_bytes
from afterword.evidence.snapshot import Snapshot
from afterword.files.atomic_file import create_file
from afterword.files.reason import reason
from afterword.settings import Settings

_FEWEST: Final = 90


class Kept(NamedTuple):
    """A snapshot with its place: ``path`` is from the folder of the reviews, ``raw`` what is to be written.

    ``raw`` is empty if a file says all of it already. ``told`` is what has changed in the past, as sentences.
    """

    path: str
    snapshot: Snapshot
    raw: bytes = b""
    told: tuple[str, ...] = ()


def keep(
    snapshot: Snapshot, settings: Settings, known: Collection[str] | None, clocks: Sequence[datetime] = ()
) -> Kept:
    """Where a snapshot goes and what of it is new; nothing is written. Raises ``NotKept``.

    ``known`` are the metrics of the source that the settings have, if they have any; what was measured at the clocks
    of the review is kept also where other points are left out.
    """
    folder = folder_of(snapshot.review, settings)
    chain = earlier(folder, snapshot.source.name, settings)
    made = _fitting(snapshot, chain[-1][1] if chain else None, known, settings.limits.evidence_bytes, clocks)
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
        expect_inside(file.parent, settings)
        create_file(file, kept.raw)
    except FileExistsError:
        raise NotKept(f"{kept.path} was written by somebody else in the meantime; capture again") from None
    except OSError as error:
        raise NotKept(f"{kept.path} cannot be written: {reason(error)}") from error


def _next(folder: Path, name: str) -> str:
    number, free = 1, f"{name}.json"
    while os.path.lexists(folder / free):
        number += 1
        free = f"{name}-{number}.json"
    return free


def _fitting(
    snapshot: Snapshot,
    before: Snapshot | None,
    known: Collection[str] | None,
    largest: int,
    clocks: Sequence[datetime],
) -> Compared:
    """A snapshot whose file is not too large: of each series as few points as that takes."""
    most = MOST
    while True:
        small = snapshot._replace(series=tuple(shrunk(one, snapshot.window, most, clocks) for one in snapshot.series))
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
