"""The comment on a pull request about the reviews and patterns that it adds or changes."""

from afterword.comment.beside import load_beside
from afterword.comment.past import became
from afterword.comment.writing import LARGEST, MARKER, NOTHING, comment_on

__all__ = ["LARGEST", "MARKER", "NOTHING", "became", "comment_on", "load_beside"]
