"""The rules of the narrative take bounded time, whatever a line is made of."""

from __future__ import annotations

import time

import pytest

from tests.knowledge import DRAFT, EXAMPLE, Base, page

LINES = {
    "letters": "x" * 19_000,
    "words": "x " * 9_500,
    "spaces": " " * 19_000,
    "hashes": "#" * 19_000,
    "equals": "=" * 19_000,
    "hyphens": "-" * 19_000,
    "scissors": "-8<" * 6_000,
    "brackets": "[" * 19_000,
    "images": "![a" * 6_000,
    "links": "](a" * 600,
    "tags": "<a " * 600,
    "angles": "<" * 19_000,
    "entities": "[a](" + "&amp;" * 3_000 + ")",
    "parentheses": "[a](" + "()" * 9_000,
    "comments": "[//]" * 4_000 + "afterword:",
    "allowances": "\n[//]: # (afterword: allow AW503 because x)" * 400,
    "ticks": "` `` " * 3_800,
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_hostile_narrative_is_checked_within_two_seconds(line: str, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, f"{line}\n" * 10))
    begun = time.process_time()
    base.report()
    assert time.process_time() - begun < 2


def test_hostile_comments_are_checked_within_two_seconds(base: Base) -> None:
    comment = "# afterword: allow AW204 because x\n"
    timeline = "timeline:\n" + '  - {at: 2025, event: "# afterword:"}\n' * 800
    base.write(EXAMPLE, page(DRAFT + comment * 800 + timeline))
    begun = time.process_time()
    assert {problem.code for problem in base.problems()} == {"AW901", "AW903"}
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("target", ["x" * 5_000 + ".md", "a%00b.md", "%2e%2e/%2e%2e/secret.md", "%ff.md", "a\\b.md"])
def test_a_target_that_no_file_system_takes_is_a_broken_link(target: str, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, f"See [this]({target}).\n"))
    assert [(found.code, found.span.line, found.span.column) for found in base.problems()] == [("AW503", 10, 12)]
