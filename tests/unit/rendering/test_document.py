"""A page around its narrative: the parts, the headings, and the same page as a file for any engine."""

from __future__ import annotations

import pytest
import yaml

from afterword.pages.page import Document
from afterword.rendering.document import STORY, anchors, contents, markdown_file, parted, whole, with_other_ids
from tests.unit.rendering.shown import Seen, as_html

LINK = '<a class="headerlink" href="#{0}">\N{PILCROW SIGN}</a>'


def heading(level: int, title: str, anchor: str) -> str:
    return f'<h{level} id="{anchor}">{title}{LINK.format(anchor)}</h{level}>'


@pytest.mark.parametrize(
    ("made", "parts"),
    [
        (f"<p>a</p>\n{STORY}\n<p>b</p>", ("<p>a</p>", "<p>b</p>")),
        (f"<p>a</p>\n{STORY}", ("<p>a</p>", "")),
        ("<p>a</p>", ("<p>a</p>", "")),
    ],
)
def test_a_template_says_where_the_narrative_is(made: str, parts: tuple[str, str]) -> None:
    assert parted(made) == parts


def test_a_page_without_a_narrative_has_no_place_for_one() -> None:
    page = Document(title="x", before="<p>a</p>", after="<p>b</p>")
    assert whole(page, "") == "<p>a</p>\n<p>b</p>"
    assert 'id="story"' not in markdown_file(page)
    assert anchors(whole(page, "<p>told</p>")) == {"story"}


def test_a_file_for_any_engine_has_the_page_and_its_narrative_as_markdown() -> None:
    page = Document(
        title="A &amp; b",
        before="<h1>A</h1>\n<ul>\n<li>one</li>\n</ul>",
        narrative="## Told\n\nIt **stopped**.\n\n- one",
        after="<h2>Then</h2>\n<p>b</p>",
        description="What: it did",
        hide=("toc",),
        feed="a/feed.xml",
    )
    _, head, body = markdown_file(page).split("---\n", 2)
    told = {"title": "A &amp; b", "description": "What: it did", "hide": ["toc"], "feed": "a/feed.xml"}
    assert yaml.safe_load(head) == told
    seen = Seen(as_html(body))
    assert seen.tags == ["h1", "ul", "li", "div", "h2", "p", "strong", "ul", "li", "div", "h2", "p"]
    assert seen.text.replace(" ", "") == "AoneToldItstopped.oneThenb"


def test_a_heading_of_an_author_leaves_its_place_to_ours() -> None:
    narrative = heading(2, "Impact", "impact") + heading(2, "Cause", "cause") + '<a href="#impact">see</a>'
    made = with_other_ids(narrative, {"impact", "impact_1"})
    assert made == heading(2, "Impact", "impact_2") + heading(2, "Cause", "cause") + '<a href="#impact">see</a>'


def test_a_heading_of_an_author_takes_no_id_that_another_of_them_has() -> None:
    narrative = heading(2, "Impact", "impact") + heading(2, "Impact", "impact_1") + heading(2, "Story", "story")
    expected = heading(2, "Impact", "impact_2") + heading(2, "Impact", "impact_1") + heading(2, "Story", "story_1")
    assert with_other_ids(narrative, {"impact"}) == expected


def test_the_contents_hold_each_heading_below_the_one_that_it_belongs_to() -> None:
    html = "".join(
        [
            heading(1, "Page", "page"),
            heading(2, "One &amp; <code>two</code>", "one"),
            heading(3, "Below", "below"),
            heading(2, "Last", "last"),
            "<h2>Nobody can link here</h2>",
        ]
    )

    def outline(depth: int) -> object:
        def told(rows: object) -> object:
            assert isinstance(rows, list)
            return [(row["id"], row["name"], told(row["children"])) for row in rows]

        return told(contents(html, depth))

    one = ("one", "One &amp; two")
    assert outline(3) == [("page", "Page", [(*one, [("below", "Below", [])]), ("last", "Last", [])])]
    assert outline(2) == [("page", "Page", [(*one, []), ("last", "Last", [])])]
