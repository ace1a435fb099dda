"""A word that takes the place of another one is read as that word, whatever stands around it."""

from __future__ import annotations

import pytest

from afterword.reading import Scalar, read_raw
from afterword.reading.rewriting import rewritten
from afterword.settings.limits import Limits
from afterword.text.edits import apply


@pytest.mark.parametrize("written", ["old", "'old'", '"old"', "old  # before"])
@pytest.mark.parametrize("word", ["new", "Letter: each", "#none", "it's", 'a "b" \\c', "null"])
def test_a_word_is_replaced_within_its_quotes_or_gets_those_that_it_needs(written: str, word: str) -> None:
    document = read_raw(f"---\nfield: {written}\n---\n".encode(), "p.md", Limits()).document
    assert document is not None
    node = document.root.entries["field"].value
    assert isinstance(node, Scalar)
    edit = rewritten(document, node, word)
    assert edit is not None
    after = read_raw(apply(document.source.text, [edit]).encode(), "p.md", Limits()).document
    assert after is not None
    found = after.root.entries["field"].value
    assert isinstance(found, Scalar)
    assert found.text == word
