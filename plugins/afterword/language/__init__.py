"""Words that turn an account into a verdict on people: what they are, and where a text says them."""

from afterword.language.finding import Remark, find
from afterword.language.lexicon import Lexicon, Phrase, lexicon
from afterword.language.memory import remarks, remembering

__all__ = ["Lexicon", "Phrase", "Remark", "find", "lexicon", "remarks", "remembering"]
