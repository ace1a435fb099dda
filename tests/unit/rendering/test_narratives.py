"""The narrative of a review does no harm, before the engine and after it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.pages.page import Document
from afterword.rendering import defuse
from afterword.rendering.document import markdown_file
from afterword.rendering.sanitise import TAGS, sanitise
from tests.unit.rendering.shown import Seen, as_html

HTML = [
    "<script>alert(1)</script>",
    "text <img src=x onerror=alert(1)> text",
    "<div onclick=alert(1)>x</div>",
    "<!-- a comment that is never closed",
    "<textarea>",
    "<svg/onload=alert(1)>",
    "a `b\n- c `<script>alert(1)</script>` d",
    "``` \n<script>alert(1)</script>",
    "```js\n<b>\n~~~\n\n<script>alert(1)</script>",
    "> ```\n<script>alert(1)</script>\n> ```",
    "  ```\n<script>alert(1)</script>\n  ```",
    "`` ` `<script>alert(1)</script>` ``",
    "\\`<script>alert(1)</script>\\`",
    "[x](<javascript:alert(1)>)",
]
LINKS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](vbscript:x)",
    "![x](data:text/html,x)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
]
ACTIVE = {"script", "iframe", "svg", "object", "embed", "form", "textarea", "style", "base", "meta", "link", "input"}
PIECES = st.sampled_from(
    [
        *(
            "`",
            "``",
            "```",
            "~~~",
            "\n",
            "\n\n",
            "    ",
            "- ",
            "> ",
            "1. ",
            "<b>",
            "<script>",
            "</div>",
            "<!--",
            "x",
            " ",
        ),
        *("\\", "[a](b)", "{: onclick=x }", "# ", "| a |", "js", "&lt;", "{{ x }}", "<https://example.org>", ":   "),
    ]
)
BODIES = st.lists(PIECES, min_size=1, max_size=25).map("".join)


@pytest.mark.parametrize("body", [*HTML, *LINKS])
def test_what_could_act_is_shown_as_text(body: str) -> None:
    seen = Seen(as_html(defuse(body)))
    assert not ACTIVE & set(seen.tags)
    assert "!--" not in seen.tags
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    schemes = ("http", "https", "mailto")
    addresses = [value for name, value in seen.attributes if name in {"href", "src"}]
    assert [value for value in addresses if ":" in value and value.split(":")[0] not in schemes] == []


@settings(max_examples=200)
@given(body=BODIES)
def test_no_tag_of_an_author_survives(body: str) -> None:
    seen = Seen(as_html(defuse(body)))
    assert not {"b", "script", "!--"} & set(seen.tags)
    assert "onclick" not in dict(seen.attributes)


@settings(max_examples=100)
@given(body=BODIES)
def test_the_page_goes_on_after_any_narrative(body: str) -> None:
    page = Document(title="x", before="<h1>x</h1>", narrative=defuse(body), after="<h3>Impact</h3>\n<p>The end.</p>")
    seen = Seen(as_html(markdown_file(page).split("---\n", 2)[2]))
    assert "h3" in seen.tags
    assert seen.text.endswith("Impact The end.")


def test_ordinary_markdown_stays_as_it_was() -> None:
    body = (
        "## What happened\n\nA **loader** [failed](../postmortems/a.md#b) & `x_y` stayed.\n\n"
        "- one\n- two\n\n```python\nif a < b:\n    print({1})\n```\n\n![A chart](images/a.svg)"
    )
    assert defuse(body) == body


def test_code_is_shown_as_it_was_written() -> None:
    seen = Seen(as_html(defuse("use `<b>{x}` or\n\n```html\n<b>{x}</b>\n```")))
    assert seen.text.startswith("use <b>{x} or")
    assert "<b>{x}</b>" in seen.text


def test_a_title_in_the_narrative_stands_below_that_of_the_page() -> None:
    assert as_html(defuse("# One\n\nTwo\n===\n\n### Three")).count("<h2") == 2


def test_an_image_of_another_host_becomes_a_link() -> None:
    assert defuse("![graph](https://example.org/a.png)") == "[graph](https://example.org/a.png)"
    assert defuse("![graph](https://example.org/a.png)", {"example.org"}).startswith("!")


@pytest.mark.parametrize("html", HTML[:6])
def test_the_last_lock_keeps_only_what_it_knows(html: str) -> None:
    seen = Seen(sanitise(f"<p>before</p>{html}<p>after</p>"))
    assert set(seen.tags) <= TAGS
    assert not [name for name, _ in seen.attributes if name.startswith("on")]


def test_the_last_lock_keeps_what_a_page_is_made_of() -> None:
    html = (
        '<h2 id="impact">Impact<a class="headerlink" href="#impact" title="Link">x</a></h2>'
        '<table><tr><td style="text-align: right">1</td></tr></table>'
        '<details class="note" open=""><summary>s</summary></details>'
        '<img alt="a" src="../images/a.svg"><li data-kind="incident" aria-label="b">c</li>'
    )
    kept = sanitise(html)
    for part in (
        'id="impact"',
        'class="headerlink"',
        "text-align",
        "<summary>",
        'src="../images/a.svg"',
        'data-kind="incident"',
    ):
        assert part in kept


@pytest.mark.parametrize(
    "source", ["https://example.org/a.png", "//example.org/a.png", "javascript:x", "data:image/png;base64,x"]
)
def test_the_last_lock_keeps_images_to_the_site(source: str) -> None:
    assert "src" not in sanitise(f'<img src="{source}">')


def test_an_image_of_a_host_that_the_settings_name_is_kept() -> None:
    assert "src" in sanitise('<img src="https://example.org/a.png">', ["example.org"])


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<use href="https://example.org/a.svg#b"/>',
        '<image href="https://example.org/a.png"/>',
        "<foreignObject><iframe src='//example.org'></iframe></foreignObject>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        "<style>@import url(//example.org)</style>",
    ],
)
def test_the_last_lock_lets_no_drawing_through_and_nothing_that_acts_or_loads(inside: str) -> None:
    kept = sanitise(f'<svg onload="alert(1)"><path d="M0 0h1"></path>{inside}</svg>')
    seen = Seen(kept)
    assert set(seen.tags) <= {"a"}
    assert [name for name, _ in seen.attributes if name.startswith("on") or name.endswith("href")] == []


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("[plan](<the plan (new).md>)", "the%20plan%20%28new%29.md"),
        ("[plan](<plan.md> 'Plan')", "plan.md"),
        ("[plan][1]\n\n[1]: <the plan.md> 'Plan'", "the%20plan.md"),
        ("[plan](<javascript:alert(1)>)", "#"),
        ("[plan][1]\n\n[1]: <javascript:alert(1)>", "#"),
    ],
)
def test_a_target_may_stand_in_angle_brackets(written: str, href: str) -> None:
    assert f'<a href="{href}"' in as_html(defuse(written)).replace("'", '"')


def test_a_footnote_is_no_definition_of_a_link() -> None:
    assert defuse("A note[^1].\n\n[^1]: javascript: is a scheme.") == "A note[^1].\n\n[^1]: javascript: is a scheme."
