"""Every page of the site, made from the corpus."""

from afterword.pages.page import Page
from afterword.site.build import build_pages

__all__ = ["Page", "build_pages"]
