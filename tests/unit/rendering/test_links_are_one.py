"""A link is what the site makes one: the check sees the targets that a reader can follow, and no others."""

from __future__ import annotations

import cmarkgfm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.reading.narrative import as_browser_reads, links
from afterword.rendering import defuse
from afterword.rendering.targets import plain_target
from tests.unit.rendering.shown import Seen, as_html

TARGETS = st.sampled_from(
    [
        *("a.md", "../b.md#c", "images/d e.png", "<f g.png>", "h_(i).md", "https://example.org/j", "l%20m.md"),
        *("n\\_o.md", "\u00fcber.png", "u\u0308ber.png", "#k"),
    ]
)
TITLES = st.sampled_from(["", "", ' "t"', " 't'", ' "t (u)"', "\n'v'"])
WORDS = st.sampled_from(
    ["word", "`code`", "`[c](c.md)`", "\\[", "\\]", "**b**", "two\nlines", "14:02", "[x y]", "x(y)", "don't", "a]"]
)
IMAGES = st.one_of(st.builds("![{}]({}{})".format, WORDS, TARGETS, TITLES), st.builds("![{}][s]".format, WORDS))
INSIDE = st.one_of(WORDS, IMAGES, st.builds("{} {}".format, WORDS, IMAGES))
LINKS = st.one_of(
    st.builds("[{}]({}{})".format, INSIDE, TARGETS, TITLES),
    st.builds("[{}][r]".format, INSIDE),
    st.builds("![{} {}](z.png)".format, WORDS, st.builds("[{}]({})".format, WORDS, TARGETS)),
)
LIKE_LINKS = st.sampled_from(
    [
        *("[14:02 UTC]: We saw it.", "[^1]: A note with [o](o.md).", "A note[^1].", "<https://example.org/p>"),
        *("[r]", "![s]", "[R][]", "\\[q](q.md)", "\\![q](q.md)", "\\\\[q](q.md)", "[q] (q.md)", "[q](q.md", "[q]()"),
        *("[q]( <q r.md> )", "``[`](u.md)``", "\\`[t](t.md)`", "[u](v.md 'w", "[u](v.md 'w' x)", '[u](v "w")'),
        *("```\n[z](z.md)\n```", "~~~ text\n[z](z.md)\n~~~", "```\n[z](z.md)\n", "[error]: failed: [a](b.md)"),
        "| a | b |\n|---|---|\n| [c | d](e.md) | [f](g.md) |\n| `|` [h](i.md) | \\| [j](k.md) |",
        '!!! note "See [t](t.md)"\n    And [y](y.md).\n\n        [code](code.md)',
    ]
)
DEFINED = st.builds("[{}]:{}{}{}".format, st.sampled_from("rsRx"), st.sampled_from([" ", "\n  "]), TARGETS, TITLES)
LINES = st.one_of(LINKS, IMAGES, DEFINED, LIKE_LINKS, st.builds("{} {} {}".format, WORDS, LINKS, LINKS))
BEFORE = st.sampled_from(["", "", "- ", "1. ", "> ", "## ", "    ", "        ", "    - ", "  "])


def indented(text: str, before: str) -> str:
    first, _, rest = text.partition("\n")
    deeper = " " * len(before) if before.strip() else before
    return before + first + (("\n" + rest).replace("\n", f"\n{deeper}") if rest else "")


BODIES = st.lists(st.builds(indented, LINES, BEFORE), min_size=1, max_size=5).map("\n\n".join)


def published(body: str) -> set[tuple[str, str]]:
    seen = Seen(as_html(defuse(body, {"example.org"})))
    found = {(name, as_browser_reads(value)) for name, value in seen.attributes if name in {"href", "src"}}
    return {one for one in found if not one[1].startswith(("#fn", "mailto:"))}


def checked(body: str) -> set[tuple[str, str]]:
    return {("src" if link.image else "href", link.target) for link in links(body)}


def plain(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(name, plain_target(target)) for name, target in found}


@settings(max_examples=500, deadline=None, derandomize=True)
@given(body=BODIES)
def test_the_check_sees_the_links_of_the_page(body: str) -> None:
    assert plain(checked(body)) == plain(published(body))


@pytest.mark.parametrize(
    "body",
    [
        *("[a](<b c.md>)", "![a](b c.png 'd')", "[a](b_(c).md)", "[a](\u00fcber.md)", "[a][b]\n\n[b]:\n  <c d.md> 'e'"),
        *(
            "[14:02 UTC]: We saw it.",
            "[a] (b.md)",
            "\\[a](b.md)",
            "`[a](b.md)`",
            "[![a](b.png)](c.md)",
            "> - [a](b.md)",
        ),
        *(
            "```\n[a](b.md)\n```",
            "    [a](b.md)",
            "- a\n\n    [b](c.md)",
            "![a [b](c.md)](d.png)",
            "<https://example.org/a>",
        ),
    ],
)
def test_another_engine_reads_the_same_links(body: str) -> None:
    seen = Seen(cmarkgfm.markdown_to_html(defuse(body)))
    found = {(name, as_browser_reads(value)) for name, value in seen.attributes if name in {"href", "src"}}
    assert plain(checked(body)) == plain(found)
