"""The reviews that cite files of evidence, each with its files; the rules share them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from afterword.evidence.cited import Cited, cited
from afterword.model import Review
from afterword.rules.registry import CorpusContext, CorpusProblems, FileContext
from afterword.rules.shared import once_a_check

if TYPE_CHECKING:
    from afterword.evidence.claims.measured import Contradiction

Claims = Callable[[Review, Sequence[Cited]], Iterator["Contradiction"]]


@once_a_check
def evidenced(corpus: CorpusContext) -> tuple[tuple[FileContext, tuple[Cited, ...]], ...]:
    """Each review that the check is about and that cites evidence."""
    settings = corpus.loaded.settings
    return tuple((file, found) for file in corpus.asked if (found := cited(file.review, settings)))


def told(corpus: CorpusContext, claims: Claims) -> CorpusProblems:
    """The problem of each claim that the evidence contradicts."""
    for file, found in evidenced(corpus):
        for one in claims(file.review, found):
            yield file.filed(one.message, one.field, one.advice)
