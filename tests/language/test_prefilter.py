"""What spares most sentences a search leaves out nothing that the search would find."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bench.language import labelled
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.language import find, lexicon
from afterword.language.finding import _folded, _remarks, _words
from afterword.language.scope import in_scope, sentences
from tests.made import REPOSITORY

FILES = sorted([*(REPOSITORY / "postmortems").glob("*.md"), *(REPOSITORY / "docs" / "patterns").glob("*.md")])
WORDS = sorted(lexicon().words | lexicon().people)
NAMES = frozenset(name for listed in lexicon().names.values() for name in listed)


def found(text: str) -> set[tuple[int, int, str]]:
    return {(remark.start, remark.end, remark.phrase.family) for remark in find(text)}


@cache
def written() -> frozenset[str]:
    """The names in everything that is written here, so that each pattern is compiled once and not for each sentence."""
    texts = [*(one.text for one in labelled()), *(file.read_text("utf-8") for file in FILES)]
    return NAMES & {word for text in texts for word in _words(text)}


def searched(text: str) -> set[tuple[int, int, str]]:
    """The same by every pattern in every sentence, as if each held every word and spoke of people."""
    everything = set()
    # Patterns with all names would be slow, and a name that is not there matches nowhere.
    called = (lexicon().words - NAMES) | written() | (NAMES & set(_words(text)))
    for offset, sentence in sentences(in_scope(text)):
        remarks = list(_remarks(sentence, _folded(sentence), offset, called, people=True))
        everything |= {(remark.start, remark.end, remark.phrase.family) for remark in remarks}
    return everything


def lost(text: str) -> set[tuple[int, int, str]]:
    """What only the full search finds, and nothing longer of the same family covers."""
    told = found(text)
    return {
        one
        for one in searched(text)
        if not any(said[2] == one[2] and said[0] < one[1] and one[0] < said[1] for said in told)
    }


def test_nothing_is_lost_in_the_labelled_sentences() -> None:
    assert {one.text: gone for one in labelled() if (gone := lost(one.text))} == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_lost_in_what_is_really_written(file: Path) -> None:
    assert lost(file.read_text("utf-8")) == set()


@settings(deadline=None, max_examples=50)  # the first to call for a pattern waits until it is compiled
@given(st.lists(st.sampled_from([*WORDS, "the", "was", "have", "to", "-", "—", "’s", ",", ".", "\n\n"]), max_size=12))
def test_nothing_is_lost_in_words_thrown_together(words: list[str]) -> None:
    assert lost(" ".join(words)) == set()


@pytest.mark.parametrize("text", ["It was careless—and late.", "“It was late”, careless…", "A careless—plan"])
def test_marks_that_are_not_of_the_keyboard_part_words_too(text: str) -> None:
    assert [remark.words for remark in find(text)] == ["careless"]


@pytest.mark.parametrize("text", ["İ was CARELESS", "THE ENGINEER SHOULD HAVE NOTICED IT."])
def test_capitals_do_not_matter_and_offsets_stay(text: str) -> None:
    ((start, end, _),) = found(text)
    assert text[start:end] in {"CARELESS", "ENGINEER SHOULD HAVE NOTICED"}
