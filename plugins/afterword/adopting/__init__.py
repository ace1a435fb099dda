"""Markdown reviews from elsewhere as drafts: what their text says becomes fields, and the text stays the narrative."""

from afterword.adopting.planning import ENDINGS, Adopted, Adopting
from afterword.adopting.writing import confirmed, delete_replaced, write

__all__ = ["ENDINGS", "Adopted", "Adopting", "confirmed", "delete_replaced", "write"]
