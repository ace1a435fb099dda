"""All reviews and patterns together."""

from afterword.corpus.corpus import Corpus, Unshown
from afterword.corpus.loading import Entry, Loaded, contracts_of, entry_of, load, load_file
from afterword.corpus.places import folders, pages

__all__ = ["Corpus", "Entry", "Loaded", "Unshown", "contracts_of", "entry_of", "folders", "load", "load_file", "pages"]
