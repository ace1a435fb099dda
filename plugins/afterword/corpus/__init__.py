"""All reviews and patterns together."""

from afterword.corpus.corpus import Corpus, Unshown
from afterword.corpus.entry import Entry
from afterword.corpus.hidden import Hidden
from afterword.corpus.loading import Loaded, contracts_of, entry_of, load, load_file, path_of
from afterword.corpus.places import folders, pages
from afterword.corpus.readable import readable

__all__ = [
    "Corpus",
    "Entry",
    "Hidden",
    "Loaded",
    "Unshown",
    "contracts_of",
    "entry_of",
    "folders",
    "load",
    "load_file",
    "pages",
    "path_of",
    "readable",
]
