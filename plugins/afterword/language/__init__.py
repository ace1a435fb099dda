"""Phrases that judge people: which they are, and where a text has them."""

from afterword.language.finding import PhraseMatch, find, find_in
from afterword.language.lexicon import FAMILIES, Lexicon, Phrase, lexicon

__all__ = ["FAMILIES", "Lexicon", "Phrase", "PhraseMatch", "find", "find_in", "lexicon"]
