"""Which files beside the pages are published, in which form, and why others are not.

A file is an image, or is offered as a download. No file is published that a browser could run: not by its type, and not
by its content where a server does not name the type.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from afterword.files.reason import reason
from afterword.reading.source import hidden_in
from afterword.secrecy import masked_name
from afterword.settings import Settings, SettingsError
from afterword.text.characters import character_name

if TYPE_CHECKING:
    from afterword.reading.svg import SafeDrawing

IMAGES: Final = frozenset([".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"])
DOWNLOADS: Final = frozenset([".csv", ".ipynb", ".json", ".parquet", ".pdf", ".tsv", ".txt"])

# What the systems of readers and hosts do not take in a name.
_NOT_IN_NAME = re.compile(r"[\"*:<>?\\|\x00-\x1f\x7f]")
# All others are text, which is searched for secrets.
_BINARY: Final = (IMAGES - {".svg"}) | {".parquet", ".pdf"}
_LOOKED_AT: Final = 1024
# What a browser takes for a page when a server names no type (WHATWG MIME Sniffing, 7.1), and any XML.
_LIKE_A_PAGE = re.compile(
    rb"[\t\n\f\r ]*<(?:\?xml|!--|(?:!DOCTYPE HTML|HTML|HEAD|SCRIPT|IFRAME|H1|DIV|FONT|TABLE|A|STYLE|TITLE|B|BODY|BR|P"
    rb"|SVG)[\s>/])",
    re.IGNORECASE,
)


class NotPublishedError(ValueError):
    """A file must not be published; the message is the reason, and ``remedy`` says what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.remedy = remedy


class Published(NamedTuple):
    """The bytes of a file on the site, and what a reader does not see of it any more."""

    content: bytes
    lost: tuple[str, ...] = ()


def files_beside(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files in a folder of pages and below it, by their path there; the pages themselves are left out.

    Links are met and never followed; hidden entries belong to tools. Raises ``SettingsError`` for a folder that cannot
    be read.
    """
    for home, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(home) / name).is_symlink()]
        for name in sorted([*files, *links]):
            file = Path(home) / name
            if not name.startswith(".") and file.suffix.lower() != ".md":
                yield file.relative_to(folder).as_posix(), file


def _unreadable(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise SettingsError(f"{error.filename} cannot be read: {reason(error)}. Check what it is, and its permissions.")


def types_of(settings: Settings) -> frozenset[str]:
    """The endings of the files that are published, in lower case with their dot."""
    return IMAGES | DOWNLOADS | {f".{name}" for name in settings.attachment_types}


def published(path: str, file: Path, settings: Settings) -> Published:
    """A file as it is published; raises ``NotPublishedError``, and ``OSError`` if it cannot be read."""
    lost = lost_of(path, file, settings)
    if lost is None:
        return Published(file.read_bytes())
    return Published(_drawing(file).content, lost)


def lost_of(path: str, file: Path, settings: Settings) -> tuple[str, ...] | None:
    """What a reader does not see of a drawing any more; ``None`` for a file that is published as it is.

    Raises the same errors; of a file that is no drawing, only the beginning is read.
    """
    _expect_name(path)
    found = file.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise NotPublishedError(
            "it is a symbolic link, which is not followed", "Store a copy of the file in its place."
        )
    if not stat.S_ISREG(found.st_mode):
        raise NotPublishedError("it is not a regular file", "Store the content as a file.")
    if (ending := file.suffix.lower()) not in types_of(settings):
        raise NotPublishedError(
            f"its type, `{ending or file.name}`, is not published",
            f"Published are {', '.join(sorted(types_of(settings)))}; name more in `attachment_types` "
            "under [tool.afterword].",
        )
    if found.st_size > settings.limits.attachment_bytes:
        raise NotPublishedError(f"it has {found.st_size:,} bytes", settings.limits.raising("attachment_bytes"))
    if ending not in _BINARY:
        _expect_no_secret(file)
    if ending == ".svg":
        return _drawing(file).lost
    with file.open("rb") as opened:
        begun = opened.read(_LOOKED_AT)
    if _LIKE_A_PAGE.match(begun.removeprefix(b"\xef\xbb\xbf")):
        raise NotPublishedError(
            f"it begins like a web page and not like a {ending} file",
            "Store the file that its name promises; a browser could run this one.",
        )
    return None


def telling(file: str, limit: int) -> bytes:
    """What of the content of a file decides whether it is published: of an image, its beginning is enough."""
    binary = f".{file.rpartition('.')[2].lower()}" in _BINARY
    with open(file, "rb") as opened:  # noqa: PTH123  # there may be thousands
        return opened.read(_LOOKED_AT if binary else limit + 1)


def _expect_no_secret(file: Path) -> None:
    from afterword.secrecy import secret_in  # noqa: PLC0415 - most files beside a page are images, which are not searched

    text = file.read_bytes().decode("utf-8", "replace")
    if secret := secret_in(text):
        line = text.count("\n", 0, secret.start) + 1
        raise NotPublishedError(f"line {line} looks like {secret.what}", "Revoke it, then delete it there.")


def _drawing(file: Path) -> SafeDrawing:
    from afterword.reading.svg import safe_drawing  # noqa: PLC0415 - hardly any check meets one

    try:
        return safe_drawing(file.read_bytes())
    except ValueError as error:
        raise NotPublishedError(str(error), "Export it again as plain SVG, or as PNG.") from error


def _expect_name(path: str) -> None:
    for part in path.split("/"):
        if masked_name(part) != part:
            raise NotPublishedError("its name has a secret in it", "Revoke it, then rename the file.")
        if part.startswith("."):
            raise NotPublishedError(f"`{part[:60]}` is hidden", "Rename it so that it begins with no dot.")
        if found := _NOT_IN_NAME.search(part):
            raise NotPublishedError(f"its name has {found[0]!r}, which some systems do not take", "Rename it.")
        if hidden := hidden_in(part):
            raise NotPublishedError(
                f"its name has the hidden character {character_name(part[hidden[0]])}", "Rename it."
            )
        if part != part.strip() or part.endswith("."):
            raise NotPublishedError("its name ends with a dot or a space, or begins with one", "Rename it.")
