"""What colour tells is told by something else too; pages keep to the colours and the rest that a reader asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

REVIEW = "postmortems/2026-04-07-null-column-all-positive/"

MARKS = """() => [...document.querySelectorAll('.aw-specimens strong[class], .aw-specimens em.aw-fix')].map(mark => ({
    word: mark.innerText.trim(),
    kind: mark.classList[0] === 'aw-badge' ? mark.className.match(/aw-sev\\d|$/)[0].slice(0, 6) : mark.classList[0],
    mark: getComputedStyle(mark, '::before').maskImage,
}))"""

# The ground, and what is drawn on it, in the colours in which they come out.
DRAWN = """() => {
    const paints = [['.aw-bar', '::after'], ['.aw-outcome', '::before'], ['.aw-fix', '::before'],
        ['.aw-badge.aw-sev2', '::before'], ['.aw-letter', null], ['.aw-shape', null], ['.aw-tile', '::before']];
    const inked = (selector, part, what) => [...document.querySelectorAll(selector)]
        .map(each => [selector, getComputedStyle(each, part)[what]]);
    return {
        ground: getComputedStyle(document.body).backgroundColor,
        paint: paints.flatMap(([selector, part]) => inked(selector, part, 'backgroundColor')),
        ink: [...inked('.aw-drawing svg text, .aw-chart svg text', null, 'fill')],
        text: [...document.querySelectorAll('.aw-badge, .aw-mark, .aw-letter, .aw-state')].map(each =>
            [each.className, getComputedStyle(each).color, getComputedStyle(each).backgroundColor]),
    };
}"""

MOVING = """() => [...document.querySelectorAll('*')].flatMap(each => [null, '::before', '::after'].map(part => {
    const style = getComputedStyle(each, part);
    return Math.max(...`${style.transitionDuration},${style.animationDuration}`.split(',').map(parseFloat));
})).filter(seconds => seconds > 0.001).length"""


def test_every_mark_is_a_word_and_those_of_a_kind_differ_in_shape(opened: Callable[..., Page]) -> None:
    marks = opened("reference/design/").evaluate(MARKS)
    assert [mark for mark in marks if not mark["word"]] == []
    shapes = {
        kind: [mark["mark"] for mark in marks if mark["kind"] == kind] for kind in ("aw-sev", "aw-outcome", "aw-fix")
    }
    assert {kind: len(found) for kind, found in shapes.items()} == {"aw-sev": 4, "aw-outcome": 4, "aw-fix": 7}
    assert {kind: len(set(found) - {"none"}) for kind, found in shapes.items()} == {
        kind: len(found) for kind, found in shapes.items()
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "things"),
    [
        (REVIEW, {".aw-outcome", ".aw-badge.aw-sev2", ".aw-letter", ".aw-shape"}),
        ("actions/", {".aw-bar"}),
        ("recurrence/", {".aw-fix"}),
        ("trends/", set()),
        ("", {".aw-tile"}),
    ],
)
def test_what_is_drawn_stands_out_in_the_colours_of_the_system(
    path: str, things: set[str], scheme: str, opened: Callable[..., Page]
) -> None:
    seen: dict[str, Any] = opened(path, scheme=scheme, forced_colors="active").evaluate(DRAWN)
    assert things <= {selector for selector, _ in seen["paint"]}
    assert {selector for selector, colour in seen["paint"] if colour == seen["ground"]} == set()
    # Numbers within the marks of a drawing have the colour of the ground; the words beside it never have.
    assert sum(colour != seen["ground"] for _, colour in seen["ink"]) >= (3 if path in {REVIEW, "trends/"} else 0)
    assert [name for name, ink, ground in seen["text"] if ink == ground] == []


def test_a_drawing_stands_on_the_systems_ground_whichever_scheme_was_chosen(opened: Callable[..., Page]) -> None:
    page = opened(REVIEW, forced_colors="active")
    inks = "() => [...document.querySelectorAll('.aw-drawing svg text')].map(text => getComputedStyle(text).fill)"
    before = page.evaluate(inks)
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert page.evaluate(inks) == before


@pytest.mark.parametrize("path", ["", REVIEW, "search/"])
def test_nothing_moves_for_those_who_asked_for_rest(path: str, opened: Callable[..., Page]) -> None:
    moving = {wish: opened(path, reduced_motion=wish).evaluate(MOVING) for wish in ("no-preference", "reduce")}
    assert moving["no-preference"] > 0
    assert moving["reduce"] == 0


ASTRAY = """() => {
  document.body.dir = "rtl";
  const walker = document.createTreeWalker(document.querySelector(".md-content"), NodeFilter.SHOW_TEXT);
  const own = (style) => style.unicodeBidi === "plaintext" || style.direction === "ltr";
  const astray = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    let at = walker.currentNode.parentElement;
    if (!/\\d/.test(text) || !at.checkVisibility()) continue;
    while (!own(getComputedStyle(at)) && getComputedStyle(at).display === "inline") at = at.parentElement;
    if (!own(getComputedStyle(at))) astray.push(text);
  }
  return astray;
}"""


@pytest.mark.parametrize("path", ["", "postmortems/2025-11-18-bot-score-feature-file/", "actions/", "recurrence/"])
def test_on_a_page_from_right_to_left_each_text_runs_as_its_own_letters_do(
    opened: Callable[..., Page], path: str
) -> None:
    assert opened(path).evaluate(ASTRAY) == []
