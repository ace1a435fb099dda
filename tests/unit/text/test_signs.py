"""Signs rule a text out only where the closer look finds nothing."""

from __future__ import annotations

import sys

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.rules.actions.wording import wordings
from afterword.rules.body.markup import _HEADED, _SIGNS_OF_TITLE
from afterword.rules.causes.layers import layers
from afterword.rules.causes.stated import _HINTS, _HUMAN_ERROR
from afterword.text.signs import Signs

PATTERNS = [
    *(wording.says for name in ("gate", "vague") for wording in wordings(name)),
    *(layer.words for layer in layers().values()),
]
LINES = st.sampled_from(["", "a", " ", "é\n"])


def test_the_library_is_there() -> None:
    assert jsonschema_rs.__name__ in sys.modules


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("earer|asic ", "a bearer", True),
        ("earer|asic ", "a classic", False),
        (r"(?i)secret", "The SECRET", True),
        (r"\n[ >]*\w+", "a\n > b", True),
        ("abc", "a\ud800", True),
    ],
)
def test_a_text_without_a_sign_is_ruled_out(pattern: str, text: str, expected: bool) -> None:
    assert Signs(pattern, few=0).may_be_in(text) is expected


def test_nothing_is_ruled_out_before_the_library_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "jsonschema_rs")
    assert Signs("abc", few=0).may_be_in("xyz")


def test_a_few_texts_are_not_worth_it() -> None:
    signs = Signs("abc", few=2)
    assert [signs.may_be_in("xyz") for _ in range(4)] == [True, True, False, False]


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=20)
@given(data=st.data(), before=LINES, after=LINES)
def test_each_match_has_the_signs_of_its_pattern(pattern: str, data: st.DataObject, before: str, after: str) -> None:
    match = data.draw(st.from_regex(pattern))
    assert Signs.of("never", pattern).may_be_in(f"{before}\n{match}\n{after}")


@pytest.mark.parametrize(("pattern", "signs"), [(_HUMAN_ERROR, _HINTS), (_HEADED.pattern, _SIGNS_OF_TITLE)])
@given(data=st.data())
def test_each_match_has_the_signs_that_are_listed_for_it(pattern: str, signs: Signs, data: st.DataObject) -> None:
    assert Signs(signs.pattern, few=0).may_be_in(data.draw(st.from_regex(pattern)))


def test_a_pattern_that_the_library_refuses_is_no_odd_text() -> None:
    with pytest.raises(ValueError, match="regex"):
        Signs("(?>a)", few=0).may_be_in("abc")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:be|stay) (?:more )?careful\b", "please be careful"),
        (r"^fix (?:[\w-]+ )?script$", "Read it\nfix l'été script"[8:]),
        (r"(?<!to )check(?:s|ed)?(?! (?:out|in)\b)", "checked"),
        (r"a(?=(?:b|c(d))e)f|gh", "gh"),
        (r"end(?=[.,]?$)", "the end."),
    ],
)
def test_look_around_and_borders_of_words_are_left_out(pattern: str, text: str) -> None:
    assert Signs.of(pattern).may_be_in(text)
    assert not Signs.of(pattern).may_be_in("zzz")


@pytest.mark.parametrize("pattern", [r"\Wa", r"[^\w]a", r"[\d.]", r"a\B", r"\Aa"])
def test_what_could_not_be_found_is_no_sign(pattern: str) -> None:
    with pytest.raises(ValueError, match="cannot be a sign"):
        Signs.of(pattern)
