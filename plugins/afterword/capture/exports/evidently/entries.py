"""What one metric or test of a report says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from afterword.capture.numbers import judged
from afterword.settings.sources import ABOVE, BELOW

COUNTED: Final = frozenset({"count", "share"})
SPREAD: Final = frozenset({"mean", "std"})
FOR_DRIFT: Final = "the report, for drift"
"""The origin of a threshold by which Evidently decides on drift."""

_DISTANCES: Final = frozenset(
    {
        "psi",
        "wasserstein distance (normed)",
        "wasserstein",
        "jensen-shannon distance",
        "jensenshannon",
        "kullback-leibler divergence",
        "kl_div",
        "hellinger distance",
        "hellinger",
        "energy-distance",
        "ed",
    }
)
_CHANCES: Final = frozenset(
    {
        "anderson-darling",
        "anderson",
        "chisquare",
        "cramer-von mises",
        "cramer_von_mises",
        "epps-singleton",
        "es",
        "fisher's exact test",
        "fisher_exact",
        "g_test",
        "ks",
        "mann-whitney u-rank test",
        "mannw",
        "empirical_mmd",
        "t_test",
        "total-variation-distance",
        "tvd",
        "z",
    }
)


class Limit(NamedTuple):
    """A threshold of the report for the value at a path, and on which side of it the trouble lies."""

    path: str
    threshold: float
    breach: str
    origin: str
    failed: bool | None = None

    @property
    def for_drift(self) -> bool:
        """Whether a score beyond it, or exactly at it, is drift."""
        return self.origin == FOR_DRIFT and self.breach == ABOVE


class Entry(NamedTuple):
    """A metric or a test: its whole name, its sort and what it was set to, and its value of any shape.

    ``key`` is another name of it, ``usual`` the paths of its numbers where it has a table of many things, ``results``
    are sentences on its tests by path, and ``method`` is how drift was measured.
    """

    name: str
    sort: str
    params: Mapping[str, Any]
    value: Any
    key: str = ""
    usual: Sequence[str] = ()
    limits: Sequence[Limit] = ()
    results: Sequence[tuple[str, str]] = ()
    method: str = ""
    is_test: bool = False

    def limit(self, path: str) -> Limit | None:
        """The threshold for a path: that of a test that failed, or else the only one."""
        ours = [limit for limit in self.limits if limit.path == path]
        failed = [limit for limit in ours if limit.failed]
        if len(failed) == 1:
            return failed[0]
        return ours[0] if len(ours) == 1 else None

    def said(self, path: str) -> list[str]:
        """What the tests of the report said of the value at a path."""
        return [sentence for of, sentence in self.results if of == path]


def plain_number(value: Any) -> float | None:
    """A value as a finite number; ``None`` if it is none."""
    return judged(value)[0]


def drift_side(method: str) -> str | None:
    """On which side of its threshold a score means drift, by the method; ``None`` for one that is not known."""
    known = method.casefold().strip()
    if known.endswith("p_value") or known in _CHANCES:
        return BELOW
    return ABOVE if known in _DISTANCES else None
