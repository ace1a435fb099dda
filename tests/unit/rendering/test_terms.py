"""Terms are marked once, where a reader reads, and the text stays what it was."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.glossary import Glossary, Term, glossary_of
from afterword.rendering.terms import mark_terms
from tests.made import SETTINGS

OURS = glossary_of(SETTINGS)
LINK = re.compile(r'<a class="aw-term" href="[^"]*">(.*?)</a>', re.DOTALL)


def marked(html: str) -> list[str]:
    return LINK.findall(mark_terms(html, OURS, "g/"))


def test_the_first_occurrence_is_marked_and_leads_to_the_entry() -> None:
    html = mark_terms("<p>A canary held; the canary was small.</p>", OURS, "../reference/glossary/")
    assert html.count("aw-term") == 1
    assert html.startswith('<p>A <a class="aw-term" href="../reference/glossary/#term-canary">canary</a> held;')


def test_the_longer_spelling_is_one_term() -> None:
    assert marked("<p>Training-serving skew and an error\nbudget</p>") == ["Training-serving skew", "error\nbudget"]


@pytest.mark.parametrize("tag", ["h2", "a", "code", "pre", "blockquote", "q", "button", "summary", "th", "dt", "svg"])
def test_what_is_no_prose_is_left_alone(tag: str) -> None:
    assert marked(f"<{tag}>canary <em>drift</em></{tag}>") == []
    assert marked(f"<{tag}>canary</{tag}><p>canary</p>") == ["canary"]


@pytest.mark.parametrize("text", ["drifting", "canary-7", "a/canary", "canary@example", "&canary;", "slo", "#drift"])
def test_what_only_looks_like_a_term_is_not_one(text: str) -> None:
    assert marked(f"<p>{text}</p>") == []


def test_attributes_and_comments_are_no_text() -> None:
    html = "<p title=\"canary > drift\" data-x='slice'>x<!-- canary <p>drift --></p>"
    assert mark_terms(html, OURS, "g/") == html


def test_a_quotation_that_nobody_closed_does_not_silence_what_follows_its_parent() -> None:
    assert marked("<blockquote>canary <q>drift</blockquote><p>slice</p>") == ["slice"]


PIECES = st.sampled_from(
    [
        "canary ",
        "DRIFT",
        "<p>",
        "</p>",
        "<code>",
        "</code>",
        "<a href='x\">'>",
        "</a>",
        "<",
        ">",
        '"',
        "&lt;",
        "<img x>",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_taking_the_marks_out_again_gives_the_page_byte_for_byte(html: str) -> None:
    assert LINK.sub(r"\1", mark_terms(html, OURS, "g/")) == html


def test_a_mark_brings_nothing_but_its_link() -> None:
    seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, attrs))

    Reader().feed(mark_terms("<p>canary</p>", OURS, '"><script>'))
    assert [tag for tag, _ in seen] == ["p", "a"]


def test_no_spelling_belongs_to_two_terms_and_every_term_is_explained_in_sentences() -> None:
    spellings = [form for term in OURS.terms for form in term.forms]
    assert len(OURS.by_form) == len(spellings)
    assert len({term.anchor for term in OURS.terms}) == len(OURS.terms)
    assert [term.title for term in OURS.terms if not term.means.endswith(".") or len(term.means) < 40] == []


@pytest.mark.parametrize(
    "term", [term for term in OURS.terms if "SLA-aware" not in term.title], ids=lambda term: term.anchor
)
def test_each_spelling_is_found(term: Term) -> None:
    for form in term.forms:
        assert marked(f"<p>The {form}, here.</p>") == [form]


def test_a_term_with_a_character_that_html_escapes_is_marked() -> None:
    own = Glossary((Term("R&D", "Research and development.", ("R&D",)),))
    assert LINK.findall(mark_terms("<p>Ask R&amp;D first.</p>", own, "g/")) == ["R&amp;D"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h2><h2>canary</h2> canary</h2><p>drift</p>", ["drift"]),
        ("<a>x<code>canary</a> drift</code>", ["drift"]),
        ("<H2>canary</h2><p>drift</p>", ["drift"]),
        ("<p>drift</p><h2>canary <p>slice</p>", ["drift"]),
        ('<h2 title="</h2> canary">canary</h2 >drift', ["drift"]),
        ("<a-b>canary</a-b>", ["canary"]),
        ("<nav><ul><li><a href='x'>canary</a></li></ul></nav><p>drift\0</p>", ["drift"]),
    ],
)
def test_only_what_is_inside_an_element_is_left_alone_however_it_is_closed(html: str, found: list[str]) -> None:
    assert marked(html) == found
