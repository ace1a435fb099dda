"""The dialogue doubts what the check would warn of, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.diagnostics import Path
from afterword.scaffold.judging import Judging
from afterword.schema import REVIEW, Contract
from tests.made import SETTINGS

JUDGING = Judging(Contract(REVIEW), SETTINGS, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("path", "text", "doubted"),
    [
        (("trigger",), "test", True),
        (("models", 0, "name"), "TBD", True),
        (("models", 0, "version"), "tbd", True),
        (("models", 0, "name"), "test", False),
        (("models", 0, "registry"), "TBD", False),
        (("sources", 0, "title"), "TBD", False),
    ],
)
def test_a_placeholder_is_doubted_where_the_check_would_warn_of_it(path: Path, text: str, doubted: bool) -> None:
    field = JUDGING.contract.fields.at(*("*" if isinstance(step, int) else step for step in path))
    assert bool(JUDGING.doubts({}, path, text, field)) == doubted
