"""What a public audience may not learn of: the names of internal reviews, and the files that only they use."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote

from afterword.corpus.entry import Entry
from afterword.corpus.places import HOMES, site_folder
from afterword.evidence.cited import is_evidence, named_files
from afterword.pages.site_paths import linked_place
from afterword.reading.link import Link
from afterword.schema import REVIEW
from afterword.settings import Settings
from afterword.text.expression import expression

_COVER: Final = "*"
# The first digit comes before the lookbehind, so that the search can jump to it.
_NAME = expression(r"\d(?<![A-Za-z0-9]\d)\d{3}(?:-\d{2}){0,2}-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_DATE = expression(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)
_FILE = expression(r"[A-Za-z0-9._-]+\.[A-Za-z0-9]+", re.ASCII)
_TELLING: Final = len("2026-01-02-x")
"""The shortest beginning of a name that tells more than a day."""


@dataclass(frozen=True, eq=False)
class Hidden:
    """The internal reviews among all pages; ``others`` are the pages that a public audience may learn of."""

    reviews: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()
    settings: Settings | None = None

    @classmethod
    def of(cls, entries: Iterable[Entry], settings: Settings) -> Hidden:
        """Part the pages of a knowledge base."""
        every = tuple(entries)
        hidden, others = ([entry for entry in every if entry.public is public] for public in (False, True))
        return cls(tuple(hidden), tuple(others), settings)

    def __bool__(self) -> bool:
        return bool(self.reviews)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the internal reviews."""
        return frozenset(entry.id for entry in self.reviews)

    @cached_property
    def names(self) -> frozenset[str]:
        """Those of the ids that tell something: one that is only a date is no name."""
        return frozenset(id_ for id_ in self.ids if not _DATE.fullmatch(id_))

    @cached_property
    def files(self) -> frozenset[str]:
        """The files beside the reviews, by their path on the site, that internal reviews name and no other page shows.

        A page shows an image and a file of its evidence; a mere link shows nothing.
        """
        if self.settings is None:
            return frozenset()
        named = {place for entry in self.reviews for place, _ in files_named(entry, self.settings)}
        seen = (one for entry in self.others for one in files_named(entry, self.settings))
        return frozenset(named - {place for place, shows in seen if shows})

    @cached_property
    def published(self) -> frozenset[str]:
        """The files beside the pages that a public audience gets, by their path on the site."""
        if self.settings is None:
            return frozenset()
        return frozenset(place for entry in self.others for place, _ in files_named(entry, self.settings))

    def hides(self, place: str) -> bool:
        """Whether a file, by its path on the site, is one of theirs, or bears the name of one of them."""
        return place in self.files or any(self.mentions(place))

    def mentions(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text has the id of an internal review, also as a part of an address or of the name of a file."""
        for match in _NAME.finditer(text) if self.names else ():
            if found := self._meant(match[0]):
                yield match.start(), match.start() + len(found)

    def cover(self, text: str) -> str:
        """The text with the names of internal reviews and of their files masked; its length stays the same."""
        if not self:
            return text
        covered = _NAME.sub(lambda match: self._covered(match[0]), text)
        covered = _FILE.sub(lambda match: _COVER * len(match[0]) if match[0] in self._file_names else match[0], covered)
        for name in self._unusual:
            covered = covered.replace(name, _COVER * len(name))
        return covered

    def _meant(self, token: str) -> str:
        """The id of an internal review at the head of a token; of several ids the longest is meant."""
        head = token
        while head and head not in self._known:
            head = head.rpartition("-")[0]
        return head if head in self.names else ""

    def _covered(self, token: str) -> str:
        if found := self._meant(token):
            return _COVER * len(found) + token[len(found) :]
        # A message may quote only the beginning of a name.
        at = bisect_left(self._sorted, token)
        cut = len(token) >= _TELLING and token not in self._known and self._sorted[at : at + 1]
        return _COVER * len(token) if cut and cut[0].startswith(token) else token

    @cached_property
    def _known(self) -> frozenset[str]:
        return self.ids.union(entry.id for entry in self.others)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.names)

    @cached_property
    def _unusual(self) -> list[str]:
        """The names of files with spaces or letters of other languages, also as an address has them."""
        unusual = [name for name in self._file_names if not _FILE.fullmatch(name)]
        return sorted({*unusual, *map(quote, unusual)}, key=lambda name: (-len(name), name))

    @cached_property
    def _file_names(self) -> frozenset[str]:
        return frozenset(map(posixpath.basename, self.files))


NOTHING_HIDDEN: Final = Hidden()


def files_named(entry: Entry, settings: Settings) -> Iterator[tuple[str, bool]]:
    """The files that a page names, by their path on the site, and whether it shows them."""
    home = site_folder(entry.path, entry.kind, settings)
    for link in entry.document.links if entry.document else ():
        yield place_of_link(link, home), link.image
    for _, file in named_files(entry.data):
        yield posixpath.normpath(posixpath.join(HOMES[REVIEW] if is_evidence(file) else home, file)), True


def place_of_link(link: Link, home: str) -> str:
    """The path on the site to which a link leads from a page in the folder ``home``; nonsense for other hosts."""
    path = re.split(r"[?#]", link.target, maxsplit=1)[0]
    return linked_place(home, path)
