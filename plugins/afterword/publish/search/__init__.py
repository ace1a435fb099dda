"""The index of the search: what a browser loads, in parts, to find a page by words."""

from afterword.publish.search.found import Said, said_on
from afterword.publish.search.index import FOLDER, SearchIndex

__all__ = ["FOLDER", "Said", "SearchIndex", "said_on"]
