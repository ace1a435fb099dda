"""The rules of the narrative take time as a text is long and no more, whatever a line is made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.growth import grows_evenly
from tests.knowledge import DRAFT, EXAMPLE, Base, page

# What a line begins with, what it repeats, how often at most, and what it ends with.
LINES = {
    "letters": ("", "x", 19_000, ""),
    "words": ("", "x ", 9_500, ""),
    "spaces": ("", " ", 19_000, ""),
    "hashes": ("", "#", 19_000, ""),
    "equals": ("", "=", 19_000, ""),
    "hyphens": ("", "-", 19_000, ""),
    "scissors": ("", "-8<", 6_000, ""),
    "brackets": ("", "[", 19_000, ""),
    "images": ("", "![a", 6_000, ""),
    "links": ("", "](a", 600, ""),
    "tags": ("", "<a ", 600, ""),
    "angles": ("", "<", 19_000, ""),
    "entities": ("[a](", "&amp;", 3_000, ")"),
    "parentheses": ("[a](", "()", 9_000, ""),
    "comments": ("", "[//]", 4_000, "afterword:"),
    "allowances": ("", "\n[//]: # (afterword: allow AW503 because x)", 400, ""),
    "ticks": ("", "` `` ", 3_800, ""),
}


def checked(base: Base, text: str) -> set[str]:
    base.write(EXAMPLE, text)
    return {problem.code for problem in base.problems()}


@pytest.mark.parametrize(("before", "unit", "times", "after"), LINES.values(), ids=LINES)
@pytest.mark.slow
def test_the_check_of_a_line_grows_with_its_length(before: str, unit: str, times: int, after: str, base: Base) -> None:
    def text(often: int) -> str:
        return page(DRAFT, f"{before}{unit * often}{after}\n" * 4)

    assert grows_evenly(lambda given: checked(base, given), text, times)


# What a narrative is for a number, and how large that is.
NARRATIVES = {
    "headings alike": (lambda often: "[x](#z)\n\n" + "# a\n" * often, 4_000),
    "links to a heading": (lambda often: "[a](#b)\n" * often, 1_000),
    "links to headings that are not there": (
        lambda often: "".join(f"# h{at}\n\n[a](#{at}-is-not-there)\n\n" for at in range(often)),
        1_000,
    ),
    "files that are not there": (lambda often: "".join(f"[a]({at}.png)\n" for at in range(often)), 1_000),
    "addresses": (lambda often: "".join(f"a{at}@b{at}.com\n" for at in range(often)), 2_000),
}


@pytest.mark.parametrize(("body", "often"), NARRATIVES.values(), ids=NARRATIVES)
@pytest.mark.slow
def test_the_check_of_a_narrative_grows_with_its_length(body: Callable[[int], str], often: int, base: Base) -> None:
    assert grows_evenly(lambda given: checked(base, given), lambda many: page(DRAFT, body(many)), often)


@pytest.mark.slow
def test_the_check_of_comments_grows_with_their_number(base: Base) -> None:
    def text(often: int) -> str:
        comments = "# afterword: allow AW204 because x\n" * often
        return page(DRAFT + comments + "timeline:\n" + '  - {at: 2025, event: "# afterword:"}\n' * often)

    assert checked(base, text(800)) == {"AW901", "AW903"}
    assert grows_evenly(lambda given: checked(base, given), text, 800)


@pytest.mark.parametrize("target", ["x" * 5_000 + ".md", "a%00b.md", "%2e%2e/%2e%2e/secret.md", "%ff.md", "a\\b.md"])
def test_a_target_that_no_file_system_takes_is_a_broken_link(target: str, base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT, f"See [this]({target}).\n"))
    assert [(found.code, found.span.line, found.span.column) for found in base.problems()] == [("AW503", 10, 12)]
