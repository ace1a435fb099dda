"""Files that look like a review or a pattern and are in a place, or have a name, that is not read."""

from __future__ import annotations

import os
import posixpath
import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from afterword.corpus.places import SUFFIX, folders
from afterword.corpus.walking import unread_files
from afterword.pages.addresses import RESERVED
from afterword.schema import PATTERN, REVIEW, Contract
from afterword.secrecy import masked_path
from afterword.settings import Settings
from afterword.text.expression import expression

_HEAD: Final = 16_384
"""So many bytes say whether a file is a review."""

_COMMON: Final = frozenset({"title", "summary", "status", "kind", "aliases", "related", "sources"})
"""Fields that the front matter of any page may have."""

_DATED_NAME: Final = expression(r"\.?(19|20)\d\d([-_]?\d\d){0,2}[-_. ]\D", re.ASCII)
_KEY: Final = expression(r"^([A-Za-z_]+)[ \t]*:", re.MULTILINE)
_FRONT_MATTER: Final = expression(r"\s*---[ \t]*\n(.*?)(?:^---|\Z)", re.MULTILINE | re.DOTALL)
_HEADING: Final = expression(r"^#{1,3}[ \t]+\S|^\S.*\n(?:=+|-{3,})[ \t]*$", re.MULTILINE)
_SPOKEN: Final = expression(
    r"incident|post-?mortem|root cause|contributing factor|timeline|impact|outage|severity|action item|lessons learned",
    re.IGNORECASE,
)
_DATA: Final = ".txt"
"""In a folder of images and data, a text is data and no Markdown."""

_NEAR: Final = frozenset({"postmortem", "incident", "incidentreview", "incidentreport", "postincidentreview"})


class Stray(NamedTuple):
    """A file that is not read, by its path from the root. ``kind`` is what it looks like.

    It is ``sure`` if its front matter has the fields of that kind. ``target`` is the path at which it would be read,
    which is ``taken`` if there is a file.
    """

    path: str
    kind: str
    sure: bool
    target: str
    taken: bool

    @property
    def home(self) -> str:
        """The folder in which it would be read."""
        return posixpath.dirname(self.target)

    @property
    def in_its_folder(self) -> bool:
        """Whether only its name keeps it from being read."""
        return posixpath.dirname(self.path) == self.home


def strays(
    settings: Settings, contracts: Mapping[str, Contract], about: Callable[[str], bool] = lambda _: True
) -> Iterator[Stray]:
    """Every such file below the root, sorted by path; what belongs to tools and to other repositories is left out.

    ``about`` selects the paths of files that are read for it.
    """
    fields = {kind: frozenset(contract.fields.children) - _COMMON for kind, contract in contracts.items()}
    for path, here in unread_files(settings):
        if about(path) and (stray := _judged(path, here, fields, settings)):
            yield stray


def _judged(path: str, here: str | None, fields: Mapping[str, Collection[str]], settings: Settings) -> Stray | None:
    """What a file is that is not read, in a folder from which pages of the kind ``here`` are."""
    folder, name = posixpath.split(path)
    text = _head(os.path.join(settings.root, path))  # noqa: PTH118  # there may be ten thousands
    match = _FRONT_MATTER.match(text)
    keys = set(_KEY.findall(match[1])) if match else set()
    known = {kind: len(keys.intersection(names)) for kind, names in fields.items()}
    dated = _DATED_NAME.match(name) is not None
    near = _is_near(folder, settings)
    kind = max((REVIEW, PATTERN), key=lambda one: known[one])
    if known[kind] > 1 or (known[kind] and kind == REVIEW and (dated or near)):
        return _stray(path, kind, here, settings, sure=True)
    if (
        Path(name).suffix.lower() == _DATA
        and not here
        and (settings.root / folder).is_relative_to(settings.reviews_dir)
    ):
        return None
    if near or here:
        index = name.partition(".")[0].casefold() in RESERVED
        likely = dated or (not index and bool(match or _HEADING.search(text) or here))
    else:
        likely = dated and not match and len({word.casefold() for word in _SPOKEN.findall(text)}) > 1
    return _stray(path, here or REVIEW, here, settings, sure=False) if likely else None


def _stray(path: str, kind: str, here: str | None, settings: Settings, *, sure: bool) -> Stray:
    home, name = posixpath.split(path)
    if here != kind:
        home = Path(os.path.relpath(folders(settings)[kind], settings.root)).as_posix()
    if not name.endswith(SUFFIX):
        name = f"{name.lstrip('.').partition('.')[0]}{SUFFIX}"
    target = posixpath.join(home, name)
    taken = os.path.lexists(settings.root / target)
    return Stray(masked_path(path), kind, sure, masked_path(target), taken)


def _head(file: str) -> str:
    """The beginning of a file as text, whatever its encoding; empty for one that is not a regular file."""
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return ""
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123  # there may be ten thousand
            raw = stream.read(_HEAD)
    except OSError:
        return ""
    return raw.replace(b"\0", b"").replace(b"\r\n", b"\n").decode("utf-8", "replace").lstrip("\ufeff\ufffd")


@lru_cache(maxsize=1024)
def _is_near(folder: str, settings: Settings) -> bool:
    """Whether a folder, by its path, is that of the reviews, or one of a similar name, or below one of these."""
    parts = {_plain(part) for part in folder.split("/")}
    below = (settings.root / folder).is_relative_to(settings.reviews_dir)
    return below or not parts.isdisjoint(_NEAR | {_plain(settings.reviews_dir.name)})


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.casefold()).removesuffix("s")
