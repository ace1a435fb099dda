"""The files of evidence that a review cites, read and judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from afterword.diagnostics import Path as FieldPath

if TYPE_CHECKING:
    from afterword.evidence.snapshot import Snapshot
    from afterword.model import Review
    from afterword.settings import Settings

FOLDER: Final = "evidence"
"""The folder of evidence, in the folder of reviews."""

NAMING: Final = (("diagnosis", "evidence", "*", "file"), ("models", "*", "kpis", "*", "evidence"))
"""The fields that name a file as evidence; the schema marks them with ``x-names``."""

_FILE: Final = re.compile(rf"{FOLDER}/(?P<review>[a-z0-9-]+)/(?P<name>[a-z0-9-]+)\.json", re.ASCII)


class Cited(NamedTuple):
    """A file of evidence that a review cites: where it is cited, its path from the folder of reviews, its value.

    ``snapshot`` is ``None`` if the file cannot be used; ``trouble`` says why, as the end of a sentence about it, and
    ``advice`` what to do. ``altered`` is one that was changed by hand, and ``absent`` one that is not there.
    """

    field: FieldPath
    path: str
    snapshot: Snapshot | None = None
    trouble: str = ""
    advice: str = ""
    altered: bool = False
    absent: bool = False


def is_evidence(path: str) -> bool:
    """Whether a path, from the folder of reviews, is that of a file of evidence.

    A review in a folder by year or month cites it by the same path.
    """
    return _FILE.fullmatch(path) is not None


def cited(review: Review, settings: Settings) -> tuple[Cited, ...]:
    """The files of evidence that a review cites, each once: those of ``diagnosis.evidence``, then those of KPIs only.

    Other files are not looked at, and a review that cites none costs nothing.
    """
    places: dict[str, FieldPath] = {}
    for field, path in citations(review):
        places.setdefault(path, field)
    return tuple(_judged(field, path, review, settings) for path, field in places.items())


def citations(review: Review) -> Iterator[tuple[FieldPath, str]]:
    """Each place of a review that cites a file of evidence, with the path of the file."""
    return ((field, path) for field, path in named_files(review.data) if is_evidence(path))


def named_files(data: object) -> Iterator[tuple[FieldPath, str]]:
    """Each file that a front matter names as evidence, also one that breaks the schema, with its field."""
    for path in NAMING:
        yield from ((field, str(name).partition("#")[0]) for field, name in _values(data, path))


def _values(data: object, path: tuple[str, ...], field: FieldPath = ()) -> Iterator[tuple[FieldPath, object]]:
    if not path:
        yield field, data
    elif path[0] == "*":
        for position, item in enumerate(data if isinstance(data, list) else ()):
            yield from _values(item, path[1:], (*field, position))
    elif isinstance(data, Mapping) and path[0] in data:
        yield from _values(data[path[0]], path[1:], (*field, path[0]))


def files_of(review: str, settings: Settings) -> tuple[str, ...]:
    """The paths of the files of evidence that lie beside a review, by its id, cited or not."""
    try:
        names = sorted(file.name for file in (settings.reviews_dir / FOLDER / review).iterdir())
    except OSError:
        return ()  # there are none
    return tuple(path for name in names if is_evidence(path := f"{FOLDER}/{review}/{name}"))


def newest(found: Iterable[Cited]) -> tuple[Cited, ...]:
    """Those that can be used and that no other of them supersedes."""
    usable = [one for one in found if one.snapshot is not None]
    replaced = {one.snapshot.supersedes for one in usable if one.snapshot}
    return tuple(one for one in usable if one.snapshot and one.snapshot.id not in replaced)


def _judged(field: FieldPath, path: str, review: Review, settings: Settings) -> Cited:
    from afterword.evidence.reading import UnusableError, read  # noqa: PLC0415 - most reviews cite none

    try:
        snapshot = read(settings.reviews_dir / path, settings)
    except FileNotFoundError:
        return Cited(field, path, trouble="does not exist", advice="Capture it, or delete the field.", absent=True)
    except UnusableError as error:
        return Cited(field, path, trouble=str(error), advice=error.advice, altered=error.altered)
    if snapshot.review != review.id:
        trouble, advice = f"is evidence of the review `{snapshot.review}`", "Cite a file of this review; {} writes one."
        if path.startswith(f"{FOLDER}/{review.id}/"):
            advice = "If the review was renamed, run {}, which renames it in the file too; otherwise move it back."
        return Cited(field, path, trouble=trouble, advice=advice.format(f"`afterword capture {review.id}`"))
    if path != f"{FOLDER}/{snapshot.id}.json":
        advice = f"Move it back to `{FOLDER}/{snapshot.id}.json`, and cite it there."
        return Cited(field, path, trouble=f"has the id `{snapshot.id}`, which is not its place", advice=advice)
    return Cited(field, path, snapshot)
