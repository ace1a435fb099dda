"""The theme's own files: one style sheet and one script, each put together from its parts, the mark and the icon."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from afterword.site import addresses
from afterword.site.page import Page

STYLES = (
    "tokens",
    "base",
    "chrome",
    "components",
    "review",
    "lists",
    "recurrence",
    "dashboard",
    "terms",
    "access",
    "print",
)
"""The parts of the style sheet in the order in which they apply."""

SCRIPTS = ("access", "filter", "tables", "terms")
"""The parts of the script; none needs another."""

COPIED = ("logo.svg", "favicon.svg")


def asset_pages() -> Iterator[Page]:
    """The files below ``assets/afterword/``."""
    home = files("afterword") / "assets"
    for kind, names in (("css", STYLES), ("js", SCRIPTS)):
        text = "\n".join((home / kind / f"{name}.{kind}").read_text("utf-8") for name in names)
        yield Page(f"{addresses.ASSETS}/afterword.{kind}", text.encode())
    for name in COPIED:
        yield Page(f"{addresses.ASSETS}/{name}", (home / name).read_bytes())
