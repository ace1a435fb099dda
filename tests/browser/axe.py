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


def barriers(page: Page, *, first: str = "light") -> list[tuple[str, ...]]:
    """What axe finds: all of it in the scheme in which the page was opened, and what a scheme can change in the other.

    Each is the scheme, the rule and the element.
    """
    page.evaluate(_axe())
    found: list[tuple[str, ...]] = []
    second = {"light": "dark", "dark": "light"}[first]
    for scheme, asked in ((first, _EVERYTHING), (second, {**_EVERYTHING, "runOnly": _COLOUR})):
        page.evaluate(_CHOSEN, scheme)
        violations = page.evaluate("asked => axe.run(asked).then(told => told.violations)", asked)
        found += [(scheme, each["id"], node["html"][:160]) for each in violations for node in each["nodes"]]
    return found


@cache
def _axe() -> str:
    return (web_tools("axe-core") / "axe-core" / "axe.min.js").read_text("utf-8")
