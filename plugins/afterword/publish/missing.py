"""What an engine left out of a site: an engine that drops what it does not know says nothing of it."""

from __future__ import annotations

from pathlib import Path

from afterword.pages import addresses


def missing(docs: Path, site: Path, *, folders: bool) -> list[str]:
    """The files of a rendered folder that have no page or file in a built site, sorted by path.

    Hidden files are no part of a site.
    """
    files = (file.relative_to(docs) for file in docs.rglob("*") if file.is_file())
    rendered = sorted(file.as_posix() for file in files if not any(part.startswith(".") for part in file.parts))
    return [file for file in rendered if not (site / addresses.built_file(file, folders=folders)).is_file()]
