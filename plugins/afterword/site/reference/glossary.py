"""The page of the glossary."""

from __future__ import annotations

from afterword.glossary import glossary_of
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.site.context import Site


def glossary_page(site: Site) -> Page:
    """Every term with what it means."""
    return site.page(
        addresses.GLOSSARY,
        "glossary.md.j2",
        title="Glossary",
        description="Terms as the reviews and guides use them.",
        parent=addresses.REFERENCE,
        hide=(),
        terms=glossary_of(site.settings).terms,
    )
