"""The pages of new patterns: checked, and written beside a review or alone, never over a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import click

from afterword.cli.resuming import Answered, command
from afterword.cli.written import create_output
from afterword.corpus import Entry, Loaded, entry_of
from afterword.diagnostics import Path as Place
from afterword.reading import read_raw
from afterword.scaffold import NewPattern, answer_key, layers_of, new_pattern, page_of
from afterword.scaffold.judging import Judging
from afterword.schema import PATTERN
from afterword.text.printable import printable

_NONE: Final[Mapping[Place, str]] = MappingProxyType({})


class MadePage(NamedTuple):
    """A page that is not on the disk yet."""

    file: Path
    raw: bytes
    entry: Entry


def known_ids(loaded: Loaded) -> frozenset[str]:
    """The names of all patterns that have a page, be it well-formed or not."""
    return frozenset(entry.id for entry in loaded.of_kind(PATTERN))


def new_ones(
    values: Mapping[str, Any], told: Mapping[Place, str], loaded: Loaded, judging: Judging
) -> list[NewPattern]:
    """The patterns that a review names and that have no page, as far as answers tell of them."""
    named = values.get("patterns")
    known, contract = known_ids(loaded), loaded.contracts[PATTERN]
    names = [str(name) for name in named if str(name) not in known] if isinstance(named, list) else []
    return [new_pattern(name, told, contract, judging.as_of, layers_of(values)) for name in dict.fromkeys(names)]


@contextmanager
def written(patterns: Iterable[NewPattern], loaded: Loaded, judging: Judging) -> Iterator[Loaded]:
    """Write the pages of which nothing is missing, tell where they are, and take them back if what follows fails.

    Yields the knowledge base with them. Raises ``ClickException`` where the check rejects one, and ``CouldNotRun``
    where a file is in the way.
    """
    pages = [_page(pattern, loaded) for pattern in patterns if not pattern.missing]
    entries = (*loaded.entries, *(page.entry for page in pages))
    whole = replace(loaded, entries=tuple(sorted(entries, key=lambda entry: entry.path)))
    _expect_sound(pages, whole, judging)
    there: list[Path] = []
    try:
        for page in pages:
            create_output(Path(os.path.relpath(page.file)), page.raw, "choose another name for the pattern")
            there.append(page.file)
        yield whole
    except BaseException:
        for file in there:
            file.unlink(missing_ok=True)
        raise
    for page in pages:
        click.echo(f"Wrote {printable(os.path.relpath(page.file))}, the page of the new pattern.")
        click.echo("  Whoever keeps the patterns looks at it; its last section says at what.")


def _page(pattern: NewPattern, loaded: Loaded) -> MadePage:
    settings = loaded.settings
    raw = page_of(pattern, loaded.corpus().patterns).encode("utf-8", "surrogatepass")
    file = settings.patterns_dir / f"{pattern.name}.md"
    path = file.relative_to(settings.root).as_posix()
    return MadePage(file, raw, entry_of(read_raw(raw, path, settings.limits), loaded.contracts[PATTERN]))


def _expect_sound(pages: Sequence[MadePage], whole: Loaded, judging: Judging) -> None:
    from afterword.check import check_loaded
    from afterword.reporters.text import problems_text

    paths = {page.entry.path for page in pages}
    report = check_loaded(whole, judging.as_of, about=paths.__contains__)
    if paths and report.rejected:
        problems = problems_text(report)
        raise click.ClickException(f"The page of the new pattern was not written; the check rejects it:\n{problems}")


def _about(name: str, told: Mapping[Place, str]) -> dict[str, str]:
    """What was answered about a new pattern, by field."""
    return {str(key[-1]): text for key, text in told.items() if key == answer_key(name, str(key[-1])) and text}


def answered_about(name: str, told: Mapping[Place, str], typed: Mapping[Place, str] = _NONE) -> Answered:
    """What was answered about a new pattern, for the command that makes its page alone."""
    half: dict[Place, str] = {(field,): text for field, text in _about(name, typed).items()}
    return Answered(_about(name, told), start=("--pattern", name), typed=half)


def tell_unfinished(begun: Mapping[str, Any], told: Mapping[Place, str], loaded: Loaded, judging: Judging) -> None:
    """Say how to go on with the new patterns whose pages are not complete; nothing that was answered is lost."""
    for pattern in new_ones(begun, told, loaded, judging):
        if pattern.missing:
            click.echo(
                f"The review does not name `{printable(pattern.name)}` yet. To make the page of that pattern, run:"
            )
            click.echo(f"  {command(answered_about(pattern.name, told))}")
