"""A real Evidently writes its reports again, and they say the same as those that are kept for the quick tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.real import second_reader
from tests.unit.capture.exported import points, read, source
from tests.unit.capture.test_evidently import AT, REPORTS

FILES = ("new.json", "old-suite.json", "old.json", "whole.json")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the reports that Evidently has just written."""
    folder = tmp_path_factory.mktemp("evidently")
    assert second_reader("evidently_reports", str(folder)) == list(FILES)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_fresh_report_says_the_same_as_the_one_that_is_kept(fresh: Path, name: str) -> None:
    of = source("evidently", at=AT)
    now, kept = (read((folder / name).read_bytes(), of).series for folder in (fresh, REPORTS))
    assert [(one.metric, one.labels, one.threshold, one.breach, one.notes) for one in now] == [
        (one.metric, one.labels, one.threshold, one.breach, one.notes) for one in kept
    ]
    for one, other in zip(now, kept, strict=True):
        assert points(one) == pytest.approx(points(other), nan_ok=True)
