"""A first heading that is the title is deleted, and headings move down a level as one repair."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, page
from tests.unit.repairs.mending import mend, mended

TITLE = "What the title says"
HEAD = DRAFT.replace(next(line for line in DRAFT.splitlines() if line.startswith("title:")), f"title: {TITLE}")


def written(body: str) -> str:
    return page(HEAD).split("\n---\n")[0] + f"\n---\n\n{body}"


@pytest.mark.parametrize(
    ("body", "right"),
    [
        (f"# {TITLE}\n\n## What happened\n\nIt stopped.\n", "## What happened\n\nIt stopped.\n"),
        (f"# **{TITLE}** #\n\nIt stopped.\n", "It stopped.\n"),
        ("What the title says\n===\n\nIt stopped.\n", "It stopped.\n"),
        (f"# {TITLE}\n\n# Cause\n\n## Why\n", "## Cause\n\n### Why\n"),
        ("# Cause\n\n## Why\n\n###### Deep\n", "## Cause\n\n### Why\n\n###### Deep\n"),
        ("Cause\n=====\n\nWhy\n---\n\nSo.\n", "Cause\n-----\n\n### Why\n\nSo.\n"),
        ("# Cause\n\n```sh\n# a comment\n```\n\n## Why\n", "## Cause\n\n```sh\n# a comment\n```\n\n### Why\n"),
        ("It stopped.\n\n# What the title says\n\n## Why\n", "It stopped.\n\n## What the title says\n\n### Why\n"),
        ("# Cause\n\n- item\n---\n\n| a |\n| --- |\n", "## Cause\n\n- item\n---\n\n| a |\n| --- |\n"),
    ],
)
def test_headings_end_up_below_the_title(body: str, right: str) -> None:
    assert mended(written(body)) == written(right)


def test_line_ends_stay_as_they_are() -> None:
    text = written(f"# {TITLE}\n\n# Cause\n\nCause two\n=========\n").replace("\n", "\r\n")
    assert mended(text) == written("## Cause\n\nCause two\n---------\n").replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f"# {TITLE}\n", "Delete the first heading, which is the title"),
        (f"# {TITLE}\n\n# A\n", "Delete the first heading, which is the title, and move the others down a level"),
        ("# Other\n\n# B\n", "Move the headings down a level; the first one, `Other`, is not the title"),
        ("## First\n\n# B\n", "Move the headings down a level"),
    ],
)
def test_a_repair_says_what_it_does(body: str, said: str) -> None:
    assert {title for _, title in mend(written(body)).repaired} == {said}
