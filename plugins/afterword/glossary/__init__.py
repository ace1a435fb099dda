"""The terms of the field: what they mean, and the places of a page where a reader may want to know."""

from afterword.glossary.marking import mark_terms
from afterword.glossary.reading import glossary_of
from afterword.glossary.terms import Glossary, Term

__all__ = ["Glossary", "Term", "glossary_of", "mark_terms"]
