"""A plain text shows exactly itself wherever a template puts it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from afterword.rendering import Markdown, attribute, literal, plain, unmarked
from tests.unit.rendering.shown import Seen, as_html

MARKUP = "\\`*_{}[]()<>&|~=#+-!?:;.,/\"'^$@% \n"
# Single signs, signs in runs, and what looks like markup: each alone says little, together they find the gaps.
PIECES = st.one_of(
    st.sampled_from([*MARKUP, "a", "b", "Z", "1", "2. ", "é", "\u2026"]),
    st.sampled_from(["**", "__", "``", "```", "~~~", "==", "--8<--", "<b>", "</div>", "<!--", "&lt;", "&#60;", "&amp"]),
    st.sampled_from(
        ["](x)", "{ .c }", "{: #i }", "{{ x }}", "{% y %}", "[^1]", "*[A]: ", "---", "===", "\\*", "`<i>`"]
    ),
    st.sampled_from(["!!! note", "??? x", "/// tab", "orders_12m", "https://example.org/a_b?c=d&e", "    ", "\t"]),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map("".join).filter(lambda text: bool(text.strip()))

PLACES = {
    "a line": ("Before {} after", {"p"}),
    "the start of a line": ("{}", {"p"}),
    "a list": ("- {}\n- next", {"ul", "li"}),
    "a definition": ("Label\n:   {}", {"dl", "dt", "dd"}),
    "a term": ("{}\n:   text", {"dl", "dt", "dd"}),
    "a cell": ("| a | b |\n| --- | --- |\n| {} | next |", {"table", "thead", "tbody", "tr", "th", "td", "div"}),
    "strong text": ("**{}**", {"p", "strong"}),
    "emphasis with classes": ("*{}*{{ .aw-note }}", {"p", "em"}),
    "a link": ("[{}](page.md){{ .aw-chip }}", {"p", "a"}),
    "a heading": ("## {} {{ #fixed }}", {"h2"}),
    "a block that is Markdown": ('<div class="x" markdown>\n\n{}\n\n</div>', {"div", "p"}),
}


def shown(text: str) -> str:
    """The signs of a text that a reader should see: all but white space and the backticks around code."""
    folded = " ".join(text.split())
    return tight(re.sub(r"(?<!`)`(?!`)([^`]*[^`\s][^`]*)`(?!`)", r"\1", folded))


def tight(text: str) -> str:
    """A text without white space: an engine trims it around code."""
    return "".join(text.split())


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
    assert {name for name, _ in seen.attributes} <= {"class", "id", "href"}


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
    assert (
        as_html(plain("the field `a_b` is `<empty>`"))
        == "<p>the field <code>a_b</code> is <code>&#60;empty&#62;</code></p>"
    )


def test_markdown_of_our_own_passes() -> None:
    assert plain(Markdown("**bold**")) == "**bold**"


@settings(max_examples=75)
@given(text=TEXTS)
def test_an_attribute_keeps_its_value_and_ends_where_it_should(text: str) -> None:
    seen = Seen(as_html(f'<span title="{attribute(text)}">x</span> after'))
    assert seen.tags == ["p", "span"]
    assert seen.attributes == [("title", " ".join(text.split()))]


@settings(max_examples=75)
@given(text=TEXTS)
def test_a_literal_is_code_whatever_it_holds(text: str) -> None:
    seen = Seen(as_html(f"x {literal(text)} y"))
    assert seen.tags == ["p", "code"]
    assert tight(seen.text) == f"x{tight(text)}y"


def test_a_title_for_the_theme_is_escaped_for_html() -> None:
    assert unmarked('<b> `code` "x"') == "&lt;b&gt; code &quot;x&quot;"
