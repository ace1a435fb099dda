"""What looks the same and is not is told by its character."""

from __future__ import annotations

import pytest

from afterword.text.characters import disguised, looks, odd_mark, same_look


@pytest.mark.parametrize(
    ("text", "other", "said"),
    [
        (
            "s\u0435v2",
            "sev2",
            "character 2 is U+0065 latin small letter e, and here it is U+0435 cyrillic small letter ie",
        ),
        ("Cafe\u0301", "Caf\u00e9", "character 4 is U+00E9 latin small letter e with acute, and here it is U+0065"),
        (
            "near\u2011miss",
            "near-miss",
            "character 5 is U+002D hyphen-minus, and here it is U+2011 non-breaking hyphen",
        ),
        ("Ran\u034fker", "Ranker", "character 4 is U+006B latin small letter k, and here it is U+034F combining"),
        ("\uff53ev2", "sev2", "character 1 is U+0073 latin small letter s, and here it is U+FF53 fullwidth"),
    ],
)
def test_a_word_that_looks_like_a_known_one_is_told_apart(text: str, other: str, said: str) -> None:
    assert looks(text) == looks(other)
    assert same_look(text, ["another", other]).startswith(f"`{other}` looks the same, but its {said}")


def test_a_word_that_looks_like_none_is_not_told() -> None:
    assert not same_look("sev2", ["sev2", "sev1"])
    assert not same_look("fünf", ["funf"])


def test_only_a_character_that_passes_for_ascii_is_disguised() -> None:
    assert disguised("2026\u201303") == "character 5 is U+2013 en dash"
    assert not disguised("Zürich, 東京")


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("title:\u00a0A", 6, "This is U+00A0 no-break space, where YAML needs a space"),
        ("a: 1\n\u2003b: 2", 5, "This is U+2003 em space, where YAML needs a space"),
        ("title\uff1a A", 5, "This is U+FF1A fullwidth colon, where YAML needs a colon"),
    ],
)
def test_a_space_or_a_colon_that_is_none_to_yaml_is_found(text: str, at: int, said: str) -> None:
    assert odd_mark(text) == (at, said)


def test_usual_spaces_and_colons_are_not_odd() -> None:
    assert odd_mark("title: A\n  - b: c\nd: 10\u00a0%\n") is None
