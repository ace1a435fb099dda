"""What the search reads of a page: its text by sections, and nothing that repeats other pages."""

from __future__ import annotations

from afterword.pages.page import Document
from afterword.publish.search.markdown import first_title, sections_of, told
from afterword.publish.search.text import Section, plain, sections, title_of

PAGE = """
<p class="aw-kicker">18 November</p><h1 id="top">The <code>loader</code> stops</h1><p>It read <b>too</b> much.</p>
<h2 id="causes">Causes<a class="headerlink" href="#causes">&para;</a></h2>
<ul><li>A file &amp; a limit.</li><li>Two</li></ul>
<div data-search-exclude><div>Other reviews</div><p>Elsewhere</p></div>
<h3>No anchor</h3><p>Still a cause.</p>
<h2 id="empty">Empty</h2>
"""


def test_a_page_is_read_by_the_sections_that_have_a_text() -> None:
    assert sections(PAGE) == (
        Section("", "", "It read too much."),
        Section("causes", "Causes", "A file & a limit. Two No anchor Still a cause."),
    )
    assert title_of(PAGE) == "The loader stops"


def test_an_element_that_is_never_closed_takes_no_more_than_the_rest() -> None:
    assert sections("<p>Seen</p><div data-search-exclude><p>Not seen</p>") == (Section("", "", "Seen"),)


def test_a_word_is_parted_by_what_begins_a_line_and_not_by_what_stands_in_one() -> None:
    assert plain("<td>a</td><td>b<em>c</em></td>") == "a bc"


def test_what_looks_like_markup_in_a_text_stays_text() -> None:
    assert plain("<p>a &lt;script&gt; b</p>") == "a <script> b"


def test_a_narrative_in_markdown_is_read_by_its_sections_too() -> None:
    narrative = "It *began* at [noon](x.md).\n\n## What we saw\n\n- `rows` doubled\n\n```text\n# no heading\n```\n"
    document = Document("T", before="<h1>T</h1><p>Lead</p>", narrative=narrative, after='<h2 id="z">Z</h2>')
    names = [(section.anchor, section.title, section.text) for section in sections_of(document)]
    assert names == [
        ("", "", "Lead"),
        ("", "", "It began at noon."),
        ("what-we-saw", "What we saw", "rows doubled no heading"),
    ]


def test_a_guide_in_markdown_has_a_title_and_no_front_matter() -> None:
    text = "---\ntitle: Other\n---\n\n# How we `review`\n\nTogether.\n"
    assert first_title(text) == "How we review"
    assert told(text) == (Section("", "", "Together."),)
