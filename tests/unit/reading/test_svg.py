"""A drawing is published with what draws, and without what acts, loads or leads elsewhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from afterword.reading.svg import safe_drawing
from tests.growth import grows_evenly

BEGUN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
DOCTYPE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
    ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
)
HTML = '<div xmlns="http://www.w3.org/1999/xhtml">Canary</div>'


def drawn(inner: str, before: str = "") -> str:
    return safe_drawing(f"{before}{BEGUN}{inner}</svg>".encode()).content.decode()


def lost(inner: str) -> tuple[str, ...]:
    return safe_drawing(f"{BEGUN}{inner}</svg>".encode()).lost


def test_what_only_draws_is_kept_and_the_bytes_are_always_the_same() -> None:
    inner = '<style>.a{fill:url(#g)}</style><g id="b"><path class="a" d="M0 0"/><text x="1">a &amp; b</text></g>'
    once = drawn(inner)
    for part in (".a{fill:url(#g)}", '<g id="b">', 'class="a"', "a &amp; b"):
        assert part in once
    assert safe_drawing(once.encode()).content.decode() == once


def test_what_matplotlib_and_graphviz_write_is_published() -> None:
    inner = (
        "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>"
        '<defs><path id="line" d="M 0 0"/></defs><use xlink:href="#line" style="stroke: #1f77b4; fill: none"/>'
        '<image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="9"/>'
        '<g id="graph0"><title>G</title><a xlink:href="https://example.org"><ellipse rx="9"/></a></g>'
    )
    shown = drawn(inner, DOCTYPE)
    for part in (
        'xlink:href="#line"',
        "stroke: #1f77b4",
        "data:image/png;base64",
        "<title>G</title>",
        '<ellipse rx="9">',
    ):
        assert part in shown
    for part in ("DOCTYPE", "metadata", "example.org"):
        assert part not in shown
    assert lost(inner) == ()


def test_the_fallback_of_drawio_takes_the_place_of_its_html() -> None:
    inner = f"<g><switch><foreignObject>{HTML}</foreignObject><text>Canary</text></switch></g>"
    assert "<switch><text>Canary</text></switch>" in drawn(inner)
    assert lost(inner) == ()


@pytest.mark.parametrize(
    ("inner", "what"),
    [
        (f"<foreignObject>{HTML}</foreignObject>", ("the text in <foreignObject>",)),
        (f"<switch><foreignObject>{HTML}</foreignObject></switch>", ("the text in <foreignObject>",)),
        ('<foreignObject width="9"/>', ()),
        ('<image href="https://example.org/a.png"/>', ("the <image> from elsewhere",)),
        ('<use href="other.svg#a"/>', ("the <use> from elsewhere",)),
        ("<video/>", ("<video>",)),
        ("<script>1</script>", ()),
    ],
)
def test_what_a_reader_does_not_see_any_more_is_told(inner: str, what: tuple[str, ...]) -> None:
    assert lost(inner) == what


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
        '<x:iframe xmlns:x="http://www.w3.org/1999/xhtml" src="https://example.org"/>',
        '<path onload="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        '<a href="java&#115;cript:alert(1)"/>',
        '<a xlink:href=" javascript:alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/svg+xml;base64,AA=="/>',
        '<use href="data:image/svg+xml,alert(1)"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="onclick" values="alert(1)"/>',
        '<style>@import "https://example.org/a.css";</style>',
        "<style>@im@import x;port 'https://example.org/a.css';</style>",
        "<style>@im/**/port 'https://example.org/a.css';</style>",
        "<style>a{fill:u\\72l(https://example.org/alert)}</style>",
        '<style>a{background:image-set("https://example.org/a.png" 1x)}</style>',
        '<path style="fill:url(https://example.org/a)"/>',
        "<path style='fill:url(\"#a\" https://example.org/a'/>",
        '<path fill="url( https://example.org/a )"/>',
        '<path style="fill:url(https://example.org/a"/>',
        '<feImage href="https://example.org/a"/>',
        '<?xml-stylesheet href="https://example.org/a.css"?>',
        "<!-- alert(1) -->",
    ],
)
def test_what_could_act_or_load_is_not_published(inner: str) -> None:
    shown = drawn(inner)
    for part in ("alert", "example.org", "script", "import", "svg+xml", "onload", "onclick", "xhtml"):
        assert part not in shown
    ET.fromstring(shown)  # noqa: S314 - it is well-formed, and our own


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<svg", "not well-formed"),
        ("", "not well-formed"),
        ("<html/>", "begins with <html>"),
        ("<svg/>", "begins with <svg>"),
        ('<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + BEGUN + "&b;</svg>", "entity"),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BEGUN + "&a;</svg>", "entity"),
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + BEGUN + "&a;" * 20_000 + "</svg>", "too many entities"),
        (BEGUN + "<g>" * 1_000 + "</g>" * 1_000 + "</svg>", "nested"),
    ],
)
def test_what_is_no_drawing_or_would_grow_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        safe_drawing(text.encode())


def test_the_short_names_that_illustrator_declares_are_read() -> None:
    text = '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;"><path d="M0 0"/></svg>'
    assert b'<path d="M0 0">' in safe_drawing(text.encode()).content


@pytest.mark.parametrize(
    ("before", "unit", "after", "often"),
    [
        ("<foreignObject>", "<a/>" + 50 * "x", "</foreignObject>", 40_000),
        ('<rect style="url(x', " ", 'y)"/>', 8_000),
    ],
    ids=["HTML", "spaces in a style"],
)
@pytest.mark.slow
def test_the_time_that_a_drawing_takes_grows_with_its_length(before: str, unit: str, after: str, often: int) -> None:
    assert grows_evenly(drawn, lambda many: f"{before}{unit * many}{after}", often)


def test_a_switch_shows_something_if_it_has_a_text_or_an_element_at_any_depth() -> None:
    nothing = ("the text in <foreignObject>",)
    assert lost("<switch> \n</switch>") == lost("<switch><switch> </switch></switch>") == nothing
    assert lost("<switch> x </switch>") == lost("<switch><g/></switch>") == ()
