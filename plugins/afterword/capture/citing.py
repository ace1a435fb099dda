"""Cite files of evidence in a review by an edit at its place; every other byte of the review stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from afterword.capture.placing import NoPlace, edits
from afterword.check import check_file
from afterword.corpus import entry_of
from afterword.diagnostics import Diagnostic, Severity, listed
from afterword.evidence.snapshot import Snapshot as Evidence
from afterword.files.atomic_file import NotReplaced, Snapshot, look, replace_file
from afterword.model import Review
from afterword.reading import read_raw
from afterword.rules import FileContext
from afterword.schema import Contract
from afterword.settings import Settings
from afterword.settings.clock import today
from afterword.text.edits import EditError, apply_to_bytes

_MOST_NAMED: Final = 4
_LONGEST: Final = 300
"""Characters of a line in a review."""


class Citation(NamedTuple):
    """A row of ``diagnosis.evidence``: what a file shows, and its path from the folder of the reviews."""

    what: str
    file: str

    @property
    def row(self) -> dict[str, str]:
        return {"kind": "metric", "what": self.what, "file": self.file}


class Cited(NamedTuple):
    """A review before and after; ``uncited`` are the rows that could not be put in, and ``why`` says why not."""

    path: str
    seen: Snapshot
    raw: bytes
    uncited: tuple[Citation, ...] = ()
    why: str = ""

    @property
    def differs(self) -> bool:
        return self.raw != self.seen.raw


def what_of(snapshot: Evidence) -> str:
    """What a file shows, as a line of the review."""
    series = [one for one in snapshot.series if one.points] or snapshot.series
    names = list(dict.fromkeys(one.metric for one in series))
    said = "Measurements of {} from " if names else "Versions of {} in the registry "
    names = names or list(dict.fromkeys(one.model for one in snapshot.registry))
    lines = (f"{said.format(_some(names, most))}{snapshot.source.name}" for most in range(_MOST_NAMED, 0, -1))
    return next(
        (line for line in lines if len(line) <= _LONGEST), said.format(f"{len(names)} names") + snapshot.source.name
    )


def _some(names: Sequence[str], most: int) -> str:
    rest = len(names) - most
    return listed([*names[:most], *([f"{rest} more"] if rest > 0 else [])])


def cite(path: str, citations: Sequence[Citation], settings: Settings, contract: Contract) -> Cited:
    """A review with the citations that it does not have yet; nothing is written."""
    try:
        seen = look(settings.root / path, settings.limits.file_bytes)
    except NotReplaced as reason:
        return Cited(path, Snapshot(b"", 0, (0, 0), ()), b"", tuple(citations), str(reason))
    return cited_in(seen, path, citations, settings, contract)


def cited_in(seen: Snapshot, path: str, citations: Sequence[Citation], settings: Settings, contract: Contract) -> Cited:
    """The same for a review that has been read."""
    raw = seen.raw
    for number, citation in enumerate(citations):
        try:
            raw = _with(raw, path, citation, settings, contract)
        except NoPlace as reason:
            return Cited(path, seen, raw, tuple(citations[number:]), str(reason))
    return Cited(path, seen, raw)


def write(cited: Cited, settings: Settings) -> Cited:
    """Write the review; the result says why if that was not possible."""
    if not cited.differs:
        return cited
    try:
        replace_file(settings.root / cited.path, cited.seen, cited.raw)
    except NotReplaced as reason:
        return cited._replace(raw=cited.seen.raw, why=str(reason))
    return cited


def _with(raw: bytes, path: str, citation: Citation, settings: Settings, contract: Contract) -> bytes:
    """The bytes with one more row; raises ``NoPlace`` if anything else would change, or cause an error."""
    file = _context(raw, path, settings, contract)
    if not isinstance(file.entry.value, Review):
        raise NoPlace("The review has changed in the meantime, and is not well-formed")
    rows = file.entry.data.get("diagnosis", {}).get("evidence", [])
    if any(row.get("file") == citation.file for row in rows):
        return raw
    refused = "It cannot be edited safely"
    for edit in edits(file.document, citation.row, list(contract.fields.children)):
        try:
            made = apply_to_bytes(raw, [edit])
        except EditError as error:
            refused = f"{str(error)[0].upper()}{str(error)[1:]}"
            continue
        after = _context(made, path, settings, contract)
        if after.entry.data == _expected(file.entry.data, citation) and _body(after) == _body(file):
            before = {(found.code, found.message) for found in _errors(file)}
            new = [found for found in _errors(after) if (found.code, found.message) not in before]
            if not new:
                return made
            refused = f"The citation would cause {new[0].code} {new[0].name}"
    raise NoPlace(refused)


def _expected(data: dict[str, Any], citation: Citation) -> dict[str, Any]:
    diagnosis = data.get("diagnosis", {})
    return {**data, "diagnosis": {**diagnosis, "evidence": [*diagnosis.get("evidence", []), citation.row]}}


def _context(raw: bytes, path: str, settings: Settings, contract: Contract) -> FileContext:
    entry = entry_of(read_raw(raw, path, settings.limits), contract, settings.service_levels)
    return FileContext(entry, contract, settings, today())


def _body(file: FileContext) -> str:
    return file.document.body if file.entry.document else ""


def _errors(file: FileContext) -> Iterator[Diagnostic]:
    return (found for found in check_file(file) if found.severity is Severity.ERROR)
