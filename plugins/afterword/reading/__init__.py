"""Bytes in, documents out. Nothing else in the package reads an author's file."""

from afterword.reading.document import Document, Reading, bytes_of, read_again, read_file, read_raw
from afterword.reading.nodes import Mapping, Node, Scalar, Sequence
from afterword.reading.result import FindingKind
from afterword.reading.source import Source
from afterword.reading.suppressions import Suppression, suppressions

__all__ = [
    "Document",
    "FindingKind",
    "Mapping",
    "Node",
    "Reading",
    "Scalar",
    "Sequence",
    "Source",
    "Suppression",
    "bytes_of",
    "read_again",
    "read_file",
    "read_raw",
    "suppressions",
]
