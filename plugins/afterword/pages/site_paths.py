"""Paths below the root of the site: of a file, and of the place to which a link leads."""

from __future__ import annotations

import posixpath
import unicodedata
from urllib.parse import unquote


def site_path(path: str) -> str:
    """The path of a file as the site has it; macOS writes some letters as two characters, which readers type as one."""
    return unicodedata.normalize("NFC", path)


def linked_place(home: str, path: str) -> str:
    """The place to which the path of a link leads, on a page in the folder ``home`` of the site."""
    return posixpath.normpath(posixpath.join(home, site_path(unquote(path))))
