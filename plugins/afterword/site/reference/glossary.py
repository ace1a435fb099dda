"""The page of the glossary."""

from __future__ import annotations

from afterword.glossary import Glossary
from afterword.pages import addresses
from afterword.pages.page import Page
from afterword.site.context import Site


def glossary_page(site: Site, glossary: Glossary) -> Page:
    """Every term with what it means."""
    return site.page(
        addresses.GLOSSARY,
        "glossary.html.j2",
        title="Glossary",
        description="Terms as the reviews and guides use them.",
        parent=addresses.REFERENCE,
        hide=(),
        terms=glossary.terms,
    )
