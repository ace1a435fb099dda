"""The documents are written one sentence per line, and speak of the project alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.docs.documents import documents, prose, text_of

# A full stop, then a new sentence; "e.g." and numbers of a list are not the end of one.
_SECOND_SENTENCE = re.compile(r"[a-z`)\"][.!?][\")]? +[A-Z`\[]")
_SENTENCE_END = re.compile(r"[.:?!;][\")*]*$")
_NOT_PROSE = re.compile(r"\s*$|#|\||\s*<|-{3}|\d{4}-\d\d-\d\d$|!\[")
_MACHINE = re.compile(r"/(?:home|root|work|tmp|Users|opt)/|[A-Z]:\\|localhost:\d|\b(?:127|10|192\.168)\.\d+\.\d+")
_REGISTRY = re.compile(r"pypi\.org|npmjs|registry\.|index-url|artifactory", re.IGNORECASE)
_BAR_IN_CODE = re.compile(r"`[^`|]*\\\|[^`]*`")
_LINK_TARGET = re.compile(r"\]\([^)]*\)|^\s*(?:[-*]|\d+\.) |[*_]")
_WORD = re.compile(r"\S*\w\S*")
_LIST_OF_LINKS = re.compile(r"\s*- \[[^\]]+\]\([^)]+\)$")


@pytest.mark.parametrize("document", documents())
def test_every_sentence_has_a_line_of_its_own(document: str) -> None:
    lines = prose(text_of(document))
    crowded = [f"{document}:{number}: {line}" for number, line in lines if _crowded(line)]
    assert crowded == []


@pytest.mark.parametrize("document", documents())
def test_every_line_of_prose_ends_a_sentence(document: str) -> None:
    lines = prose(text_of(document))
    broken = [f"{document}:{number}: {line}" for number, line in lines if _is_prose(line) and _broken(line)]
    assert broken == []


LONGEST = 30
"""Words in a sentence; a reader of a guide takes in each at one go."""


@pytest.mark.parametrize("document", [name for name in documents() if name.startswith(("README", "docs/guides/"))])
def test_no_sentence_of_a_guide_is_long(document: str) -> None:
    long = [
        f"{document}:{number}: {said}" for number, said in _sentences(document) if len(_WORD.findall(said)) > LONGEST
    ]
    assert long == []


@pytest.mark.parametrize("document", documents())
def test_no_document_names_a_machine_or_a_registry(document: str) -> None:
    text = text_of(document)
    assert [match[0] for match in _MACHINE.finditer(text)] == []
    assert [match[0] for match in _REGISTRY.finditer(text)] == []


@pytest.mark.parametrize("document", documents())
def test_a_document_begins_with_its_title_and_has_one(document: str) -> None:
    titles = [number for number, line in prose(text_of(document)) if line.startswith("# ")]
    assert titles == [1]


@pytest.mark.parametrize("document", documents())
def test_no_code_in_a_table_holds_a_bar_which_some_engines_show_with_its_backslash(document: str) -> None:
    rows = [line for line in text_of(document).splitlines() if line.startswith("|")]
    assert [row for row in rows if _BAR_IN_CODE.search(row)] == []


def _sentences(document: str) -> Iterator[tuple[int, str]]:
    """The sentences of a document, those in the cells of tables included."""
    for number, line in prose(text_of(document)):
        if not re.match(r"\s*(?:<|!\[|\|-)", line):
            for cell in line.strip().strip("|").split(" | "):
                yield from ((number, said) for said in re.split(r"(?<=[.!?]) +", _LINK_TARGET.sub("", cell)))


def _is_prose(line: str) -> bool:
    return not _NOT_PROSE.match(line)


def _crowded(line: str) -> bool:
    return _is_prose(line) and bool(_SECOND_SENTENCE.search(line))


def _broken(line: str) -> bool:
    return not _SENTENCE_END.search(line) and not _LIST_OF_LINKS.match(line)
