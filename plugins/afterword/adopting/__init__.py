"""Markdown reviews of elsewhere as drafts: what their text says becomes fields, and the text stays the narrative."""

from afterword.adopting.planning import ENDINGS, Adopted, Adopting

__all__ = ["ENDINGS", "Adopted", "Adopting"]
