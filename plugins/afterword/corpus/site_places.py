"""What lies at a place of the site, so that a link to it can be followed: the same as a build would find."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

from afterword.corpus.attachments import NotPublishedError, lost_of
from afterword.corpus.places import HOMES, folders
from afterword.diagnostics import listed
from afterword.files.reason import reason
from afterword.pages import addresses
from afterword.pages.site_paths import linked_place, site_path
from afterword.settings import Settings
from afterword.settings.site_folder import configuration_text
from afterword.text.expression import expression
from afterword.text.nearest import nearest, question

_PARTS: Final = expression(r"/\d{4}\.md\Z")
_SHOWN: Final = "\0"  # stands for a path as it is written
_PART: Final = expression(r"(?:\d{4}|index)\.md")
_NOT_HERE: Final = "Link to where it is published, by an https URL, or copy what is needed into the review."


class Trouble(NamedTuple):
    """Why a link leads nowhere, what to do, and whether its target is there but not as its author made it."""

    message: str
    advice: str = ""
    only_changed: bool = False


@dataclass(frozen=True)
class Places:
    """The site of a knowledge base: ``pages`` are its reviews and patterns, ``made`` the folders made from them.

    ``groups`` returns the pages of such a folder by their path, or ``None`` where it cannot be said. Unless it
    ``guesses``, no name is sought that may have been meant by one that is not there: that takes longer than the rest.
    """

    settings: Settings
    pages: Collection[str]
    made: Collection[str]
    groups: Callable[[str], Collection[str] | None] = lambda _: None
    guesses: bool = True

    def trouble(self, home: str, written: str) -> Trouble | None:
        """What is wrong with the path of a link on a page in the folder ``home`` of the site, or in one below it."""
        if f"{home}/{written}" in self.pages:
            return None
        path = site_path(unquote(written))
        shown = path[:80]
        if trouble := _badly_written(path, shown, home):
            return trouble
        place = linked_place(home, written)
        if place.startswith(".."):
            return Trouble(f"`{shown}` is outside of the site", _NOT_HERE)
        if place in self.pages:
            return None
        return self._folder(home, shown, place) if path.endswith("/") else self._file(home, shown, place)

    def ids_by_hand(self, place: str, ids: Callable[[str], tuple[str, ...]]) -> tuple[str, ...] | None:
        """The ids of a page that a person wrote in the docs folder; ``None`` for any other."""
        try:
            return ids((self._docs / place).read_text("utf-8", "replace")) if place.endswith(".md") else None
        except OSError:
            return None

    @cached_property
    def own_slugs(self) -> bool:
        """Whether the site makes the ids of headings in a way of its own."""
        written = configuration_text(self.settings.root)
        return "slugify" in written or "\n      separator:" in written

    def _file(self, home: str, shown: str, place: str) -> Trouble | None:
        head, _, rest = place.partition("/")
        folder = self._written.get(head)
        if self._is_made(place) or (folder is None and _is_file(self._docs / place)):
            return None
        if place in self.made or _is_folder(self._docs / place) or (folder and _is_folder(folder / rest)):
            return self._folder(home, shown, place)
        if folder is None or rest.endswith(".md"):
            return self._missing(home, shown, place, lambda: self.pages if folder else [*self.pages, *self._by_hand])
        path = rest if os.path.lexists(folder / rest) else self._beside(folder).get(rest)
        if path is None:
            return self._missing(home, shown, place, lambda: [f"{head}/{one}" for one in self._beside(folder)])
        trouble = self._published(path, folder / path)
        return trouble and trouble._replace(message=trouble.message.replace(_SHOWN, shown, 1))

    def _folder(self, home: str, shown: str, place: str) -> Trouble:
        index = "index.md" if place == "." else f"{place}/index.md"
        there = index in self.pages or self._is_made(index) or _is_file(self._docs / index)
        way = posixpath.relpath(index, home)
        return Trouble(f"`{shown}` is a folder", f"Link to its page, `{way}`." if there else "Link to a file in it.")

    def _missing(self, home: str, shown: str, place: str, names: Callable[[], Collection[str]]) -> Trouble:
        message = f"The file `{shown}` does not exist"
        known = names() if self.guesses else ()
        if (meant := next((one for one in known if one.casefold() == place.casefold()), None)) is not None:
            return Trouble(message, f"Its name is written in other letters: `{posixpath.relpath(meant, home)}`.")
        if self.guesses and (
            meant := nearest(place, [*known, *self.pages] if place.endswith(".md") else known)
            or nearest(f"{place}.md", self.pages)
        ):
            return Trouble(message, question(posixpath.relpath(meant, home)))
        if self._in_repository(home, place):
            return Trouble(f"The file `{shown}` is in the repository and not on the site", _NOT_HERE)
        return Trouble(message, how_to_link(home))

    def _in_repository(self, home: str, place: str) -> bool:
        head, _, below = home.partition("/")
        beside = Path(os.path.normpath(self._written[head] / below / posixpath.relpath(place, home)))
        return any(_is_file(one) or _is_folder(one) for one in (self.settings.root / place, beside))

    def _is_made(self, place: str) -> bool:
        if place in self._by_code:
            return True
        head, _, rest = place.partition("/")
        if head in self._written:
            return _PART.fullmatch(rest) is not None
        if head not in self.made or not rest.endswith(".md"):
            return False
        known = self.groups(head)
        return known is None or place in known or _PARTS.sub(".md", place) in known

    @cached_property
    def _by_code(self) -> frozenset[str]:
        named = {value for name, value in vars(addresses).items() if name.isupper() and isinstance(value, str)}
        return frozenset(named | {f"{folder}/index.md" for folder in self.made})

    @cached_property
    def _written(self) -> Mapping[str, Path]:
        """For each folder of the site with reviews or patterns, the folder in which these are written."""
        return {HOMES[kind]: folder for kind, folder in folders(self.settings).items()}

    @cached_property
    def _docs(self) -> Path:
        return self.settings.docs_dir

    @cached_property
    def _published(self) -> Callable[[str, Path], Trouble | None]:
        return cache(partial(_published, self.settings))  # a page may have a thousand links to one file

    @cached_property
    def _listed(self) -> dict[Path, Mapping[str, str]]:
        return {}

    def _beside(self, folder: Path) -> Mapping[str, str]:
        """The files below a folder: by their path on the site, that on the disk."""
        if folder not in self._listed:
            found = {}
            for home, below, files in os.walk(folder):
                links = [name for name in below if Path(home, name).is_symlink()]
                for name in [*files, *links]:
                    path = Path(home, name).relative_to(folder).as_posix()
                    found[site_path(path)] = path
            self._listed[folder] = found
        return self._listed[folder]

    @cached_property
    def _by_hand(self) -> tuple[str, ...]:
        own = self.settings.patterns_dir
        files = (file for file in sorted(self._docs.rglob("*")) if file.is_file() and own not in file.parents)
        return tuple(file.relative_to(self._docs).as_posix() for file in files)


def _badly_written(path: str, shown: str, home: str) -> Trouble | None:
    if "\\" in path:
        return Trouble(f"The path `{shown}` has a backslash", "Separate folders by `/`.")
    if path.startswith("/"):
        way = posixpath.relpath(f"{addresses.PATTERN_FOLDER}/x.md", home)
        return Trouble(f"The path `{shown}` is absolute", f"Begin at the folder of this file, as in `{way}`.")
    if not path.isprintable():
        return Trouble(f"The file `{shown.encode('unicode_escape').decode()}` does not exist", "Correct the name.")
    return None


def _published(settings: Settings, path: str, file: Path) -> Trouble | None:
    try:
        lost = lost_of(path, file, settings)
    except NotPublishedError as error:
        return Trouble(f"The file `{_SHOWN}` is not published: {error}", error.remedy)
    except OSError as error:
        return Trouble(f"The file `{_SHOWN}` cannot be read: {reason(error)}", "Let everybody read it.")
    if not lost:
        return None
    advice = "Look at it on the site; if something is missing, export it as PNG."
    return Trouble(f"The drawing `{_SHOWN}` is published without {listed(lost)}", advice, only_changed=True)


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - the other raises for a name that no file system accepts


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - the same


def how_to_link(home: str) -> str:
    """What to do where no name is near, for a page in the folder ``home`` of the site."""
    pages = (addresses.review("2025-11-18-slug"), f"{addresses.PATTERN_FOLDER}/slug.md")
    review, pattern = (posixpath.relpath(page, home) for page in pages)
    return f"Link to a review as `{review}`, to a pattern as `{pattern}`, and to an image as `images/name.svg`."
