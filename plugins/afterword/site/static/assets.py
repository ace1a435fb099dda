"""The theme's own files: a style sheet and two scripts put together from their parts, the mark, the icon, the card."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.text.terms import small_words

STYLES = (
    *("tokens", "base", "chrome", "components", "review", "lists", "recurrence", "dashboard", "charts", "search"),
    *("terms", "access", "tables"),
    *("drawings", "forced", "print"),
)
"""The parts of the style sheet in the order in which they apply."""

SCRIPTS = {
    "afterword.js": (
        *(f"js/{name}.js" for name in ("access", "address", "filter", "cards", "tables", "unfold", "terms", "paper")),
        "search/box.js",
    ),
    "search.js": tuple(
        f"search/{name}.js"
        for name in ("dom", "address", "words", "action_hits", "index", "results", "hints", "advice", "page")
    ),
}
"""Each script with its parts in order: what every page loads, and what only the page of the search does."""

COPIED = ("logo.svg", "favicon.svg", "card.png")
"""The mark, the icon, and what others show beside a link; a file of the same path in the docs folder replaces each."""


def asset_pages() -> Iterator[Page]:
    """The files below ``assets/afterword/``."""
    home = files("afterword") / "assets"
    css = "\n".join((home / "css" / f"{name}.css").read_text("utf-8") for name in STYLES)
    yield Page(f"{addresses.ASSETS}/afterword.css", css.encode())
    for name, parts in SCRIPTS.items():
        # The parts share their names with each other, and with nobody else.
        joined = "\n".join((home / part).read_text("utf-8") for part in parts)
        head = f"const SMALL_WORDS = new Set({json.dumps(sorted(small_words()))});\n" if name == "search.js" else ""
        yield Page(f"{addresses.ASSETS}/{name}", f'(function () {{\n"use strict";\n{head}{joined}}})();\n'.encode())
    for name in COPIED:
        yield Page(f"{addresses.ASSETS}/{name}", (home / name).read_bytes())
