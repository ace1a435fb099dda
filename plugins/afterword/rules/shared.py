"""What several rules ask of one check: worked out once, and let go of with the check."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from afterword.rules.contexts import CorpusContext

Found = TypeVar("Found")


def once_a_check(ask: Callable[[CorpusContext], Found]) -> Callable[[CorpusContext], Found]:
    """Keep the answer for a corpus, for as long as somebody else holds that corpus; the answer must not hold it.

    A cache that holds it would keep the text of every file for as long as the process runs.
    """
    answers: WeakKeyDictionary[CorpusContext, Found] = WeakKeyDictionary()

    @wraps(ask)
    def answered(corpus: CorpusContext) -> Found:
        if corpus not in answers:
            answers[corpus] = ask(corpus)
        return answers[corpus]

    return answered
