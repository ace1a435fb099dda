"""A review that is not finished: what to ask for, and how the answers are written at their places."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, NamedTuple

import click

from afterword.check import check_loaded
from afterword.cli.common import CouldNotRun
from afterword.cli.narrating import unwritten_in
from afterword.cli.one_review import review_named
from afterword.cli.pasted import as_block
from afterword.cli.to_run import to_run
from afterword.corpus import Entry, Loaded, entry_of
from afterword.corpus.completeness import completeness
from afterword.diagnostics import Severity
from afterword.files.atomic_file import NotReplaced, Snapshot, look, replace_file
from afterword.reading import Document, read_raw
from afterword.reporters.text import problems_text
from afterword.scaffold import Judging
from afterword.scaffold.filling import filling, narrative
from afterword.scaffold.questions import Chapter
from afterword.scaffold.removing import NoPlace
from afterword.text.edits import EditError, apply_to_bytes
from afterword.text.printable import printable

_PUBLISHED = "published"


class Unfinished(NamedTuple):
    """A review that is not finished: how it is, the status that follows, and what to ask for."""

    entry: Entry
    document: Document
    seen: Snapshot
    following: str
    wanted: tuple[Chapter, ...]
    headings: tuple[str, ...]

    @property
    def data(self) -> dict[str, Any]:
        """The fields as they would be with the next status."""
        return {**deepcopy(self.entry.data), "status": self.following}


class Filled(NamedTuple):
    """What was answered: the fields, the texts of the narrative by heading, and what was pasted."""

    values: Mapping[str, Any]
    texts: Mapping[str, str]
    logs: Sequence[str]


def unfinished(asked: str, judging: Judging) -> Unfinished | None:
    """The review at a path or with an id; ``None`` if no later status needs more of it."""
    settings, contract = judging.settings, judging.contract
    review = review_named(asked, settings)
    how_far = completeness(review, contract)
    if how_far is None:
        return None
    try:
        seen = look(settings.root / review.path, settings.limits.file_bytes)
    except NotReplaced as reason:
        raise CouldNotRun(f"{printable(review.path)}: {reason}") from None
    reading = read_raw(seen.raw, review.path, settings.limits)
    if reading.document is None:
        raise CouldNotRun(f"{printable(review.path)} has changed in the meantime; run `{to_run('check')}`")
    headings = unwritten_in(reading.document.body) if how_far.following == _PUBLISHED else ()
    entry = entry_of(reading, contract, settings.service_levels)
    wanted = (Chapter(how_far.following, how_far.missing),)
    return Unfinished(entry, reading.document, seen, how_far.following, wanted, headings)


def finish(one: Unfinished, filled: Filled, loaded: Loaded, judging: Judging) -> int:
    """Write the answers, with the next status if the check takes it; return the exit code.

    Raises ``CouldNotRun`` where the file cannot be edited.
    """
    root, now = judging.settings.root, str(one.entry.data["status"])
    file = os.path.relpath(root / one.entry.path)
    shown = printable(file)
    raw, left = _made(one, one.following, filled, loaded, judging)
    if left:
        raw, rejected = _made(one, now, filled, loaded, judging)
        if rejected:
            raise CouldNotRun(f"{shown} was not changed, because the check rejects the answers:\n{rejected}")
    try:
        if raw != one.seen.raw:
            replace_file(root / one.entry.path, one.seen, raw)
    except NotReplaced as reason:
        raise CouldNotRun(f"{shown} was not changed: {reason}") from None
    if left:
        click.echo(f"Wrote {shown}. It stays `{now}`; this is left before it is `{one.following}`:")
        click.echo(left)
        click.echo(f"Run `{to_run('new', '--continue', file)}` again when you know more.")
        return 1
    click.echo(f"Wrote {shown}, which is `{one.following}` now.")
    return 0


def _made(one: Unfinished, status: str, filled: Filled, loaded: Loaded, judging: Judging) -> tuple[bytes, str]:
    """The bytes of the file with these answers, and what the check says against them; empty if nothing."""
    contract, values = judging.contract, {**filled.values, "status": status}
    blocks = [as_block(log) for log in filled.logs]
    try:
        edits = filling(one.document, one.entry.data, values, contract.fields.children)
        raw = apply_to_bytes(one.seen.raw, [*edits, *narrative(one.document, filled.texts, blocks)])
    except (NoPlace, EditError) as reason:
        said = str(reason)
        raise CouldNotRun(f"The answers cannot be put into the file: {said[0].upper()}{said[1:]}") from None
    reading = read_raw(raw, one.entry.path, judging.settings.limits)
    entry = entry_of(reading, contract, judging.settings.service_levels)
    if _plain(entry.data) != _plain(values):
        raise CouldNotRun("The answers cannot be put into the file safely; nothing was changed")
    others = (other for other in loaded.entries if other.path != entry.path)
    entries = tuple(sorted((*others, entry), key=lambda other: other.path))
    about = replace(loaded, entries=entries)
    report = check_loaded(about, judging.as_of, about=lambda other: other == entry.path)
    errors = any(found.severity is Severity.ERROR for found in report.diagnostics)
    return raw, problems_text(report) if errors else ""


def _plain(value: Any) -> Any:
    """A value as it is written: ``7`` is a text in an answer, and a number in a file."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else str(value)
