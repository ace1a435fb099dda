"""Update actions from their tickets: first in memory, then on the disk, each file completely or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from afterword.analysis.actions import Tracked
from afterword.check import check_file
from afterword.corpus import Entry, Loaded, entry_of
from afterword.diagnostics import Diagnostic, Severity
from afterword.files.atomic_file import NotReplaced, Snapshot, look, replace_file
from afterword.http import NoAnswer
from afterword.model import Action, Review
from afterword.reading import read_raw
from afterword.rules import FileContext
from afterword.text.edits import Edit, EditError, apply_to_bytes
from afterword.trackers.answers import Asked, Skipped
from afterword.trackers.following import Change, Doubt, follow
from afterword.trackers.rewriting import NotRewritten, edits_for, expected


class Synced(NamedTuple):
    """The result for one file: its bytes before and after, and what is left for a person.

    ``changed`` and ``left`` have the id of an action with the change, or with the reason why there is none, which is
    empty for a ticket that was not asked about. ``unwritten`` is the reason why the file was not written although
    something in it would change.
    """

    path: str
    seen: Snapshot
    raw: bytes
    changed: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    unwritten: str = ""

    @property
    def differs(self) -> bool:
        """Whether the file changes."""
        return self.raw != self.seen.raw and not self.unwritten


def sync(actions: Iterable[Tracked], loaded: Loaded, answers: Asked, as_of: date) -> Iterator[Synced]:
    """Make the edits in memory; files in which every action agrees with its ticket are skipped."""
    by_path: dict[str, list[Tracked]] = {}
    for row in actions:
        if row.action.tracker and answers.get(row.action.tracker) is not None:
            by_path.setdefault(row.review.path, []).append(row)
    entries = {entry.path: entry for entry in loaded.entries}
    for path in sorted(by_path):
        synced = _file(entries[path], by_path[path], loaded, answers, as_of)
        if synced.changed or synced.left or synced.unwritten:
            yield synced


def write(synced: Synced, loaded: Loaded) -> Synced:
    """Write the file; the result says why if that was not possible."""
    if not synced.differs:
        return synced
    try:
        replace_file(loaded.settings.root / synced.path, synced.seen, synced.raw)
    except NotReplaced as reason:
        return synced._replace(unwritten=str(reason))
    return synced


def _file(entry: Entry, actions: list[Tracked], loaded: Loaded, answers: Asked, as_of: date) -> Synced:
    settings, contract = loaded.settings, loaded.contracts[entry.kind]
    try:
        seen = look(settings.root / entry.path, settings.limits.file_bytes)
    except NotReplaced as reason:
        return Synced(entry.path, Snapshot(b"", 0, (0, 0), ()), b"", unwritten=str(reason))
    # The file is read again, because it may have changed while the tickets were read.
    now = entry_of(read_raw(seen.raw, entry.path, settings.limits), contract, settings.service_levels)
    if not isinstance(now.value, Review) or {row.action for row in actions} != _same(now.value, actions):
        return Synced(entry.path, seen, seen.raw, unwritten="The file has changed in the meantime")
    changes, left = _changes(now.value, actions, answers)
    made = Synced(entry.path, seen, seen.raw, left=tuple(left))
    if not changes:
        return made
    changed = tuple((now.value.actions[at].id, _described(now.value, at, change)) for at, change in changes.items())
    # All or nothing: a file that is updated in part would look as if it were up to date.
    if unread := [id_ for id_, _ in left if id_ in _unread(actions, answers)]:
        return made._replace(
            changed=changed, unwritten=f"The tickets of these actions could not be read: {', '.join(unread)}"
        )
    file = FileContext(now, contract, settings, as_of)
    try:
        raw = _edited(seen.raw, file, changes)
    except NotRewritten as reason:
        alone = dict(_refused_alone(seen.raw, file, changes)) if len(changes) > 1 else {}
        told = "; ".join(f"{now.value.actions[at].id}: {why}" for at, why in alone.items())
        return made._replace(changed=changed, unwritten=told or str(reason))
    return made._replace(raw=raw, changed=changed)


def _same(review: Review, actions: list[Tracked]) -> set[Action]:
    wanted = {row.action.id for row in actions}
    return {action for action in review.actions if action.id in wanted}


def _changes(review: Review, actions: list[Tracked], answers: Asked) -> tuple[dict[int, Change], list[tuple[str, str]]]:
    chosen = {row.action.id for row in actions}
    changes: dict[int, Change] = {}
    left: list[tuple[str, str]] = []
    for position, action in enumerate(review.actions):
        answer = answers.get(action.tracker or "") if action.id in chosen else None
        if isinstance(answer, NoAnswer):
            left.append((action.id, "" if isinstance(answer, Skipped) else str(answer)))
        elif answer is not None:
            verdict = follow(action, answer)
            if isinstance(verdict, Doubt):
                left.append((action.id, verdict.reason))
            elif verdict is not None:
                changes[position] = verdict
    return changes, left


def _unread(actions: list[Tracked], answers: Asked) -> set[str]:
    return {row.action.id for row in actions if isinstance(answers.get(row.action.tracker or ""), NoAnswer)}


def _described(review: Review, position: int, change: Change) -> str:
    action = review.actions[position]
    day = f", closed {change.closed}" if change.closed else ""
    return f"{action.status or 'not reported'} -> {change.status}{day}"


def _edited(raw: bytes, file: FileContext, changes: Mapping[int, Change]) -> bytes:
    """The bytes with all changes; raises ``NotRewritten`` if anything else would change, or cause an error."""
    wanted = dict(file.entry.data)
    edits: list[Edit] = []
    for position, change in changes.items():
        edits += edits_for(file.document, position, change)
        wanted = expected(wanted, position, change)
    try:
        made = apply_to_bytes(raw, edits)
    except EditError as error:
        raise NotRewritten(f"{str(error)[0].upper()}{str(error)[1:]}") from None
    reading = read_raw(made, file.entry.path, file.settings.limits)
    after = replace(file, entry=entry_of(reading, file.contract, file.settings.service_levels))
    if after.entry.data != wanted or after.entry.value is None:
        raise NotRewritten("The action cannot be edited safely; edit it by hand")
    before = {(found.code, found.message) for found in _errors(file)}
    if new := [found for found in _errors(after) if (found.code, found.message) not in before]:
        raise NotRewritten(f"The change would cause {new[0].code} {new[0].name}; edit the action by hand")
    return made


def _refused_alone(raw: bytes, file: FileContext, changes: Mapping[int, Change]) -> Iterator[tuple[int, NotRewritten]]:
    """The changes that could not be made by themselves either: the others are kept back only because of them."""
    for position, change in changes.items():
        try:
            _edited(raw, file, {position: change})
        except NotRewritten as reason:
            yield position, reason


def _errors(file: FileContext) -> Iterator[Diagnostic]:
    return (found for found in check_file(file) if found.severity is Severity.ERROR)
