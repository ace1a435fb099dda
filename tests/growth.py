"""How work grows with what it is given: two sizes against each other, so that no test knows how fast a machine is."""

from __future__ import annotations

import time
from collections.abc import Callable

_NEVER_SLOW = 0.02
"""Below so many seconds a processor's own noise is all that is measured."""

_TRIES = 6
"""A machine that is busy with something else makes one try uneven; work that grows too fast makes every one so."""


def grows_evenly(work: Callable[[str], object], of: Callable[[int], str], size: int) -> bool:
    """Four times as much takes about four times as long; it would take sixteen if each part met every other."""
    return any(_even(work, of, size + 2 * attempt) for attempt in range(_TRIES))


def _even(work: Callable[[str], object], of: Callable[[int], str], size: int) -> bool:
    # One more each time: what is remembered of a text does not answer for the next.
    small, large = (min(_taken(work, of(much + more)) for more in range(2)) for much in (size // 4, size))
    return large < 9 * small + _NEVER_SLOW


def _taken(work: Callable[[str], object], given: str) -> float:
    begun = time.process_time()
    work(given)
    return time.process_time() - begun
