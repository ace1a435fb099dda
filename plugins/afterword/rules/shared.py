"""What several rules ask of one check: worked out once, and let go of with the check."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar
from weakref import ref

from afterword.rules.contexts import CorpusContext

Found = TypeVar("Found")


def once_a_check(ask: Callable[[CorpusContext], Found]) -> Callable[[CorpusContext], Found]:
    """Let the answer for the last corpus be kept, for as long as somebody else holds that corpus.

    A cache that holds it would keep the text of every file for as long as the process runs.
    """
    last = _Last[Found]()

    @wraps(ask)
    def answered(corpus: CorpusContext) -> Found:
        if last.of is None or last.of() is not corpus:
            last.answers = [ask(corpus)]
            last.of = ref(corpus, last.forget)
        return last.answers[0]

    return answered


class _Last(Generic[Found]):
    def __init__(self) -> None:
        self.of: ref[CorpusContext] | None = None
        self.answers: list[Found] = []

    def forget(self, gone: ref[CorpusContext]) -> None:
        if self.of is gone:
            self.of, self.answers = None, []
