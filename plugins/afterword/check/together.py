"""What the rules over all files found: they run again when a page or a file of evidence is another one.

What they say is kept only where every page has a record, and so no secret, and never what rules about evidence say,
since they quote other files; otherwise it is only kept that they said nothing.
Where it is not certain which files they looked at, all of them run.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from afterword.check.kept import Records, digest_of
from afterword.check.one_file import from_plain, plain
from afterword.corpus import Entry, Loaded
from afterword.corpus.places import HOMES, site_folder
from afterword.evidence.cited import FOLDER, is_evidence, named_files
from afterword.rules import CorpusContext, Rule
from afterword.rules.registry import CorpusProblems
from afterword.schema import REVIEW
from afterword.text.expression import expression

_QUOTING: Final = "evidence"
"""The family of rules whose problems quote files that are no pages."""

_PLAIN: Final = expression(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*", re.ASCII)
"""Names that are the same on the disk and in an address."""


class Together:
    """What the lasting corpus rules found in the same files, when a check was ``about`` the same ones."""

    def __init__(self, records: Records, loaded: Loaded, about: Callable[[str], bool]) -> None:
        self._records, self._loaded, self._about = records, loaded, about
        self._found: dict[str, list[tuple[Any, ...]]] = {}

    def problems(self, rule: Rule, corpus: CorpusContext) -> CorpusProblems:
        """The problems of a rule over all files."""
        if not rule.lasting:
            yield from rule.check(corpus)
        elif rule.code in self._known:
            yield from ((path, from_plain(*rest)) for path, *rest in self._known[rule.code])
        else:
            found = list(rule.check(corpus))
            yield from found
            if not found or (self._records.complete and rule.family != _QUOTING):
                self._found[rule.code] = [(path, *plain(problem)) for path, problem in found]

    def save(self) -> None:
        """Keep what is known now, with the records."""
        if self._found and self._name:
            self._records.put_line(self._name, json.dumps(self._known | self._found, sort_keys=True).encode())
        self._records.save()

    @cached_property
    def _known(self) -> dict[str, Any]:
        line = self._records.line(self._name) if self._name else None
        return dict(json.loads(line)) if line else {}

    @cached_property
    def _name(self) -> bytes:
        """The digest of all pages and files on which these rules rest; empty where that is not certain."""
        pages = self._records.pages
        # A page that cannot be opened has no name.
        if len(pages) < len(self._loaded.entries):
            return b""
        try:
            files = sorted(files_looked_at(self._loaded, self._about))
        except (OSError, ValueError):
            return b""
        asked = [entry.path for entry in self._loaded.entries if self._about(entry.path)]
        return digest_of(repr((sorted(pages), asked, files)).encode("utf-8", "surrogatepass"))


def files_looked_at(loaded: Loaded, about: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Each file of evidence at which the rules look, with the digest of its content.

    Raises ``OSError`` and ``ValueError`` for one that is not a plain file below the folder of the reviews.
    """
    settings = loaded.settings
    home, limit = os.path.realpath(settings.reviews_dir), settings.limits.attachment_bytes
    shadow = settings.docs_dir / HOMES[REVIEW]
    if os.path.lexists(shadow) and os.path.realpath(shadow) != home:
        raise ValueError("the folder of the pages has files at the same addresses")
    asked = [entry for entry in loaded.of_kind(REVIEW) if about(entry.path)]
    below = dict.fromkeys(place for entry in asked for place in _named(entry, loaded))
    below |= dict.fromkeys(_beside(settings.reviews_dir, settings.reviews, {entry.id for entry in asked}, about))
    if not below:
        return
    from afterword.corpus.attachments import telling

    for place in below:
        file = os.path.join(home, place)  # noqa: PTH118  # there may be thousands
        seen = os.lstat(file)
        if not stat.S_ISREG(seen.st_mode) or os.path.realpath(file) != file or seen.st_size > limit:
            raise ValueError(f"{place} is no plain file")
        yield place, digest_of(b"%d %s" % (seen.st_size, telling(file, limit)))


def _named(entry: Entry, loaded: Loaded) -> Iterator[str]:
    """The files that a review names as evidence, by their path from the folder of the reviews."""
    folder = site_folder(entry.path, REVIEW, loaded.settings).removeprefix(HOMES[REVIEW]).lstrip("/")
    for _, name in named_files(entry.data):
        if not _PLAIN.fullmatch(name):
            raise ValueError(f"{name} may be read in several ways")
        yield name if is_evidence(name) or not folder else f"{folder}/{name}"


def _beside(folder: Path, name: str, asked: Iterable[str], about: Callable[[str], bool]) -> Iterator[str]:
    """The files in the folder of evidence that belong to a review that is asked for, or are asked for themselves."""
    try:
        reviews = sorted(os.scandir(folder / FOLDER), key=lambda item: item.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for review in reviews:
        if review.is_symlink():
            raise ValueError(f"{review.name} is a link")
        for item in os.scandir(review.path) if review.is_dir() else ():
            place = f"{FOLDER}/{review.name}/{item.name}"
            if review.name in asked or about(f"{name}/{place}"):
                yield place
