"""What several rules ask of a file or of a check: worked out once, and let go of with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from afterword.rules.contexts import CorpusContext, FileContext

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


def once_a_file(ask: Callable[[FileContext], Found]) -> Callable[[FileContext], Found]:
    """Keep the answer for a file with it: other files are checked before the next rule asks of this one."""
    name = f"{ask.__module__}.{ask.__name__}"

    @wraps(ask)
    def answered(file: FileContext) -> Found:
        kept = vars(file)  # where a cached property keeps its value too
        if name not in kept:
            kept[name] = ask(file)
        found: Found = kept[name]
        return found

    return answered
