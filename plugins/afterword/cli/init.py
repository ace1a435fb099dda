"""``afterword init``: start a knowledge base that builds and passes the check."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from uuid import uuid4

import click

from afterword.cli.common import CouldNotRun
from afterword.files.origin import UNKNOWN, origin, reason_against, reason_against_wheel, wheel
from afterword.files.reason import reason
from afterword.text.printable import printable

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_STARTER: Final = _PACKAGE / "starter"
# A wheel has these patterns next to the package; a source tree has them in its docs.
_REGISTERS: Final = (_PACKAGE / "data" / "patterns", _PACKAGE.parents[1] / "docs" / "patterns")
_PATTERNS: Final = ("silent-upstream-change", "unmonitored-distribution-shift")
_RELATIVE_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)]+)\)")
_REQUIREMENT: Final = "afterword[site]"
_ID: Final = "00000000-0000-0000-0000-000000000000"
_SHOWN: Final = 5
_WHEELS: Final = "wheels"
"""The folder of a wheel that the knowledge base brings along."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--source",
    metavar="ADDRESS",
    help="Where pip gets Afterword, for requirements.txt. [default: where this package was installed from]",
)
def init(folder: Path, source: str | None) -> None:
    """Start a knowledge base in DIR, a new or empty folder.

    It has settings for the check and the site, two example reviews, two patterns, a page on your review process,
    and a pipeline for GitHub and GitLab.
    It builds and passes the check as it is.
    Afterword is on no public index, so its requirements.txt names an address: that of a commit, or of a wheel with
    its hash. A wheel that is a file is copied into the folder `wheels`.

    \b
    Examples:
      afterword init reviews
      afterword init reviews --source dist/afterword-0.1.0-py3-none-any.whl
      afterword init reviews --source https://packages.example.org/afterword-0.1.0-py3-none-any.whl#sha256=...
    """
    folder = Path(os.path.abspath(folder))
    requirement, place, copied = _requirement(source)
    try:
        _refuse_full(folder)
        names = _plant(folder, requirement, copied)
    except OSError as error:
        raise CouldNotRun(f"{printable(str(folder))} cannot be written: {reason(error)}") from error
    click.echo(f"Wrote {len(names)} files to {printable(os.path.relpath(folder))}")
    click.echo("Next, in that folder:")
    click.echo("  1. Replace the team in CODEOWNERS with your own.")
    click.echo(f"  2. Check requirements.txt: {place}.")
    click.echo("  3. Keep the pipeline of your platform, .github/ or .gitlab-ci.yml, and delete the other.")
    click.echo("  4. Run `afterword check`, `mkdocs serve`, and then `afterword new`.")


def _refuse_full(folder: Path) -> None:
    """Existing files are never touched; `.git` may exist, because a repository is often created first."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CouldNotRun(f"{printable(str(folder))} is not a folder")
    there = sorted(path.name for path in folder.iterdir() if path.name != ".git") if folder.is_dir() else []
    if there:
        named = ", ".join(printable(name, 60) for name in there[:_SHOWN])
        more = f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
        raise CouldNotRun(
            f"{printable(str(folder))} is not empty: it contains {named}{more}. Choose a new or empty folder"
        )


def _plant(folder: Path, requirement: str, copied: Path | None) -> list[str]:
    """Write everything to a temporary folder, then move it into place; return the names of the files.

    ``copied`` is a wheel to keep beside them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".afterword-", dir=folder))
    try:
        names = []
        for name, text in _files(requirement):
            file = fresh / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            names.append(name)
        if copied:
            (fresh / _WHEELS).mkdir()
            shutil.copyfile(copied, fresh / _WHEELS / copied.name)
            names.append(f"{_WHEELS}/{copied.name}")
        for path in sorted(fresh.iterdir()):
            path.rename(folder / path.name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return names


def _files(requirement: str) -> Iterator[tuple[str, str]]:
    for file in sorted(_STARTER.rglob("*")):
        if file.is_file():
            # In the package no name begins with a dot, so that no tool picks the file up.
            name = re.sub(r"(^|/)dot-", r"\1.", file.relative_to(_STARTER).as_posix())
            text = file.read_text("utf-8")
            if name == "requirements.txt":
                text = text.replace(f"{_REQUIREMENT} @ {UNKNOWN}", requirement)
            yield name, text.replace(_ID, str(uuid4())) if name == "pyproject.toml" else text
    register = next(path for path in _REGISTERS if path.is_dir())
    for pattern in _PATTERNS:
        yield f"docs/patterns/{pattern}.md", _unlinked((register / f"{pattern}.md").read_text("utf-8"))


def _unlinked(text: str) -> str:
    """A page without its links to pages that are not copied."""
    kept = {f"{pattern}.md" for pattern in _PATTERNS}
    return _RELATIVE_LINK.sub(lambda link: link[0] if link[2] in kept else link[1], text)


def _requirement(source: str | None) -> tuple[str, str, Path | None]:
    """The requirement of the new knowledge base, what is to be done about it, and a wheel to keep beside it.

    Raises ``CouldNotRun``.
    """
    if source is None:
        if found := origin():
            return f"{_REQUIREMENT} @ {found}", "it names the source that this package was installed from", None
        if file := wheel():
            return _beside(file), f"it names the wheel that this package was installed from, in {_WHEELS}/", file
        seen = "it does not say yet where Afterword comes from, so enter a source there"
        return f"{_REQUIREMENT} @ {UNKNOWN}", seen, None
    if (file := Path(source)).is_file():
        if wrong := reason_against_wheel(file):
            raise CouldNotRun(f"--source {printable(source, 200)}: {wrong}")
        return _beside(file), f"it names the wheel that you gave, in {_WHEELS}/", file
    if wrong := reason_against(source):
        raise CouldNotRun(f"--source {printable(source, 200)}: {wrong}")
    return f"{_REQUIREMENT} @ {source}", "it names the source that you gave", None


def _beside(file: Path) -> str:
    """The requirement of a wheel in the knowledge base; pip reads such a path from the folder where it is run."""
    return f"./{_WHEELS}/{file.name}[site]"
