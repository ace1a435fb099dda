"""The small language of the phrases, piece by piece, and held to a plain reading of it on random sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.language.lexicon import Lexicon, lexicon_of
from afterword.language.source.compiling import compiled
from afterword.language.tokens import tokens
from afterword.language.words import word_spans

DATA = {
    "nouns": {"person": "engineer, package manager"},
    "verbs": {"check": "check, verify, roll back"},
    "words": {"aux": "had, was", "border": "and, who", "thing": "queue"},
    "irregular": {},
    "doubled": "",
    "heads": "person",
    "after_head": "aux, check",
    "often": "",
    "shorthand": {"<who>": "[the] <person>"},
}
NAMES = dict.fromkeys(("given", "maybe", "surname", "numbered", "shared", "endings", "known"), "")


def lexicon_with(pattern: str) -> Lexicon:
    phrase = {"says": pattern, "why": "", "rewrite": ""}
    return lexicon_of(compiled(DATA, NAMES, {"family": {"unless": "a", "phrases": [phrase]}}))


def found(pattern: str, text: str) -> list[str]:
    known = lexicon_with(pattern)
    sentence = tokens(text.split(), known.words)
    spans = [
        sentence.span(word_spans(text), max(start, 1), min(end, len(sentence.sizes) - 1))
        for start, end in known.steps.spans(known.lines[0], sentence)
    ]
    # What may match is told by the words alone, and must never be less than what does match.
    assert not spans or known.lines.sieve.possible(text.split()) == [0]
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("forgot to", "She forgot to look.", ["forgot to"]),
        ("forgot/missed it", "They missed it.", ["missed it"]),
        ("<check> it", "We verified it.", ["verified it"]),
        ("<check-ed> it", "We verify it.", []),
        ("<check-ing>", "By verifying it.", ["verifying"]),
        ("<check-s>", "He rolls back.", ["rolls back"]),
        ("did not", "It didn’t.", ["didn’t"]),
        ("engineer 's", "The engineer's plan.", ["engineer's"]),
        ("a [very] late page", "a late page, a very late page", ["a late page", "a very late page"]),
        ("so [very]* late", "so very very late", ["so very very late"]),
        ("(by hand | at night) again", "by hand again, at night again", ["by hand again", "at night again"]),
        ("saw _ twice", "saw it twice", ["saw it twice"]),
        ("saw _ twice", "saw, twice", []),
        ("saw ..3 twice", "saw the red light twice", ["saw the red light twice"]),
        ("saw ..3 twice", "saw the red, then twice", []),
        ("saw ~3 twice", "saw the light and twice", []),
        ("saw !it", "saw it, saw them", ["saw"]),
        ("^ never", "Never again.", ["Never"]),
        ("^ never", "I never do.", []),
        ("^ never", "- “Never again.”", ["Never"]),
        ("^ <check-ed> it", "Rolled back it was.", ["Rolled back it"]),
        ("late $", "It was late", ["late"]),
        ("late <stop>", "It was late, and dark.", ["late,"]),
        ("<who> was", "The engineer was there.", ["The engineer was", "engineer was"]),
        ("<person> was", "The engineer queue was full.", []),
        ("<person>", "The package manager had a bug.", ["package manager"]),
        ("rolled back", "It was rolled back.", ["rolled back"]),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize("pattern", ["^ never again", "^ !ever never again"])
def test_a_pattern_for_the_first_word_is_tried_with_no_sentence_that_begins_otherwise(pattern: str) -> None:
    possible = lexicon_with(pattern).lines.sieve.possible
    assert possible(["*", "Never", "do", "it", "again."]) == [0]
    assert possible(["I", "never", "do", "it", "again."]) == []


@pytest.mark.parametrize("wrong", ["(a | b", "a [b", "a ) b"])
def test_a_bracket_that_is_not_closed_is_told(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|unexpected"):
        found(wrong, "a b")


@given(
    st.lists(st.sampled_from(["a", "b", "c", ","]), max_size=9),
    st.lists(st.sampled_from(["a", "b", "a/c", "_", "[b]", "..2", "!c"]), min_size=1, max_size=4),
)
def test_what_is_found_is_what_a_plain_reading_finds(words: list[str], parts: list[str]) -> None:
    """Every beginning and the furthest end, by trying each way to read each part."""
    expected = []
    for start in range(len(words)):
        ends = _plain(words, start, parts)
        if ends and max(ends) > start:
            expected.append(" ".join(words[start : max(ends)]))
    assert found(" ".join(parts), " ".join(words)) == expected


def _plain(words: list[str], place: int, parts: list[str]) -> set[int]:
    if not parts:
        return {place}
    part, *rest = parts
    here = words[place] if place < len(words) else ""
    if part == "!c":
        return set() if here == "c" else _plain(words, place, rest)
    if part == "..2":
        return set().union(
            *(
                _plain(words, place + much, rest)
                for much in range(3)
                if place + much <= len(words) and "," not in words[place : place + much]
            )
        )
    if part == "[b]":
        return _plain(words, place, rest) | (_plain(words, place + 1, rest) if here == "b" else set())
    wanted = {"a", "b", "c"} if part == "_" else set(part.split("/"))
    return _plain(words, place + 1, rest) if here in wanted else set()
