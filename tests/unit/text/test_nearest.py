"""An unknown word leads to the known one that was meant, and a message asks for it in one way."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.text.nearest import nearest, suggest
from tests.made import REPOSITORY


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("severty", "severity"),
        ("Severity", "severity"),
        ("SEV-2", "sev2"),
        ("root cause", "root_causes"),
        ("root-causes", "root_causes"),
        ("in_progress", "in-progress"),
        ("in progress", "in-progress"),
        ("fairness", "fairness-regression"),
        ("se", None),
        ("template", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_the_nearest_word_is_the_one_that_was_probably_meant(typed: str, meant: str | None) -> None:
    known = ["severity", "sev2", "root_causes", "in-progress", "fairness-regression", "related"]
    assert nearest(typed, known) == meant


def test_nothing_is_near_where_nothing_is_allowed() -> None:
    assert nearest("word", []) is None


def test_the_question_follows_a_message_and_is_left_out_where_nothing_is_near() -> None:
    assert "There is no field `severty`." + suggest("severty", ["severity"]) == (
        "There is no field `severty`. Did you mean `severity`?"
    )
    assert suggest("template", ["severity"]) == ""


def test_the_question_is_worded_in_one_place() -> None:
    package = REPOSITORY / "plugins" / "afterword"
    asking = [file.relative_to(package) for file in package.rglob("*.py") if "Did you mean" in file.read_text("utf-8")]
    assert asking == [Path("text/nearest.py")]
