"""Technical terms and their meanings."""

from afterword.glossary.reading import glossary_of
from afterword.glossary.terms import Glossary, Term

__all__ = ["Glossary", "Term", "glossary_of"]
