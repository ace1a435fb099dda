"""Words that turn an account into a verdict on people: what they are, and where a text says them."""

from afterword.language.finding import Remark, find
from afterword.language.lexicon import FAMILIES, Lexicon, Phrase, lexicon

__all__ = ["FAMILIES", "Lexicon", "Phrase", "Remark", "find", "lexicon"]
