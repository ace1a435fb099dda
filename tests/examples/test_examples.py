"""Reviews that look odd and are right, and reviews that are wrong, each with the exact places.

`bad/NAME.expected` holds one line for each problem of `bad/NAME.md`: `line:column code`, in the order of the report.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge import EXAMPLE, Base

FOLDER = Path(__file__).parent
GOOD = sorted((FOLDER / "good").glob("*.md"))
BAD = sorted((FOLDER / "bad").glob("*.md"))


def told(base: Base, example: Path) -> list[str]:
    base.write(EXAMPLE, example.read_bytes())
    return [f"{found.span.line}:{found.span.column} {found.code}" for found in base.problems()]


@pytest.mark.parametrize("example", GOOD, ids=lambda file: file.stem)
def test_what_looks_odd_and_is_right_passes(example: Path, base: Base) -> None:
    assert told(base, example) == []


@pytest.mark.parametrize("example", BAD, ids=lambda file: file.stem)
def test_what_is_wrong_is_told_at_its_place(example: Path, base: Base) -> None:
    assert told(base, example) == example.with_suffix(".expected").read_text("utf-8").splitlines()


def test_every_example_is_told_apart_from_every_other() -> None:
    assert len({file.read_bytes() for file in [*GOOD, *BAD]}) == len(GOOD) + len(BAD)
    assert [file.stem for file in (FOLDER / "bad").glob("*.expected") if not file.with_suffix(".md").exists()] == []
