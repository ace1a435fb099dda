"""The pages of new patterns: checked, and written beside a review or alone, never over a file."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from afterword.cli.common import CouldNotRun
from afterword.corpus import Entry, Loaded, entry_of
from afterword.diagnostics import Path as Place
from afterword.files.reason import reason
from afterword.reading import read_raw
from afterword.scaffold import NewPattern, answer_key, layers_of, new_pattern, page_of
from afterword.scaffold.judging import Judging
from afterword.schema import PATTERN
from afterword.text.printable import printable


@dataclass(frozen=True)
class MadePage:
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


def made(patterns: Iterable[NewPattern], loaded: Loaded) -> tuple[MadePage, ...]:
    """The pages of those patterns of which nothing is missing."""
    return tuple(_made(pattern, loaded) for pattern in patterns if not pattern.missing)


def _made(pattern: NewPattern, loaded: Loaded) -> MadePage:
    settings = loaded.settings
    raw = page_of(pattern, loaded.corpus().patterns).encode("utf-8", "surrogatepass")
    file = settings.patterns_dir / f"{pattern.name}.md"
    path = file.relative_to(settings.root).as_posix()
    return MadePage(file, raw, entry_of(read_raw(raw, path, settings.limits), loaded.contracts[PATTERN]))


def with_pages(loaded: Loaded, pages: Sequence[MadePage]) -> Loaded:
    """The knowledge base as it is once the pages are written."""
    entries = (*loaded.entries, *(page.entry for page in pages))
    return replace(loaded, entries=tuple(sorted(entries, key=lambda entry: entry.path)))


@contextmanager
def written(pages: Sequence[MadePage], loaded: Loaded, judging: Judging) -> Iterator[Loaded]:
    """Write the pages, tell where they are, and take them back if what follows fails.

    Yields the knowledge base with them. Raises ``ClickException`` where the check rejects one, and ``CouldNotRun``
    where a file is in the way.
    """
    from afterword.files.atomic_file import create_file

    whole = with_pages(loaded, pages)
    _expect_sound(pages, whole, judging)
    there: list[Path] = []
    try:
        for page in pages:
            shown = printable(os.path.relpath(page.file))
            try:
                page.file.parent.mkdir(parents=True, exist_ok=True)
                create_file(page.file, page.raw)
            except FileExistsError:
                raise CouldNotRun(f"{shown} already exists; choose another name for the pattern") from None
            except OSError as error:
                raise CouldNotRun(f"{shown} cannot be written: {reason(error)}") from error
            there.append(page.file)
        yield whole
    except BaseException:
        for file in there:
            file.unlink(missing_ok=True)
        raise
    for page in pages:
        click.echo(f"Wrote {printable(os.path.relpath(page.file))}, the page of the new pattern.")
        click.echo("  Whoever keeps the patterns looks at it; its last section says at what.")


def _expect_sound(pages: Sequence[MadePage], whole: Loaded, judging: Judging) -> None:
    from afterword.check import check_loaded
    from afterword.reporters.text import problems_text

    paths = {page.entry.path for page in pages}
    report = check_loaded(whole, judging.as_of, about=paths.__contains__)
    if paths and report.rejected:
        problems = problems_text(report)
        raise click.ClickException(f"The page of the new pattern was not written; the check rejects it:\n{problems}")


def command_for(pattern: NewPattern, told: Mapping[Place, str], half: Mapping[Place, str] | None = None) -> str:
    """The command that makes the page of a pattern with the answers that are there."""
    names = [*pattern.data, *(field.name for field in pattern.missing)]
    given = [("--set", name, told.get(answer_key(pattern.name, name))) for name in names]
    given += [("--typed", name, (half or {}).get(answer_key(pattern.name, name))) for name in names]
    words = [f"{option} {shlex.quote(f'{name}={text}')}" for option, name, text in given if text]
    return " ".join(["afterword", "new", "--pattern", pattern.name, *words])


def tell_unfinished(begun: Mapping[str, Any], told: Mapping[Place, str], loaded: Loaded, judging: Judging) -> None:
    """Say how to go on with the new patterns whose pages are not complete; nothing that was answered is lost."""
    for pattern in new_ones(begun, told, loaded, judging):
        if pattern.missing:
            click.echo(
                f"The review does not name `{printable(pattern.name)}` yet. To make the page of that pattern, run:"
            )
            click.echo(f"  {printable(command_for(pattern, told), 100_000)}")
