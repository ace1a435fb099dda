"""What axe finds on a page that is open."""

from __future__ import annotations

from functools import cache
from typing import Final

from playwright.sync_api import Page

from tests.browser.tools import web_tools

# As the switch of the theme does it; what a change of the reader's wish would start could undo it later.
_CHOSEN: Final = "scheme => { document.body.dataset.mdColorScheme = {light: 'default', dark: 'slate'}[scheme]; }"

_COLOUR: Final = ["color-contrast", "link-in-text-block"]
"""What a colour scheme can change; everything else is the same in light and dark."""

_EVERYTHING: Final = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

_ALL: Final = "asked => axe.run(asked).then(told => told.violations)"

# Two elements look alike if they and all that they lie in have the same ink, ground and size of letters.
_ONE_OF_EACH_LOOK: Final = """asked => {
    const known = new Map([[null, ""]]), first = new Map();
    const look = (element) => {
        if (!known.has(element)) {
            const style = getComputedStyle(element);
            known.set(element, [look(element.parentElement), element.localName, style.color, style.backgroundColor,
                style.backgroundImage, style.opacity, style.fontSize, style.fontWeight, style.position,
                style.textDecorationLine].join(" "));
        }
        return known.get(element);
    };
    for (const element of document.querySelectorAll("body, body *")) {
        const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if ((says || element.matches("input, select, textarea")) && element.checkVisibility()) {
            if (!first.has(look(element))) first.set(look(element), element);
        }
    }
    return axe.run([...first.values()], asked).then(told => told.violations);
}"""


def barriers(page: Page, *, first: str = "light") -> list[tuple[str, ...]]:
    """What axe finds: all of it in the scheme in which the page was opened, and what a scheme can change in the other.

    In the other, what looks alike is looked at once. Each is the scheme, the rule and the element.
    """
    page.evaluate(_axe())
    found: list[tuple[str, ...]] = []
    second = {"light": "dark", "dark": "light"}[first]
    for scheme, run, asked in (
        (first, _ALL, _EVERYTHING),
        (second, _ONE_OF_EACH_LOOK, {**_EVERYTHING, "runOnly": _COLOUR}),
    ):
        page.evaluate(_CHOSEN, scheme)
        violations = page.evaluate(run, asked)
        found += [(scheme, each["id"], node["html"][:160]) for each in violations for node in each["nodes"]]
    return found


@cache
def _axe() -> str:
    return (web_tools("axe-core") / "axe-core" / "axe.min.js").read_text("utf-8")
