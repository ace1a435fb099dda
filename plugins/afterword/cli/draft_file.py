"""The file of a new draft: where it is, and its checked text, never written over another file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from afterword.cli.common import CouldNotRun
from afterword.cli.written import create_output
from afterword.corpus import Loaded, entry_of
from afterword.corpus.places import folder_below
from afterword.scaffold import Judging, Offered, draft, file_name, folder_like
from afterword.schema import REVIEW
from afterword.text.printable import printable

if TYPE_CHECKING:
    from afterword.cli.bringing_in import BroughtIn

_INSTEAD: Final = "choose another title or onset"


def _place(loaded: Loaded, name: str) -> Path:
    """Where a new review is written: in a folder by year or month where the newest review is in one."""
    settings, reviews = loaded.settings, loaded.of_kind(REVIEW)
    same = next((entry.path for entry in reviews if Path(entry.path).name == name), None)
    if same or not reviews:
        return settings.root / (same or Path(settings.reviews, name))
    newest = max(reviews, key=lambda entry: (entry.id[:4].isdigit(), entry.id))
    return settings.reviews_dir / folder_like(folder_below(newest.path, settings), name) / name


def write_draft(
    loaded: Loaded,
    judging: Judging,
    values: dict[str, Any],
    offered: Mapping[str, Offered],
    logs: Sequence[str],
    brought: BroughtIn | None,
) -> Path:
    """Write a draft that passes the check; an existing file is never overwritten."""
    from afterword.check import check_loaded
    from afterword.cli.pasted import as_block
    from afterword.reading import read_raw
    from afterword.reporters.text import problems_text

    settings, contract = judging.settings, judging.contract
    path = _place(loaded, file_name(values))
    if path.exists() or path.is_symlink():
        raise CouldNotRun(f"{printable(str(path))} already exists; {_INSTEAD}")
    raw = draft(contract, values, offered, [as_block(log) for log in logs]).encode("utf-8", "surrogatepass")
    entry = entry_of(read_raw(raw, path.relative_to(settings.root).as_posix(), settings.limits), contract)
    entries = tuple(sorted((*loaded.entries, entry), key=lambda other: other.path))
    report = check_loaded(replace(loaded, entries=entries), judging.as_of, about=lambda other: other == entry.path)
    if brought:
        told = tuple(problem for problem in report.diagnostics if not brought.awaited(problem))
        report = replace(report, diagnostics=told)
    if report.rejected:
        problems = problems_text(report)
        raise click.ClickException(f"The draft was not written, because the check rejects it:\n{problems}")
    create_output(path, raw, _INSTEAD)
    return path
