"""No barrier that axe knows on any kind of page, in light and dark, on a desk and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.tools import web_tools
from tests.browser.visit import Site

COLOUR = ["color-contrast", "link-in-text-block"]
"""What a colour scheme can change; everything else is the same in light and dark."""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, site: Site, scheme: Any, width: int) -> None:
    axe = (web_tools("axe-core") / "axe-core" / "axe.min.js").read_text("utf-8")
    view = {"width": width, "height": 844}
    context = browser.new_context(viewport=view, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    asked = {
        "resultTypes": ["violations"],
        "rules": {"target-size": {"enabled": True}},
        **({"runOnly": COLOUR} if scheme == "dark" else {}),
    }
    found = []
    for path in site.kinds:
        page.goto(site.url + path)
        page.evaluate(axe)
        violations = page.evaluate("asked => axe.run(asked)", asked)["violations"]
        found += [(path, each["id"], node["html"][:160]) for each in violations for node in each["nodes"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_the_answers_of_the_search(browser: Browser, site: Site, scheme: Any, width: int) -> None:
    axe = (web_tools("axe-core") / "axe-core" / "axe.min.js").read_text("utf-8")
    view = {"width": width, "height": 844}
    context = browser.new_context(viewport=view, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page, found = context.new_page(), []
    for query, seen in (
        ("q=fallback+failed+online+model", ".aw-hints button"),
        ("patterns=untested-fallback&serving=online", ".aw-behind a"),
        ("q=halucination", ".aw-suggestions button"),
    ):
        page.goto(f"{site.url}search/?{query}")
        page.locator(seen).first.wait_for()
        page.evaluate(axe)
        asked = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
        violations = page.evaluate("asked => axe.run(asked)", asked)["violations"]
        found += [(query, each["id"], node["html"][:160]) for each in violations for node in each["nodes"]]
    context.close()
    assert found == []
