"""The terms of the field: what they mean, and the places of a page where a reader may want to know."""

from afterword.glossary.marking import mark_terms
from afterword.glossary.terms import Term, terms

__all__ = ["Term", "mark_terms", "terms"]
