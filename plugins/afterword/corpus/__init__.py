"""All reviews and patterns together."""

from afterword.corpus.corpus import Corpus, Unshown
from afterword.corpus.loading import Entry, Loaded, contracts_of, entry_of, folders, load, load_file, pages, path_of

__all__ = [
    "Corpus",
    "Entry",
    "Loaded",
    "Unshown",
    "contracts_of",
    "entry_of",
    "folders",
    "load",
    "load_file",
    "pages",
    "path_of",
]
