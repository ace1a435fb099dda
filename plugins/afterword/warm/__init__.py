"""Pages that need not be made from their Markdown again."""

from afterword.warm.pages import keep
from afterword.warm.surroundings import surroundings

__all__ = ["keep", "surroundings"]
