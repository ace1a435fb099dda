"""What is published beside reviews and patterns and may name a review, and the text in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from afterword.corpus.attachments import files_beside, types_of
from afterword.corpus.guides import files_and_linked, guides_and_linked
from afterword.corpus.hidden import Hidden
from afterword.corpus.places import HOMES, folders
from afterword.pages.site_paths import site_path
from afterword.settings import Settings
from afterword.settings.site_folder import CONFIGURATIONS, USUAL, docs_of, named_docs, templates_of, with_inherited

_LOOKED_AT: Final = 8192
_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")


class Beside(NamedTuple):
    """A file, and the folder of the site in which its links begin."""

    file: Path
    home: str


def written_by_hand(settings: Settings) -> Iterator[Beside]:
    """The pages and the files of the docs folder, the configuration of the site with its templates, and the glossary.

    Links are followed, as the engine does.
    """
    own = settings.configuration
    # An engine reads the folder that its configuration names, also where the settings name another one.
    engine = (docs_of(own) or own.parent / USUAL) if own else None
    for docs in dict.fromkeys((settings.root / USUAL, settings.docs_dir, named_docs(settings.root), engine)):
        if docs:
            pages = guides_and_linked(docs, settings)
            yield from (Beside(file, file.parent.relative_to(docs).as_posix()) for file in pages)
    usual = (file for name in CONFIGURATIONS if (file := settings.root / name).is_file())
    named = dict.fromkeys((*usual, own) if own else usual)
    files = dict.fromkeys(file for one in named for file in with_inherited(one))
    templates = dict.fromkeys(folder for one in named for folder in templates_of(one))
    below = (file for folder in templates for file in files_and_linked(folder, set()))
    yield from (Beside(file, "") for file in (*files, *below, settings.glossary_file) if file)


def published_attachments(settings: Settings, hidden: Hidden) -> Iterator[Path]:
    """The files beside the pages that a public audience gets; the others are not published."""
    types, most = types_of(settings), settings.limits.attachment_bytes
    for kind, folder in folders(settings).items():
        for path, file in files_beside(folder):
            shown = site_path(f"{HOMES[kind]}/{path}") in hidden.published and file.suffix.lower() in types
            if shown and not file.is_symlink() and file.is_file() and file.stat().st_size <= most:
                yield file


def text_in(file: Path, most: int) -> str:
    """What a file says in letters and digits of ASCII, whatever its encoding.

    Raises ``ValueError`` for a text of more than so many bytes, and ``OSError``; of other large files it is empty.
    """
    if not file.is_file():
        return ""
    with file.open("rb") as opened:
        begun = opened.read(_LOOKED_AT)
        size = os.fstat(opened.fileno()).st_size
        if size > most and (b"\0" not in begun or begun.startswith(_BOMS)):
            raise ValueError(f"{size:,} bytes")
        raw = begun + opened.read() if size <= most else b""
    # Every other byte of UTF-16 is one; elsewhere, it ends a word.
    wide = 3 * begun.count(b"\0") > len(begun)
    raw = raw.replace(b"\0", b"" if wide else b"\n")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
