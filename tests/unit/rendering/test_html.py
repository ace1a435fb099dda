"""A plain text shows exactly itself wherever HTML is made of it, before and after an engine for Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from markupsafe import Markup

from afterword.pages.page import Document
from afterword.rendering import attribute, element, literal, plain, quiet, unmarked
from afterword.rendering.document import markdown_file
from afterword.rendering.html import definitions, grid, joined, listed
from afterword.rendering.links import Linker, outside
from afterword.rendering.templates import compact
from tests.unit.rendering.hostile import EXAMPLES, TEXTS, shown, tight
from tests.unit.rendering.shown import Seen, as_html

TO = Linker("layers/data.md")
PLACES: dict[str, tuple[Callable[[str], Markup], list[str]]] = {
    "a line": (lambda text: element("p", text), ["p"]),
    "emphasis with classes": (lambda text: element("p", quiet(text)), ["p", "em"]),
    "a link": (lambda text: element("p", TO.to("models/a.md", text, "aw-chip")), ["p", "a"]),
    "a link to another site": (lambda text: element("p", outside("https://example.org/", text)), ["p", "a"]),
    "a list": (lambda text: listed([text, "next"]), ["ul", "li", "li"]),
    "joined texts": (lambda text: element("p", joined([text, "next"])), ["p"]),
    "a definition": (lambda text: definitions([("Label", text)]), ["dl", "dt", "dd"]),
    "a term": (lambda text: definitions([(text, "text")]), ["dl", "dt", "dd"]),
    "a cell": (lambda text: grid(["a"], [[text]], [True]), ["table", "thead", "tr", "th", "tbody", "tr", "td"]),
    "the head of a column": (lambda text: grid([text], [], [False]), ["table", "thead", "tr", "th", "tbody"]),
}


def with_examples(test: Callable[..., None]) -> Callable[..., None]:
    for text in EXAMPLES:
        test = example(text=text)(test)
    return test


def through_an_engine(html: str) -> str:
    """What any engine for Markdown makes of a page of ours."""
    return as_html(markdown_file(Document(title="x", before=compact(html), after="<p>end</p>")).split("---\n", 2)[2])


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=75)
@given(text=TEXTS)
@with_examples
def test_a_text_shows_itself_and_makes_no_markup(place: str, text: str) -> None:
    put, expected = PLACES[place]
    seen = Seen(put(text))
    assert [tag for tag in seen.tags if tag != "code"] == expected
    assert shown(text) in tight(seen.text)
    assert {name for name, _ in seen.attributes} <= {"class", "href", "rel", "scope", "style"}


@settings(max_examples=150)
@given(text=TEXTS)
@with_examples
def test_an_engine_for_markdown_leaves_our_html_as_it_is(text: str) -> None:
    html = f'<div title="{attribute(text)}">\n{element("p", text)}\n\n{listed([text])}\n{literal(text)}\n</div>'
    ours, seen = Seen(html), Seen(through_an_engine(html))
    assert (seen.tags, tight(seen.text)) == ([*ours.tags, "div", "p"], tight(f"{ours.text}end"))
    assert seen.attributes == [*ours.attributes, ("class", "aw-record")]


@settings(max_examples=75)
@given(text=TEXTS)
@with_examples
def test_an_attribute_keeps_its_value_and_ends_where_it_should(text: str) -> None:
    seen = Seen(f"{element('span', 'x', title=text)} after")
    assert (seen.tags, seen.text) == (["span"], "x after")
    assert seen.attributes == [("title", " ".join(text.split()))]


@settings(max_examples=75)
@given(text=TEXTS)
@with_examples
def test_a_literal_is_code_whatever_it_holds(text: str) -> None:
    seen = Seen(f"x {literal(text)} y")
    assert seen.tags == ["code"]
    assert tight(seen.text) == f"x{tight(text)}y"


@pytest.mark.parametrize(
    "text",
    [
        "A loader accepts a file that is twice as long",
        "38 % of merchant_country, at most 1,000",
        "*see* orders_12m [2025-11-18](x)",
    ],
)
def test_ordinary_text_stays_as_it_was_written(text: str) -> None:
    assert plain(text) == text


def test_code_in_backticks_stays_code() -> None:
    assert plain("the field `a_b` is `<empty>`") == "the field <code>a_b</code> is <code>&lt;empty&gt;</code>"


def test_html_of_our_own_passes() -> None:
    assert plain(Markup("<b>bold</b>")) == "<b>bold</b>"
    assert element("p", Markup("<b>bold</b>")) == "<p><b>bold</b></p>"


def test_an_attribute_without_a_value_is_left_out() -> None:
    assert element("td", "x", style=None) == "<td>x</td>"


def test_an_address_cannot_end_its_attribute() -> None:
    assert Seen(outside('https://example.org/"><script>', "x")).tags == ["a"]
    assert Seen(TO.to('a">b.md', "x", query='q="<b>')).tags == ["a"]


def test_a_title_for_the_theme_is_escaped_for_html() -> None:
    assert unmarked('<b> `code` "x"') == "&lt;b&gt; code &quot;x&quot;"
