"""``afterword init``: start a knowledge base that builds and passes the check."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

import click

from afterword import __version__
from afterword.cli.common import CouldNotRun
from afterword.files.reason import reason
from afterword.text.printable import printable

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_STARTER: Final = _PACKAGE / "starter"
# A wheel has these patterns next to the package; a source tree has them in its docs.
_REGISTERS: Final = (_PACKAGE / "data" / "patterns", _PACKAGE.parents[1] / "docs" / "patterns")
_PATTERNS: Final = ("silent-upstream-change", "unmonitored-distribution-shift")
_RELATIVE_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)]+)\)")
_REQUIREMENT: Final = "afterword[site]"
_SHOWN: Final = 5


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start a knowledge base in DIR, a new or empty folder.

    It has settings for the check and the site, two example reviews, two patterns, a page on your review process,
    and a pipeline for GitHub and GitLab.
    It builds and passes the check as it is.

    \b
    Example:
      afterword init reviews
    """
    folder = Path(os.path.abspath(folder))
    requirement, place = _requirement()
    try:
        _refuse_full(folder)
        names = _plant(folder, requirement)
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


def _plant(folder: Path, requirement: str) -> list[str]:
    """Write everything to a temporary folder, then move it into place; return the names of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".afterword-", dir=folder))
    try:
        names = []
        for name, text in _files(requirement):
            file = fresh / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            names.append(name)
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
            yield name, text.replace(_REQUIREMENT, requirement) if name == "requirements.txt" else text
    register = next(path for path in _REGISTERS if path.is_dir())
    for pattern in _PATTERNS:
        yield f"docs/patterns/{pattern}.md", _unlinked((register / f"{pattern}.md").read_text("utf-8"))


def _unlinked(text: str) -> str:
    """A page without its links to pages that are not copied."""
    kept = {f"{pattern}.md" for pattern in _PATTERNS}
    return _RELATIVE_LINK.sub(lambda link: link[0] if link[2] in kept else link[1], text)


def _requirement() -> tuple[str, str]:
    """The requirement of the new knowledge base, which is the version that runs now, and a note on it."""
    exactly = f"{_REQUIREMENT}=={__version__}"
    try:
        direct_url = distribution("afterword").read_text("direct_url.json")
    except PackageNotFoundError:
        direct_url = None
    origin = json.loads(direct_url) if direct_url else {}
    if "vcs_info" in origin:
        source = f"{origin['vcs_info']['vcs']}+{origin['url']}@{origin['vcs_info']['commit_id']}"
        return f"{_REQUIREMENT} @ {source}", "it names the commit that is installed here"
    if origin:
        # A local path is no use to others, and may be private.
        return exactly, "this package was installed from a local path, so enter a source that others can install from"
    return exactly, "it names the version that is installed here"
