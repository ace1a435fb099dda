"""The synthetic reviews are sound, so that the benchmarks measure what readers and authors meet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bench.generate import generate

from afterword.check import check
from afterword.diagnostics import Severity
from afterword.settings import load_settings


@pytest.mark.slow
def test_the_generated_reviews_pass_the_check(tmp_path: Path) -> None:
    generate(40, 7, tmp_path / "base")
    report = check(load_settings(tmp_path / "base"), date(2027, 1, 1))
    assert report.checked == 40
    assert [found for found in report.diagnostics if found.severity is not Severity.INFO] == []


def test_the_same_seed_gives_the_same_bytes_and_another_seed_gives_others(tmp_path: Path) -> None:
    made = []
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        generate(5, seed, tmp_path / name)
        reviews = sorted((tmp_path / name / "postmortems").glob("*.md"))
        made.append([(file.name, file.read_bytes()) for file in reviews])
    assert made[0] == made[1]
    assert made[0] != made[2]


@pytest.mark.slow
def test_the_reviews_are_as_long_as_real_ones(tmp_path: Path) -> None:
    generate(40, 7, tmp_path / "base")
    for file in (tmp_path / "base" / "postmortems").glob("*.md"):
        _, front, body = file.read_text("utf-8").split("---\n", 2)
        assert 60 <= len(front.splitlines()) <= 120
        assert 700 <= len(body.split()) <= 1400
