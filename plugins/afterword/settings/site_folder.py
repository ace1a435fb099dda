"""Where the site's own pages lie, and where it is published: what is read of the configuration of the site.

No engine is imported, and YAML is only parsed for a line that names a folder: every check reads this.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

CONFIGURATIONS: Final = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
USUAL: Final = "docs"

_NAMED: Final = re.compile(r"^(?:docs_dir|INHERIT)[ \t]*:[ \t]+\S.*$", re.MULTILINE)
_ADDRESS: Final = re.compile(r"^(?:site_url|use_directory_urls|INHERIT)[ \t]*:[ \t]+\S.*$", re.MULTILINE)
# The usual names are text as they are written, and importing a parser takes as long as the rest of the settings.
_PLAIN: Final = re.compile(r"(docs_dir|INHERIT):[ \t]+([\w/-]*(?:docs|\.ya?ml))[ \t]*", re.ASCII)
_THEME: Final = re.compile(r"^[ \t]+custom_dir[ \t]*:[ \t]+[\"']?([^\"'#\n]+?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
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
    return docs_of(file) if file else None


def docs_of(configuration: Path) -> Path | None:
    """The same of one configuration."""
    named = (settings["docs_dir"] for _, settings in _with_inherited(configuration) if settings.get("docs_dir"))
    docs = next(named, None)
    return Path(os.path.normpath(configuration.parent / docs)) if docs else None


def site_address(root: Path) -> tuple[str, bool]:
    """The address of the site, empty if the configuration names none, and whether each page of it is a folder."""
    found: dict[str, str] = {}
    if file := configuration_of(root):
        for _, settings in _with_inherited(file, _ADDRESS):
            found = {**settings, **found}
    return found.get("site_url", ""), found.get("use_directory_urls") != "False"


def with_inherited(configuration: Path) -> tuple[Path, ...]:
    """A configuration, and those that it inherits from."""
    return tuple(file for file, _ in _with_inherited(configuration))


def templates_of(configuration: Path) -> Iterator[Path]:
    """The folders with templates and files of the organisation's own that a configuration adds to the theme."""
    for file in with_inherited(configuration):
        yield from (Path(os.path.normpath(configuration.parent / name)) for name in _THEME.findall(_text(file)))


def configuration_of(root: Path) -> Path | None:
    """The configuration of the site, if one is made from here."""
    return next((root / name for name in CONFIGURATIONS if (root / name).is_file()), None)


def configuration_text(root: Path) -> str:
    """The configuration of the site as it is written; empty if there is none that can be read."""
    file = configuration_of(root)
    return _text(file) if file else ""


def _with_inherited(file: Path, wanted: re.Pattern[str] = _NAMED) -> Iterator[tuple[Path, Mapping[str, str]]]:
    for _ in range(_MOST_INHERITED):
        settings = _read(file, wanted)
        yield file, settings
        if "INHERIT" not in settings:
            return
        file = file.parent / settings["INHERIT"]


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""


def _read(file: Path, wanted: re.Pattern[str]) -> dict[str, str]:
    """Some settings as text; those that are an expression of the engine are left out."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[str, str] = {}
    for line in wanted.findall(text):
        if plain := _PLAIN.fullmatch(line):
            found[plain[1]] = plain[2]
            continue
        from yaml import YAMLError, safe_load  # noqa: PLC0415  # hardly ever needed

        try:
            found.update(
                (name, str(value))
                for name, value in safe_load(line).items()
                if isinstance(value, bool if name == "use_directory_urls" else str)
            )
        except YAMLError:
            continue
    return found
