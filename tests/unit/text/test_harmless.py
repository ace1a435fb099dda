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
    assert (
        re.findall(
            r"@|https?:/|www\.\w|#\d|\w/\w|!\d|~\w|:\w+:|%[\"\w]|[A-Za-z]\w*-\d|\w\.[^\W\d]\w|[*_<>{}\[\]&$|`\\]",
            seen.outside,
        )
        == []
    )


@pytest.mark.parametrize(
    "words", [*TEXTS, "[free](https://evil.example/x) ![x](x.png) *bold*", "~~x~~ __null__ price_*"]
)
def test_words_of_an_author_stay_words_in_a_line_of_markdown(words: str) -> None:
    seen = Seen(f"- Before: {harmless_markdown(words, 400)}")
    safe(seen, {"ul", "li", "code"})


@given(st.text(st.sampled_from("@#<>!-[]{}()`&:;/\\*_ \"'“”ab10.,~|$%é、\u0301"), max_size=60))
@example("``a` `b`c`@x`")
@example("a@b.example`<`")
def test_no_text_is_more_than_text(words: str) -> None:
    seen = Seen(f"- Before: {harmless_markdown(words, 400)}")
    safe(seen, {"ul", "li", "code"})
    assert re.sub(r"[\s`]", "", seen.text) == re.sub(r"[\s`]", "", f"Before: {words}")
    safe(Seen(f"<p>{harmless(words, 400)}</p>"), {"p", "code"})


@pytest.mark.parametrize(
    "words",
    [
        "The cache is filled first, with 1,000 pages (or more).",
        "The field `orders_12m` is empty.",
        '“Annotators of the "hard" rows’ labels” — e.g. two, or ‘three’…',
        "due 2026-10-30, 26 days late (sev2): v2 since 2026-01-02T10:00Z, at 0.2 % or 38%.",
        "Le modèle “Élan” n’a pas été réentraîné; 予測は、古い。 हिन्दी",
        "(`churn_features`), then “`#12`”, well-known.",
    ],
)
def test_a_sentence_stays_as_it_was_written(words: str) -> None:
    assert harmless_markdown(words) == words
    assert harmless(words, 400) == re.sub("`(.*?)`", r"<code>\1</code>", words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("“@all”, see", "@all"),
        ("(GH-12) or", "GH-12"),
        ("[[page]], or", "[[page]]"),
        ("{+x+}; and", "{+x+}"),
        ("defaced, and", "defaced"),
        ('5%" x"', "5%"),
        ("10:00: x", "10:00"),
        ("a.example.", "a.example"),
    ],
)
def test_the_marks_around_what_a_platform_reads_stay_outside_of_its_code(words: str, code: str) -> None:
    assert harmless_markdown(words) == words.replace(code, f"`{code}`")


def test_a_text_is_cut_between_two_words_and_never_inside_code() -> None:
    words = "The data set `customer_features of all` is empty"
    assert harmless(words, 24) == harmless(words, 38) == "The data set …"
    assert harmless(words, 40) == "The data set <code>customer_features of all</code> …"
    assert harmless("x" * 30, 10) == "x" * 10 + "…"
