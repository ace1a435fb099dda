"""Instructions for search engines: everything may be read, and where the sitemap is."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.pages.page import Page


def robots_pages(address: str) -> Iterator[Page]:
    """``robots.txt``, where the address of the site is known; the list of pages is named by its whole address."""
    if address:
        yield Page("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address.rstrip('/')}/sitemap.xml\n")
