"""Every page of the site, made from the corpus."""

from __future__ import annotations

from datetime import date

from afterword.corpus import Corpus
from afterword.pages.page import Page
from afterword.schema import Field
from afterword.settings import Settings

__all__ = ["Page", "build_pages"]


def build_pages(
    corpus: Corpus, fields: Field, pattern_fields: Field, settings: Settings, as_of: date, address: str = ""
) -> list[Page]:
    """Every generated page and file of the site, sorted by path: Markdown, exports, feeds and the theme's files."""
    # Exports and feeds are made of pages too: whoever imports them first must not meet half of this package.
    from afterword.site.build import build  # noqa: PLC0415

    return build(corpus, fields, pattern_fields, settings, as_of, address)
