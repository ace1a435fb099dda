"""The terms of the field, and what they mean."""

from afterword.glossary.reading import glossary_of
from afterword.glossary.terms import Glossary, Term

__all__ = ["Glossary", "Term", "glossary_of"]
