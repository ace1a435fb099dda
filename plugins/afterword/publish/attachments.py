"""The images and data files beside the reviews: only plain files of harmless kinds are published."""

from __future__ import annotations

import os
import re
import stat
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from afterword.corpus import Unshown
from afterword.corpus.places import SUFFIX, is_dated
from afterword.files.reason import reason
from afterword.pages.page import Page
from afterword.secrecy import masked_name, secret_in
from afterword.settings import Settings

PUBLISHED: Final = "postmortems"
"""Where they are on the site: beside the pages of the reviews, so that a relative link holds in both places."""

KINDS: Final = frozenset([".avif", ".csv", ".gif", ".jpeg", ".jpg", ".json", ".png", ".svg", ".txt", ".webp"])
TEXTS: Final = frozenset([".csv", ".json", ".svg", ".txt"])
"""Those that are searched for secrets."""

LARGEST: Final = 8 * 1024 * 1024

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_XHTML = "{http://www.w3.org/1999/xhtml}"
_ACTIVE_ELEMENTS = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "listener"})
_STAYS_INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp);)")
_LEADS_OUTSIDE = re.compile(r"@import|url\(\s*[\"']?\s*(?!#|[\"'\s])", re.IGNORECASE)


@dataclass(frozen=True)
class Attachments:
    """What is published, and what is not with the reason."""

    pages: tuple[Page, ...]
    refused: tuple[Unshown, ...]


def collect_attachments(settings: Settings) -> Attachments:
    """Everything in the folders below the reviews; the reviews themselves are not looked at."""
    pages, refused = [], []
    for path, file in _below(settings.reviews_dir):
        source = "/".join([settings.reviews, *map(masked_name, path.split("/"))])
        try:
            pages.append(Page(f"{PUBLISHED}/{path}", _read(path, file)))
        except ValueError as error:
            refused.append(Unshown(source, str(error)))
        except OSError as error:
            refused.append(Unshown(source, f"it cannot be read: {reason(error)}"))
    return Attachments(tuple(pages), tuple(refused))


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    # Links to folders are met as entries and never followed; hidden entries belong to tools.
    for home, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(home) / name).is_symlink()]
        for name in sorted([*files, *links]):
            file = Path(home) / name
            path = file.relative_to(folder).as_posix()
            if "/" in path and not name.startswith(".") and not _is_page(path):
                yield path, file


def _is_page(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return is_dated(folder) and name.casefold().endswith(SUFFIX)


def _read(path: str, file: Path) -> bytes:
    """The bytes of a file; ``ValueError`` with the reason for one that must not be published."""
    if not all(_NAME.fullmatch(part) for part in path.split("/")):
        raise ValueError("its name may contain only ASCII letters, digits, dots, hyphens and underscores")
    if any(masked_name(part) != part for part in path.split("/")):
        raise ValueError("its name has a secret in it; revoke it, then rename the file")
    found = file.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("it is not a regular file; links are not followed")
    if file.suffix.lower() not in KINDS:
        raise ValueError(f"only files that end in {', '.join(sorted(KINDS))} are published")
    if found.st_size > LARGEST:
        raise ValueError(f"it is larger than {LARGEST // 1024 // 1024} MiB")
    content = file.read_bytes()
    if file.suffix.lower() == ".svg" and (reason := reason_against_svg(content)):
        raise ValueError(reason)
    if file.suffix.lower() in TEXTS and (secret := secret_in(content.decode("utf-8", "replace"))):
        line = content.decode("utf-8", "replace").count("\n", 0, secret.start) + 1
        raise ValueError(f"line {line} looks like {secret.what}; revoke it, then delete it there")
    return content


def reason_against_svg(content: bytes) -> str:
    """Why a drawing could run code in a browser that opens it; empty if it cannot."""
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", content, re.IGNORECASE):
        return "the drawing declares a document type; save it as plain SVG"
    try:
        # No document type gets this far, so that there are no entities to expand or to fetch.
        root = ET.fromstring(content.decode("utf-8-sig"))  # noqa: S314
    except (ET.ParseError, UnicodeDecodeError, ValueError):
        return "the drawing is not well-formed XML in UTF-8"
    return next(filter(None, map(_reason_against_element, root.iter())), "")


def _reason_against_element(element: ET.Element) -> str:
    tag = str(element.tag)
    if tag.startswith(_XHTML) or _local(tag) in _ACTIVE_ELEMENTS:
        return f"the drawing contains a <{_local(tag)}> element"
    if _local(tag) == "style" and _LEADS_OUTSIDE.search(element.text or ""):
        return "the style of the drawing loads an external resource"
    for name, value in element.attrib.items():
        changed = _local(value) if _local(name) == "attributename" else _local(name)
        if changed.startswith("on"):
            return f"the drawing contains an event handler, {changed}"
        if changed in {"href", "src"} and not _STAYS_INSIDE.match(value):
            return f"the drawing links to an external resource in {changed}"
        if _LEADS_OUTSIDE.search(value):
            return f"the drawing loads an external resource in {changed}"
    return ""


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2].lower()
