"""Where the site's own pages lie: ``docs_dir`` in the configuration of the site, which is not read for anything else.

No engine is imported, and YAML is only parsed for a line that names a folder: every check reads this.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

CONFIGURATIONS: Final = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
USUAL: Final = "docs"

_NAMED: Final = re.compile(r"^(?:docs_dir|INHERIT)[ \t]*:[ \t]+\S.*$", re.MULTILINE)
# The usual names are text as they are written, and importing a parser takes as long as the rest of the settings.
_PLAIN: Final = re.compile(r"(docs_dir|INHERIT):[ \t]+([\w/-]*(?:docs|\.ya?ml))[ \t]*", re.ASCII)
_MOST_INHERITED: Final = 8


def docs_folder(root: Path) -> str:
    """The folder of the pages, relative to ``root``, with forward slashes.

    It is ``docs`` if the configuration names none, none that can be read here, or one outside of the root.
    """
    there = named_docs(root)
    if there is None or not Path(os.path.realpath(there)).is_relative_to(root):
        return USUAL
    return Path(os.path.relpath(there, root)).as_posix()


def named_docs(root: Path) -> Path | None:
    """The folder of the pages that the configuration names, wherever it is; ``None`` if it names none."""
    file = configuration_of(root)
    for _ in range(_MOST_INHERITED):
        named = _read(file) if file else {}
        if docs := named.get("docs_dir"):
            return Path(os.path.normpath(root / docs))
        if file is None or "INHERIT" not in named:
            return None
        file = file.parent / named["INHERIT"]
    return None


def configuration_of(root: Path) -> Path | None:
    """The configuration of the site, if one is made from here."""
    return next((root / name for name in CONFIGURATIONS if (root / name).is_file()), None)


def configuration_text(root: Path) -> str:
    """The configuration of the site as it is written; empty if there is none that can be read."""
    file = configuration_of(root)
    try:
        return file.read_text("utf-8", "replace") if file else ""
    except OSError:
        return ""


def _read(file: Path) -> dict[str, str]:
    """The two settings as text; those that are an expression of the engine are left out."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[str, str] = {}
    for line in _NAMED.findall(text):
        if plain := _PLAIN.fullmatch(line):
            found[plain[1]] = plain[2]
            continue
        from yaml import YAMLError, safe_load  # noqa: PLC0415  # hardly ever needed

        try:
            found.update((name, value) for name, value in safe_load(line).items() if isinstance(value, str))
        except YAMLError:
            continue
    return found
