"""A knowledge base whose checks keep what they found, and what one asks of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest

from afterword.check import one_file
from afterword.files.cache import FOLDER, Store
from tests.knowledge import DRAFT, EXAMPLE, NARRATIVE, Base, overlaid, page
from tests.unit.cli.invoke import invoke

LEAKED = "AKIA\x49OSFODNN7EXAMPLE"
AS_OF = ("--as-of", "2026-01-31")


def varied(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    """Reviews of every kind: clean, with warnings, with an exception, malformed, with a secret, and related ones."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    base.write(EXAMPLE, page(overlaid(DRAFT, "aliases: [INC-1]\nonset_precision: minute\n"), "The <b>cache</b>.\n"))
    for number in range(2, 8):
        text = overlaid(DRAFT, f"onset: 2025-01-0{number}\naliases: [INC-{number // 2}]\nseverity: sev4\n")
        base.write(review(number), page(text, f"{NARRATIVE}\nSee [it](2025-01-0{number - 1}-gone.md).\n"))
    allowed = "# afterword: allow AW204 because the report is sealed\nonset_precision: minute"
    base.write(review(3), page(f"{overlaid(DRAFT, 'onset: 2025-01-03')}{allowed}\n"))
    base.write(review(4), page("title: [x"))
    base.write(review(5), page(overlaid(DRAFT, "onset: 2025-01-05"), f"The job ran as `{LEAKED}`.\n"))
    return base


def review(number: int) -> str:
    return f"postmortems/2025-01-0{number}-example.md"


def told(base: Base, *arguments: str) -> tuple[int, str, str]:
    done = invoke(base.root, "check", *AS_OF, *arguments)
    return done.exit_code, done.stdout, done.stderr


def checked(base: Base, *arguments: str) -> list[str]:
    """The files that a check looks at anew."""
    seen: list[str] = []
    checker = one_file.FileChecker.checked

    def spy(self: one_file.FileChecker, files: Sequence[one_file.File]) -> object:
        seen.extend(file.path for file in files)
        return checker(self, files)

    with patch.object(one_file.FileChecker, "checked", spy):
        told(base, *arguments)
    return seen


def kept(base: Base) -> list[Path]:
    store = Store.of(base.root)
    assert store is not None
    return sorted(store.folder.iterdir()) if store.folder.is_dir() else []


ALWAYS = [review(4), review(5)]
"""What is malformed or gives something away is looked at each time."""
