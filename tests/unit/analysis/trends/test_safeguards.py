"""Safeguards by what they did, and by the noun of their names."""

from __future__ import annotations

import pytest

from afterword.analysis.trends import families, uses
from afterword.analysis.trends.safeguards import OFTEN, noun
from tests.made import review


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("quality evaluation on the true production path", "evaluation"),
        ("offline evaluations before release", "evaluation"),
        ("check that cached data belongs to the user who asks", "check"),
        ("Review of the rules with doctors", "review"),
        ("canary", "canary"),
        ("canaries", "canary"),
        ("canary groups and benchmarks", "group"),
        ("access", "access"),
        ("status", "status"),
        ("red teaming (external)", "teaming"),
        ("“Four eyes”: approval", "eyes”"),
        ("of the change", "change"),
        ("", ""),
    ],
)
def test_a_name_turns_on_its_noun(name: str, expected: str) -> None:
    assert noun(name) == expected


def test_safeguards_of_one_noun_are_of_one_kind() -> None:
    outcomes = ("held", "absent", "absent")
    rows = [{"name": f"{word} test", "outcome": out} for word, out in zip(("A", "b", "C"), outcomes, strict=True)]
    found = families(uses([review(safeguards=[*rows, {"name": "alert", "outcome": "held"}])]))
    assert [(family.noun, dict(family.outcomes)) for family in found] == [("test", {"held": 1, "absent": 2})]


def test_a_few_of_a_kind_are_no_kind_yet() -> None:
    rows = [{"name": f"alert on {at}", "outcome": "held"} for at in range(OFTEN - 1)]
    assert families(uses([review(safeguards=rows)])) == ()
