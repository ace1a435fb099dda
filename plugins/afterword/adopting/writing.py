"""Drafts on the disk, each with its files; an old file is deleted once the check takes the draft that replaces it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from afterword.adopting.planning import Adopted
from afterword.check import by_file, check
from afterword.diagnostics import Diagnostic, Severity
from afterword.files.atomic_file import NotReplaced, create_file, look, replace_file
from afterword.files.reason import reason
from afterword.settings import Settings


def write(one: Adopted, folder: Path) -> Adopted:
    """Write the files and the draft in one step each; the draft is last, so that its images are there."""
    try:
        (folder / "images" if one.files else folder).mkdir(parents=True, exist_ok=True)
        for name, file in one.files.items():
            if not (folder / "images" / name).exists():
                create_file(folder / "images" / name, file.read_bytes())
        if one.replaces and _same_name(one, folder):
            replace_file(one.replaces, look(one.replaces, one.replaces.stat().st_size), one.text.encode("utf-8"))
        else:
            create_file(folder / one.target, one.text.encode("utf-8"))
    except FileExistsError:
        return replace(one, target="", left=f"{one.target} exists already")
    except NotReplaced as error:
        return replace(one, target="", left=str(error))
    except OSError as error:
        return replace(one, target="", left=f"{one.target} cannot be written: {reason(error)}")
    return one


def confirmed(made: Sequence[Adopted], settings: Settings, as_of: date) -> list[Adopted]:
    """The drafts as the check sees them on the disk, among all other reviews."""
    paths = {f"{settings.reviews}/{one.target}" for one in made if one.target}
    found = by_file(check(settings, as_of, about=paths.__contains__).diagnostics) if paths else {}
    return [_judged(one, found.get(f"{settings.reviews}/{one.target}", ())) for one in made]


def delete_replaced(one: Adopted, folder: Path) -> Adopted:
    """Delete the file whose place a draft has taken, where it has another name; the notes say so."""
    if not one.target or one.replaces is None or _same_name(one, folder):
        return one
    try:
        one.replaces.unlink()
    except OSError as error:
        return replace(one, notes=(*one.notes, f"the old file cannot be deleted: {reason(error)}; delete it by hand"))
    return replace(one, notes=(*one.notes, "the draft took the place of the old file, which is deleted"))


def _judged(one: Adopted, found: Sequence[Diagnostic]) -> Adopted:
    first = next((problem for problem in found if problem.severity is Severity.ERROR), None)
    if first is None:
        return one
    return replace(one, target="", left=f"{one.target} was written, but the check refuses it: {first.message}")


def _same_name(one: Adopted, folder: Path) -> bool:
    return one.replaces is not None and one.replaces.absolute() == (folder / one.target).absolute()
