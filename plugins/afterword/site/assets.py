"""The theme's own files: one style sheet put together from its parts, one script, the mark and the icon."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from afterword.site import addresses
from afterword.site.page import Page

STYLES = ("tokens", "base", "chrome", "components", "review", "lists", "recurrence", "dashboard", "charts", "drawings", "print")
"""The parts of the style sheet in the order in which they apply."""

COPIED = ("afterword.js", "logo.svg", "favicon.svg")


def asset_pages() -> Iterator[Page]:
    """The files below ``assets/afterword/``."""
    home = files("afterword") / "assets"
    css = "\n".join((home / "css" / f"{name}.css").read_text("utf-8") for name in STYLES)
    yield Page(f"{addresses.ASSETS}/afterword.css", css.encode())
    for name in COPIED:
        yield Page(f"{addresses.ASSETS}/{name}", (home / name).read_bytes())
