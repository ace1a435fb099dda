"""A plain text shows exactly itself where a digest puts it, and stays readable as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from afterword.rendering.markdown import literal, plain
from tests.unit.rendering.hostile import TEXTS, shown, tight
from tests.unit.rendering.shown import Seen, as_html

PLACES = {
    "a line": ("Before {} after", {"p"}),
    "the start of a line": ("{}", {"p"}),
    "a list": ("- {}\n- next", {"ul", "li"}),
    "a line below an item": ("- item\n  {}", {"ul", "li"}),
    "a link": ("[{}](https://example.org/)", {"p", "a"}),
    "a heading": ("# {}: from May to June", {"h1"}),
}


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=75)
@given(text=TEXTS)
@example(text="<img src=x onerror=alert(1)>")
@example(text="[x](javascript:alert(1))")
@example(text="- a\n\n# b")
@example(text="1. one")
@example(text="`a | b` and <c> | d")
@example(text="a\\")
@example(text="written in C#")
@example(text="\\#")
@example(text="share of null in orders_12m and _this_")
def test_a_text_shows_itself_and_makes_no_markup(place: str, text: str) -> None:
    frame, expected = PLACES[place]
    seen = Seen(as_html(frame.format(plain(text))))
    assert set(seen.tags) <= expected | {"code"}
    assert shown(text) in tight(seen.text)
    assert {name for name, _ in seen.attributes} <= {"id", "href"}


@pytest.mark.parametrize(
    "text",
    [
        "A loader accepts a file that is twice as long",
        "38 % of `merchant_country`, at most 1,000",
        "see orders_12m (2025-11-18)",
    ],
)
def test_ordinary_text_stays_as_it_was_written(text: str) -> None:
    assert plain(text) == text


def test_code_in_backticks_stays_code() -> None:
    html = "<p>the field <code>a_b</code> is <code>&#60;empty&#62;</code></p>"
    assert as_html(plain("the field `a_b` is `<empty>`")) == html


@settings(max_examples=75)
@given(text=TEXTS)
def test_a_literal_is_code_whatever_it_holds(text: str) -> None:
    seen = Seen(as_html(f"x {literal(text)} y"))
    assert seen.tags == ["p", "code"]
    assert tight(seen.text) == f"x{tight(text)}y"
