"""The changes of a pull request: two checkouts compared file by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from afterword.comment.hidden_files import hidden_changes
from afterword.corpus import Corpus, Entry, Loaded
from afterword.diagnostics import counted
from afterword.model import Review
from afterword.schema import PATTERN, REVIEW
from afterword.settings import INTERNAL

ADDED, CHANGED, MOVED, RENAMED, REMOVED = "added", "changed", "moved", "renamed", "removed"


class Change(NamedTuple):
    """A file that has changed; ``entry`` is its new state, or the last one of a removed file.

    A page that is in another folder with the same text was moved. One with the title of a page that is gone was
    renamed; ``before`` is the path of that page.
    """

    how: str
    entry: Entry
    before: str = ""


@dataclass(frozen=True)
class Changes:
    """The knowledge base of the base branch and the proposed one, with the files in which they differ."""

    base: Loaded
    proposed: Loaded

    @cached_property
    def every(self) -> tuple[Change, ...]:
        before = {entry.path: entry for entry in self._told_before.entries}
        after = {entry.path: entry for entry in self.proposed.shown.entries}
        gone = {(entry.kind, entry.id): entry for path, entry in before.items() if path not in after}
        found = []
        for path, entry in after.items():
            past = before.get(path) or gone.pop((entry.kind, entry.id), None)
            if past is None:
                found.append(Change(ADDED, entry))
            elif not _same(past, entry):
                found.append(Change(CHANGED, entry))
            elif past.path != path:
                found.append(Change(MOVED, entry))
        return tuple(sorted(_with_gone(found, gone.values()), key=lambda change: change.entry.path))

    @cached_property
    def unread(self) -> list[str]:
        """The paths of new files that look like a page and are in a place where none is read.

        A public audience is not told, since nobody knows whether they are internal.
        """
        if self.proposed.settings.audience != INTERNAL:
            return []
        known = {stray.path for stray in self.base.strays}
        return [stray.path for stray in self.proposed.strays if stray.path not in known]

    @cached_property
    def hidden(self) -> list[str]:
        """The paths of new and changed hidden files; a public audience is not told of them either."""
        internal = self.proposed.settings.audience == INTERNAL
        return hidden_changes(self.base.settings, self.proposed.settings) if internal else []

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        return tuple(change for change in self.every if change.entry.kind == kind)

    @cached_property
    def corpus_before(self) -> Corpus:
        return self._told_before.corpus()

    @cached_property
    def past(self) -> tuple[Review, ...]:
        """The reviews of the base branch that stay, as they are there."""
        kept = {entry.id for entry in self.proposed.shown.entries if entry.kind == REVIEW}
        return tuple(review for review in self.corpus_before.reviews if review.id in kept)

    @cached_property
    def corpus_after(self) -> Corpus:
        return self.proposed.corpus()

    @cached_property
    def _told_before(self) -> Loaded:
        """The base as the audience may know it from now on: a review that becomes internal is not told any more."""
        if self.proposed.settings.audience == INTERNAL:
            return self.base
        gone = {(entry.kind, entry.id) for entry in self.proposed.entries if not entry.public}
        settings = replace(self.base.settings, audience=self.proposed.settings.audience)
        kept = tuple(entry for entry in self.base.entries if (entry.kind, entry.id) not in gone)
        return replace(self.base, settings=settings, entries=kept).shown

    def spoken(self) -> str:
        """Such as ``2 reviews added, 1 pattern changed``; empty if nothing changed."""
        return ", ".join(
            f"{counted(number, word)} {how}"
            for kind, word in ((REVIEW, "review"), (PATTERN, "pattern"))
            for how in (ADDED, CHANGED, MOVED, RENAMED, REMOVED)
            if (number := sum(change.how == how for change in self.of_kind(kind)))
        )


def _with_gone(found: Iterable[Change], gone: Iterable[Entry]) -> Iterator[Change]:
    """The changes with the pages that are gone, each removed or, where an added one has its title, renamed."""
    left = {entry.path: entry for entry in gone}
    titled = {_title(entry): path for path, entry in left.items()}
    for change in found:
        before = titled.pop(_title(change.entry), "") if change.how == ADDED and change.entry.data.get("title") else ""
        left.pop(before, None)
        yield Change(RENAMED, change.entry, before) if before else change
    yield from (Change(REMOVED, entry) for entry in left.values())


def _title(entry: Entry) -> tuple[str, str]:
    return entry.kind, str(entry.data.get("title"))


def _same(entry: Entry, other: Entry) -> bool:
    sources = (entry.reading.source, other.reading.source)
    if sources[0] is None or sources[1] is None:  # a file that cannot be decoded has no text
        return sources[0] is sources[1] and entry.reading.findings == other.reading.findings
    return sources[0].text == sources[1].text
