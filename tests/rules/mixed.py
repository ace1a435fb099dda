"""A public knowledge base that has an internal review too, and what the check says of it."""

from __future__ import annotations

from afterword.diagnostics import Diagnostic
from tests.knowledge import DRAFT, Base, overlaid, page

CODE = "AW412"
INTERNAL = "2025-01-02-secret-ranker"
SHOWN = "postmortems/2025-01-01-example.md"
PUBLIC = overlaid(DRAFT, "visibility: public\n")
SETTINGS = '[tool.afterword]\naudience = "public"\n'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def mixed_in(base: Base) -> Base:
    """A public knowledge base with a public and an internal review, which shows a drawing."""
    base.write("pyproject.toml", SETTINGS)
    base.write(SHOWN, page(PUBLIC))
    hidden = overlaid(DRAFT, "onset: 2025-01-02\ntitle: The ranker had a secret\n")
    base.write(f"postmortems/{INTERNAL}.md", page(hidden, "![A chart](images/chart.svg)\n[Data](images/data.csv)\n"))
    for name in ("chart.svg", f"{INTERNAL}-scores.svg"):
        base.write(f"postmortems/images/{name}", DRAWING)
    base.write("postmortems/images/data.csv", "a,b\n")
    return base


def found(base: Base) -> list[Diagnostic]:
    return [one for one in base.report().diagnostics if one.code == CODE]


def places(base: Base) -> list[tuple[str, int]]:
    return [(one.path, one.span.line) for one in found(base)]
