"""Text of an author in Markdown and HTML of a platform: it is shown, and nothing in it acts."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from afterword.text.harmless import harmless, harmless_markdown
from tests.seen import Seen
from tests.unit.reporters.hostile import TEXTS


def safe(seen: Seen, elements: set[str]) -> None:
    assert (seen.elements - elements, seen.attributes) == (set(), [])
    assert re.findall(r"@|https?:/|www\.\w|#\d|\w/\w|!\d|~\w|:\w+:|[*_<>\[\]&]", seen.outside) == []


@pytest.mark.parametrize(
    "words", [*TEXTS, "[free](https://evil.example/x) ![x](x.png) *bold*", "~~x~~ __null__ price_*"]
)
def test_words_of_an_author_stay_words_in_a_line_of_markdown(words: str) -> None:
    seen = Seen(f"- Before: {harmless_markdown(words, 400)}")
    safe(seen, {"ul", "li", "code"})


@given(st.text(st.sampled_from("@#<>!-[]()`&:/\\*_ \"'ab1~|$%"), max_size=60))
@example("``a` `b`c`@x`")
@example("a@b.example`<`")
def test_no_text_is_more_than_text(words: str) -> None:
    seen = Seen(f"- Before: {harmless_markdown(words, 400)}")
    safe(seen, {"ul", "li", "code"})
    assert re.sub(r"[\s`]", "", seen.text) == re.sub(r"[\s`]", "", f"Before: {words}")
    safe(Seen(f"<p>{harmless(words, 400)}</p>"), {"p", "code"})


def test_a_sentence_stays_as_it_was_written() -> None:
    for words in ("The cache is filled first, with 1,000 pages (or more).", "The field `orders_12m` is empty."):
        assert harmless_markdown(words, 400) == words
