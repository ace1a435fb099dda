"""The paths that a command is given: they lie in one knowledge base, and its report is limited to them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from afterword.check import Report
from afterword.cli.common import CouldNotRun, settings_for
from afterword.cli.to_run import to_run
from afterword.secrecy import masked_name
from afterword.settings import Settings, has_settings
from afterword.text.printable import printable


def settings_around(
    root: Path | None, paths: Sequence[Path], trusted: Path | None = None, audience: str | None = None
) -> Settings:
    """The settings of the knowledge base at ``root``, or of the one around the paths or the current folder.

    Refuses a path that does not exist or lies elsewhere: nothing would be said of it, which would look like good news.
    """
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise CouldNotRun(f"There is no file or folder {printable(str(path))}")
    settings = settings_for(root, paths[0] if paths else None, trusted, audience)
    if elsewhere := [path for path in paths if not _lies_in(settings.root, path)]:
        verb = click.get_current_context().info_name
        listed = "\n".join(f"  {printable(str(path))}" for path in elsewhere)
        raise CouldNotRun(
            f"This run is about the knowledge base {printable(str(settings.root))}, and these paths are not in it:\n"
            f"{listed}\nEach knowledge base needs a run of its own: `afterword {verb} --root FOLDER`"
        )
    return settings


def _lies_in(root: Path, path: Path) -> bool:
    """Whether a path is in this knowledge base, and not in another one inside it."""
    place = _place(path)
    inside = [folder for folder in (place, *place.parents) if folder.is_relative_to(root)]
    return bool(inside) and not any(has_settings(folder) for folder in inside if folder != root)


def among(settings: Settings, paths: Sequence[Path]) -> Callable[[str], bool]:
    """A test whether a file, by its path from the root, is one of those asked for."""
    if not paths:
        return lambda _: True
    places = [place if place.is_dir() else place.with_name(masked_name(place.name)) for place in map(_place, paths)]
    return lambda path: any((settings.root / path).is_relative_to(place) for place in places)


def limited(report: Report, settings: Settings, paths: Sequence[Path]) -> Report:
    """The report on the files that were asked for; no review at all is an error, never a clean result."""
    chosen = among(settings, paths)
    entries = tuple(entry for entry in report.entries if chosen(entry.path))
    diagnostics = tuple(diagnostic for diagnostic in report.diagnostics if chosen(diagnostic.path))
    if not any(map(report.rejects, diagnostics)) and (not entries or (not paths and report.checked == 0)):
        where = printable(", ".join(map(str, paths))) if paths else settings.reviews_dir
        unread = "".join(f" {printable(stray.path)} may be one." for stray in report.loaded.strays[:1])
        raise CouldNotRun(
            f"No reviews found in {where}. Reviews are `.md` files in {settings.reviews_dir} and in its folders by "
            f"year or month; create one with `{to_run('new')}`.{unread}"
        )
    return replace(report, entries=entries, diagnostics=diagnostics)


def _place(path: Path) -> Path:
    """The real place of a path: links among its folders are followed, a link in place of a review is not."""
    path = Path(os.path.abspath(path))
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name
