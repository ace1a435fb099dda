"""A file of evidence, read from the disk and judged by itself: its size, its form, its times and its sum."""

from __future__ import annotations

import json
import os
import stat
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from afterword.diagnostics import one_of
from afterword.evidence.form import digest, load
from afterword.evidence.snapshot import VERSION, Snapshot
from afterword.evidence.strict import NotStrictError, strict_json
from afterword.files.reason import reason
from afterword.schema import SchemaError, evidence_contract
from afterword.settings import Settings

if TYPE_CHECKING:
    from afterword.schema.detailed_validator import Violation

AGAIN: Final = "Write it again with `afterword capture`."


class UnusableError(ValueError):
    """A file of evidence cannot be used.

    The message is the end of a sentence about the file, ``advice`` says what to do, and ``altered`` that only its sum
    does not fit.
    """

    def __init__(self, message: str, advice: str = AGAIN, *, altered: bool = False) -> None:
        super().__init__(message)
        self.advice, self.altered = advice, altered


def read(file: Path, settings: Settings) -> Snapshot:
    """The value of a file; kept until the file changes. Raises ``UnusableError``, and ``FileNotFoundError``."""
    try:
        found = file.lstat()
        if not stat.S_ISREG(found.st_mode) or _is_linked(file, settings.root):
            raise UnusableError("is not a regular file, or is behind a link", "Store the file itself.")
        bound = settings.limits.evidence_bytes
        if found.st_size > bound:
            raise UnusableError(f"has {found.st_size:,} bytes", settings.limits.raising("evidence_bytes"))
        return _read(file, found.st_mtime_ns, found.st_size, settings.schema_dir)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UnusableError(f"cannot be read: {reason(error)}", "Check the file and its permissions.") from error


def read_bytes(raw: bytes, schema: Path | None = None) -> Snapshot:
    """The value of the content of a file; ``schema`` is a folder with the organisation's schemas.

    Raises ``UnusableError``.
    """
    try:
        plain = strict_json(raw)
    except NotStrictError as error:
        raise UnusableError(str(error)) from error
    _expect_form(plain, schema)
    try:
        snapshot = load(plain)
    except (ValueError, OverflowError) as error:
        raise UnusableError(f"has a time that does not exist: {error}") from error
    for complaint in _complaints(snapshot):
        raise UnusableError(complaint)
    if digest(plain) != plain["sha256"]:
        raise UnusableError("was changed after it was captured: its numbers no longer fit its sum", altered=True)
    return snapshot


def _is_linked(file: Path, root: Path) -> bool:
    """Whether a folder of the evidence is a link: ``evidence/<review>``, both below the root."""
    return any(folder.is_symlink() for folder in (file.parent, file.parent.parent) if folder != root)


@lru_cache(maxsize=256)
def _judged(file: Path, changed: int, size: int, schema: Path | None) -> Snapshot | UnusableError:  # noqa: ARG001  # for the cache
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(file, flags), "rb") as stream:
        raw = stream.read(size + 1)
    if len(raw) > size:
        return UnusableError("grew while it was read", "Run the command again.")
    try:
        return read_bytes(raw, schema)
    except UnusableError as error:
        return error  # a bad file is not read again and again either


def _read(file: Path, changed: int, size: int, schema: Path | None) -> Snapshot:
    judged = _judged(file, changed, size, schema)
    if isinstance(judged, UnusableError):
        raise UnusableError(str(judged), judged.advice, altered=judged.altered)
    return judged


def _expect_form(plain: Any, schema: Path | None) -> None:
    """Raise where the schema refuses a value; the detailed validator is only imported for such a one."""
    version = plain.get("version") if isinstance(plain, dict) else None
    if type(version) is int and version > VERSION:
        raise UnusableError(f"has version {version}, and this Afterword reads {VERSION}", "Install a newer Afterword.")
    try:
        violations = evidence_contract(schema).violations(plain)
    except SchemaError as error:
        raise UnusableError(f"cannot be judged: {error}", "Correct the schema.") from error
    if violations:
        first = min(violations, key=lambda one: (len(one.path), [str(part) for part in one.path], one.keyword))
        raise UnusableError(f"does not have the form of a file of evidence: {_said(first)}")


def _said(violation: Violation) -> str:
    """What is wrong, with its place and its value: ``series[1].points[3][1]``, counted from one."""
    path = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in violation.path).lstrip(".")
    where = f"`{path}`" if path else "the file"
    if key := violation.key.partition("\n")[0][:60]:
        return f"{where} {'has no field' if violation.keyword == 'required' else 'has an unknown field'} `{key}`"
    value = json.dumps(violation.value, ensure_ascii=False)[:60] if not isinstance(violation.value, dict | list) else ""
    shown = f"is `{value}`, which" if value else "is a list or a table, which"
    allowed = f"; allowed: {one_of(map(str, violation.asked))}" if violation.keyword == "enum" else ""
    return f"{where} {shown} cannot stand there{allowed}"


def _complaints(snapshot: Snapshot) -> Iterator[str]:
    """What no schema says: the order of times, names that fit, and each slice once."""
    window = snapshot.window
    for name, span in (("baseline", window.baseline), ("incident", window.incident)):
        if span.end < span.start:
            yield f"has a window that ends before it begins: `{name}`"
    if snapshot.id.partition("/")[0] != snapshot.review:
        yield f"has the id `{snapshot.id}`, which is not one of the review `{snapshot.review}`"
    if snapshot.supersedes == snapshot.id:
        yield "supersedes itself"
    if snapshot.supersedes and snapshot.supersedes.partition("/")[0] != snapshot.review:
        yield f"supersedes `{snapshot.supersedes}`, which belongs to another review"
    for series in snapshot.series:
        of = f"of `{series.metric[:60]}`"
        if any(later.at <= point.at for point, later in pairwise(series.points)):
            yield f"has points {of} that are not in the order of time"
        if series.points and not window.start <= series.points[0].at <= series.points[-1].at <= window.end:
            yield f"has points {of} outside of its window"
        if "empty" in series.flags and any(point.value is not None for point in series.points):
            yield f"says that there is no point {of}, and has some"
    slices = Counter((series.metric, series.labels, series.query) for series in snapshot.series)
    for (metric, _, _), times in slices.items():
        if times > 1:
            yield f"has the same slice of `{metric[:60]}` {times} times"
