"""What the reviews are together."""

from afterword.corpus.corpus import Corpus, Unshown
from afterword.corpus.loading import Entry, Loaded, entry_of, load

__all__ = ["Corpus", "Entry", "Loaded", "Unshown", "entry_of", "load"]
