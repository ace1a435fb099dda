"""What the site is made of: the files beside the pages follow the audience."""

from __future__ import annotations

import pytest

from afterword.settings import load_settings
from afterword.site.assemble import assemble
from tests.knowledge import AS_OF, Base, page

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def _published(base: Base) -> set[str]:
    made = assemble(base.report(), base.root / "docs", AS_OF)
    return {found.path for found in made.pages if found.path.startswith("postmortems/images/")}


@pytest.fixture
def two_reviews(base: Base) -> Base:
    """An internal and a public review, each with a drawing."""
    for name in ("inside", "outside"):
        base.write(f"postmortems/images/{name}.svg", DRAWING)
    fields = "title: x\nstatus: draft\nkind: incident\nseverity: sev3\nsummary: x\nonset: 2025-01-0{}\nvisibility: {}\n"
    for day, name, visibility in ((2, "inside", "internal"), (3, "outside", "public")):
        text = page(fields.format(day, visibility), f"![a drawing](images/{name}.svg)\n")
        base.write(f"postmortems/2025-01-0{day}-{name}.md", text)
    return base


def test_an_internal_site_publishes_what_lies_beside_its_reviews(two_reviews: Base) -> None:
    assert _published(two_reviews) == {"postmortems/images/inside.svg", "postmortems/images/outside.svg"}


def test_the_drawing_of_an_internal_review_cannot_be_had_from_a_public_site(two_reviews: Base) -> None:
    two_reviews.write("pyproject.toml", '[tool.afterword]\naudience = "public"\n')
    assert load_settings(two_reviews.root).audience == "public"
    assert _published(two_reviews) == {"postmortems/images/outside.svg"}
