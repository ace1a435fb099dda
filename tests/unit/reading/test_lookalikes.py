"""What only looks right is told by its character, with its place."""

from __future__ import annotations

import pytest

from tests.knowledge import DRAFT, EXAMPLE, Base, page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("severity: ", "severity:\u00a0", "This is U+00A0 no-break space, where YAML needs a space"),
        ("severity: ", "severity\uff1a ", "This is U+FF1A fullwidth colon, where YAML needs a colon"),
        ("severity: ", "s\u0435verity: ", "is not a valid field name: character 2 is U+0435 cyrillic small letter ie"),
        ("severity: sev", "severity: s\u0435v", "looks the same, but its character 2 is U+0065 latin small letter e"),
        ("onset: 2025", "onset: \u0662025", "it is not a date-time with a zone, a date, a month, a year or `unknown`"),
    ],
)
def test_a_character_that_only_looks_right_is_named(old: str, new: str, said: str, base: Base) -> None:
    text = page(DRAFT)
    assert old in text
    base.write(EXAMPLE, text.replace(old, new, 1))
    told = [f"{found.message} {found.help}" for found in base.problems()]
    assert any(said in one for one in told), told


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Ranker", "R\u0430nker", "its character 2 is U+0061 latin small letter a"),
        ("Caf\u00e9 scores", "Cafe\u0301 scores", "and here it is U+0065 latin small letter e"),
    ],
)
def test_two_names_that_look_the_same_are_told_apart(one: str, other: str, said: str, base: Base) -> None:
    base.write(EXAMPLE, page(f"{DRAFT}models: [{{name: {one}}}]\n"))
    base.write("postmortems/2025-01-02-a.md", page(f"{DRAFT}models: [{{name: {one}}}]\n"))
    base.write("postmortems/2025-01-03-b.md", page(f"{DRAFT}models: [{{name: {other}}}]\n"))
    told = [f"{found.message} {found.help}" for found in base.problems("postmortems/2025-01-03-b.md")]
    assert any(f"`{one}` looks the same, but " in text and said in text for text in told), told
