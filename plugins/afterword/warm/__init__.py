"""Pages that need not be made from their Markdown again."""

from afterword.warm.pages import NAME, keep
from afterword.warm.surroundings import surroundings

__all__ = ["NAME", "keep", "surroundings"]
