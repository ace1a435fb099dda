"""Diagrams are drawn in every scheme and on paper, from this host alone, whatever an author has written into one."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from afterword.publish.csp import inserted, policy, read_pages, written
from afterword.reading.diagrams import KINDS
from tests.browser.visit import DIAGRAM, Site, enforced

LOADS = '<link rel="stylesheet" href="../../assets/afterword/diagrams.css">'
PHONE = 390

SAID = {
    "flowchart": "LR\n A([a]) --> B{b} & C[(c)]\n subgraph Later\n D{{d}}\n end\n C --> D",
    "graph": 'TD\n A@{ shape: rect, label: "a & b" } --> B["Two<br>lines"]\n style A fill:#a1221a',
    "sequenceDiagram": "\n A->>B: asks\n Note over B: empty\n alt held\n B-->>A: items\n else\n B--xA: 500\n end",
    "stateDiagram": "\n a --> b",
    "stateDiagram-v2": "\n [*] --> draft\n state published {\n open --> verified\n }\n draft --> published: agreed",
    "classDiagram": "\n class Review {\n +check() bool\n }\n <<interface>> Review\n Review <|-- NearMiss",
    "erDiagram": "\n REVIEW ||--o{ ACTION : has\n REVIEW {\n string id\n }",
    "timeline": "\n title It happened\n 2026-03-01 : onset : first signal\n 2026-03-02 : detected",
    "gantt": "\n dateFormat YYYY-MM-DD\n section Prevention\n Check :crit, a1, 2026-03-01, 10d\n Gate :after a1, 5d",
    "pie": ' title Layers\n "data" : 12\n "model" : 5',
    "quadrantChart": "\n title Where\n x-axis Rare --> Often\n quadrant-1 Now\n Data: [0.7, 0.8]",
}

HOSTILE = [
    '%%{init: {"securityLevel": "loose", "htmlLabels": true}}%%\nflowchart LR\n A["<img src=https://a.example.org/x>"]',
    "---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n---\nflowchart LR\n A[<b onclick=alert(1)>x</b>]",
    'flowchart LR\n A --> B\n click A "javascript:alert(1)"\n click B call alert()',
    'flowchart LR\n A@{ img: "https://b.example.org/x.png", label: "x" }',
    "flowchart LR\n A --> B\n classDef x fill:url(https://c.example.org/x)\n class A x",
    "flowchart LR\n A[x] --> B\n style A fill:#fff} body { display: none",
    "sequenceDiagram\n participant A\n link A: Board @ https://d.example.org\n A->>A: x",
    "flowchart LR\n A -->",
]


@pytest.fixture
def page_of(site: Site) -> Iterator[Callable[..., str]]:
    """Make a page of other diagrams, as they would be if no check stood before them; its address."""
    made: list[Path] = []

    def make(*texts: str) -> str:
        page = (site.folder / DIAGRAM / "index.html").read_text("utf-8")
        begin, end = page.index('<div class="aw-diagram">'), page.index(LOADS)
        blocks = (f'<div class="aw-diagram"><pre><code>{html.escape(text)}</code></pre></div>' for text in texts)
        file = site.folder / DIAGRAM / f"other-{len(made)}.html"
        file.write_text(f"{page[:begin]}{''.join(blocks)}</div>{page[end:]}", "utf-8")
        made.append(file)
        return f"{DIAGRAM}{file.name}"

    yield make
    for file in made:
        file.unlink()


def drawing(page: Page) -> Any:
    return page.locator(".aw-drawn img:visible")


def test_a_diagram_follows_the_scheme_and_keeps_its_text(opened: Callable[..., Page]) -> None:
    page = opened(DIAGRAM, scheme="dark")
    expect(drawing(page)).to_have_count(1)
    dark = drawing(page).get_attribute("src")
    name = drawing(page).get_attribute("alt")
    assert name
    assert "accTitle" not in name
    assert page.locator(".aw-diagram pre").is_hidden()
    page.get_by_text("Diagram source").click()
    expect(page.locator(".aw-diagram pre")).to_be_visible()
    assert name.split(". ")[0] in page.locator(".aw-diagram code").inner_text()
    page.locator("label.md-header__button[title='Switch to light mode'], [title='Switch to light mode']").first.click()
    expect(drawing(page)).to_have_count(1)
    page.wait_for_function("was => document.querySelector('.aw-drawn img:not(.aw-off)').src !== was", arg=dark)


def test_only_pages_with_a_diagram_load_what_draws(opened: Callable[..., Page], site: Site) -> None:
    holding = {
        file.parent.relative_to(site.folder).as_posix() + "/"
        for file in site.folder.rglob("*.html")
        if "mermaid" in (text := file.read_text("utf-8")) and "<script defer" in text
    }
    assert holding == {DIAGRAM}
    asked: list[str] = []
    page = opened("guides/")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}guides/write-a-review/", wait_until="networkidle")
    assert asked
    assert not [
        url for url in asked if "mermaid" in url or "diagrams" in url or not url.startswith((site.url, "data:"))
    ]


def test_every_kind_is_drawn_under_the_policy_of_any_other_page(
    browser: Browser, site: Site, page_of: Callable[..., str]
) -> None:
    assert SAID.keys() == set(KINDS)
    path = page_of(*(f"{kind} {text}" for kind, text in SAID.items()))
    own = policy(read_pages([(site.folder / path).read_text("utf-8")]))
    other = policy(read_pages([(site.folder / "guides" / "index.html").read_text("utf-8")]))
    # The hashes of scripts that hold the depth of the page are its own.
    assert {name for name in own if own[name] != other[name]} <= {"script-src"}
    assert own["script-src"].count("'sha256-") == other["script-src"].count("'sha256-")
    assert "'unsafe-inline'" not in own["style-src"] + own["script-src"]
    for page, url, told in enforced(browser, site.folder, written(own)):
        page.goto(url + path)
        expect(drawing(page)).to_have_count(len(SAID))
        # In words and at a size that can be read.
        assert min(drawing(page).evaluate_all("all => all.map(each => each.naturalWidth)")) > 30
        # That of the sheets of paper, which every page has.
        assert page.evaluate("document.adoptedStyleSheets.length") == 1
        assert page.locator("body > [id^='d'], body > svg").count() == 0
        assert told == []


def test_letters_of_a_drawing_have_the_colour_and_the_type_of_the_page(opened: Callable[..., Page]) -> None:
    for scheme, ink in (("light", "#1e1b17"), ("dark", "#ece7dc")):
        source = drawing(opened(DIAGRAM, scheme=scheme)).get_attribute("src") or ""
        assert html.unescape(source).count(ink.replace("#", "%23")) > 3
        assert "BlinkMacSystemFont" in source


def test_nothing_that_an_author_writes_acts_or_leaves(
    browser: Browser, site: Site, page_of: Callable[..., str]
) -> None:
    # They are drawn one after another, so that the last says when all have been.
    path = page_of(*HOSTILE, "flowchart LR\n A --> B")
    asked: list[str] = []
    for page, url, told in enforced(browser, site.folder, ""):
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda shown: asked.append(shown.message))
        page.goto(url + path)
        page.locator(".aw-diagram.aw-shown:last-of-type").wait_for()
        page.wait_for_load_state("networkidle")
        assert page.locator(".aw-drawn a, .aw-drawn svg, .aw-drawn script, .aw-drawn [onclick]").count() == 0
        for each in drawing(page).all():
            each.click()
        assert page.url == url + path
        assert page.locator("body").is_visible()
        outside = [one for one in asked if not one.startswith((url, "data:"))]
        # The image of a shape is asked for while its size is measured; the fence refuses it, and a policy stops it.
        assert [one for one in outside if "b.example.org" not in one] == []
        assert [line for line in told if "ERR_" not in line] == []


def test_what_cannot_be_drawn_stays_text(opened: Callable[..., Page], page_of: Callable[..., str]) -> None:
    page = opened(page_of("flowchart LR\n A -->", "flowchart LR\n A --> B"))
    expect(drawing(page)).to_have_count(1)
    assert page.locator(".aw-diagram:not(.aw-shown) code").inner_text() == "flowchart LR\n A -->"


def test_a_diagram_works_from_a_folder_and_under_a_policy_of_its_page(
    browser: Browser, site: Site, page_of: Callable[..., str]
) -> None:
    file = site.folder / page_of("flowchart LR\n A --> B")
    file.write_text(inserted(file.read_text("utf-8")), "utf-8")
    context = browser.new_context()
    page, told = context.new_page(), list[str]()
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    expect(drawing(page)).to_have_count(1)
    assert [line for line in told if "diagram" in line or "style" in line] == []
    context.close()


def test_a_diagram_is_printed_in_the_light_without_its_text(opened: Callable[..., Page]) -> None:
    page = opened(DIAGRAM, scheme="dark")
    expect(drawing(page)).to_have_count(1)
    dark = drawing(page).get_attribute("src")
    page.emulate_media(media="print")
    expect(drawing(page)).to_have_count(1)
    assert drawing(page).get_attribute("src") != dark
    assert page.locator(".aw-diagram details").is_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_wide_diagram_scrolls_in_itself_by_keys(opened: Callable[..., Page], page_of: Callable[..., str]) -> None:
    page = opened(page_of("flowchart LR\n " + " --> ".join(f"step{n}" for n in range(12))), width=PHONE)
    place = page.locator(".aw-drawn[tabindex='0'][role=group]")
    expect(place).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    place.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.aw-drawn').scrollLeft > 0")
    assert place.evaluate("place => getComputedStyle(place).maskImage") != "none"
    place.evaluate("place => { place.scrollLeft = place.scrollWidth; }")
    page.wait_for_function("getComputedStyle(document.querySelector('.aw-drawn')).maskImage === 'none'")


def test_without_scripts_the_text_is_there(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + DIAGRAM)
    assert "accTitle: How invented data passed the gate" in page.locator(".aw-diagram pre").inner_text()
    context.close()
