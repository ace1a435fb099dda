"""What was found in a text before is not looked for again while it is remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from afterword.language.finding import Remark, find
from afterword.language.lexicon import Phrase, lexicon
from afterword.store import Store, digest

_NAME: Final = "language"


@dataclass(frozen=True)
class _Memory:
    """By name of a text, what was found in it: by builds before, and by this one."""

    before: dict[str, Any]
    now: dict[str, Any] = field(default_factory=dict)


_memory: ContextVar[_Memory | None] = ContextVar("memory", default=None)


@contextmanager
def remembering(store: Store | None) -> Iterator[None]:
    """Let the texts that are met again be known, for the length of the block; without a store nothing is remembered."""
    if store is None:
        yield
        return
    before = store.get(_NAME)
    memory = _Memory(before if isinstance(before, dict) else {})
    token = _memory.set(memory)
    try:
        yield
    finally:
        _memory.reset(token)
        if memory.now != memory.before:  # what no text of today has goes
            store.put(_NAME, memory.now)


def remarks(text: str, allowed: frozenset[str] = frozenset()) -> Sequence[Remark]:
    """What ``find`` finds."""
    memory = _memory.get()
    if memory is None:
        return tuple(find(text, allowed))
    name = digest(text, sorted(allowed))
    found = _recalled(memory.before.get(name), text)
    if found is None:
        found = tuple(find(text, allowed))
    memory.now[name] = [[one.words, one.start, one.end, _places()[one.phrase]] for one in found]
    return found


def _recalled(kept: Any, text: str) -> tuple[Remark, ...] | None:
    """Remarks that were kept, unless they cannot be of this text."""
    if kept == []:
        return ()
    try:
        found = tuple(Remark(words, start, end, lexicon().phrases[phrase]) for words, start, end, phrase in kept)
        sound = all(0 <= one.start < one.end <= len(text) and isinstance(one.words, str) for one in found)
    except (TypeError, ValueError, LookupError):
        return None
    return found if sound else None


@lru_cache(maxsize=1)
def _places() -> dict[Phrase, int]:
    return {phrase: place for place, phrase in enumerate(lexicon().phrases)}
