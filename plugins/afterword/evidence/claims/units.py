"""Units of values, as a review and a source write them, and a value of one in that of the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

SHARE: Final = "share"
TIME: Final = "time"
BYTES: Final = "bytes"
COUNTED: Final = "counted"
"""The family of values such as ``8 patients``: a number of things."""


class Unit(NamedTuple):
    """A unit: ``factor`` turns a value into the base of its family, such as seconds."""

    family: str
    factor: float


_NAMES: Final[Mapping[tuple[str, float], str]] = {
    (SHARE, 1.0): "ratio fraction share proportion 1 0-1",
    (SHARE, 0.01): "% percent percentage pct",
    (SHARE, 0.001): "‰ permille",
    (TIME, 1e-6): "us µs μs microsecond",
    (TIME, 1e-3): "ms msec milli millis millisecond",
    (TIME, 1.0): "s sec second",
    (TIME, 60.0): "min minute",
    (TIME, 3600.0): "h hr hour",
    (TIME, 86_400.0): "d day",
    (BYTES, 1.0): "b byte",
    (BYTES, 1e3): "kb",
    (BYTES, 1e6): "mb",
    (BYTES, 1e9): "gb",
    (BYTES, 1e12): "tb",
    (BYTES, 1024.0): "kib",
    (BYTES, 1024.0**2): "mib",
    (BYTES, 1024.0**3): "gib",
    (BYTES, 1024.0**4): "tib",
}
_UNITS: Final = {name: Unit(family, factor) for (family, factor), names in _NAMES.items() for name in names.split()}


def unit_of(written: str | None) -> Unit | None:
    """The unit that a word names, in the singular or the plural; ``None`` for one that is not known."""
    word = (written or "").strip().lower()
    return _UNITS.get(word) or (_UNITS.get(word[:-1]) if len(word) > 3 and word.endswith("s") else None)


def converted(value: float, written: Unit | None, target: Unit | None) -> tuple[float, ...]:
    """What a written value may be in another unit: several values where a unit is not known, none where none fits."""
    if written is not None and written.family == COUNTED:
        return (value,) if target is None else ()
    if written is None:
        if target is None or target.family == BYTES:
            return (value,)
        # A share is also written without its sign, and seconds stand for milliseconds.
        others = [unit.factor for unit in _UNITS.values() if unit.family == target.family]
        usual = (1.0, 0.01) if target.family == SHARE else (1.0, 1e-3)
        factors = {target.factor, *(factor for factor in usual if factor in others)}
        return tuple(value * factor / target.factor for factor in sorted(factors))
    if target is None:
        others = sorted({unit.factor for unit in _UNITS.values() if unit.family == written.family})
        return tuple(dict.fromkeys([value, *(value * written.factor / factor for factor in others)]))
    return (value * written.factor / target.factor,) if written.family == target.family else ()
