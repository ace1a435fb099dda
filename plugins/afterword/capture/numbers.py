"""Numbers and times as sources write them: also as text, and some that are none."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

NAN: Final = "NaN"
INFINITE: Final = "infinite"
NO_NUMBER: Final = "not a number"
_LARGEST: Final = 1.7976931348623157e308
"""Some stores keep infinity as this."""


def judged(value: Any) -> tuple[float | None, str]:
    """The number that a value is, or ``None`` and the reason: ``NAN``, ``INFINITE`` or ``NO_NUMBER``."""
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float, str, Decimal))
        or (isinstance(value, str) and "_" in value)
    ):
        return None, NO_NUMBER
    try:
        found = float(value)
    except OverflowError:
        return None, INFINITE
    except ValueError:
        return None, NO_NUMBER
    if math.isnan(found):
        return None, NAN
    return (None, INFINITE) if abs(found) >= _LARGEST else (found, "")


def notes_on(reasons: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each reason why values have no number, with how many they are."""
    return tuple(
        f"A value was {reason}, and stands without a number."
        if count == 1
        else f"{count:,} values were {reason}, and stand without a number."
        for reason, count in sorted(Counter(filter(None, reasons)).items())
    )


def whole(value: Any) -> int | None:
    """A whole number that is not negative, which may be written as text; ``None`` if it is none."""
    found, _ = judged(value)
    return int(found) if found is not None and 0 <= found < 2**63 and found == int(found) else None


def moment_of(seconds: float | None) -> datetime | None:
    """The time of so many seconds since 1970 in UTC; ``None`` if it is none."""
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def moment_of_milliseconds(value: Any) -> datetime | None:
    """The time of so many milliseconds since 1970, which may be written as text; ``None`` if it is none."""
    found, _ = judged(value)
    return None if found is None else moment_of(found / 1000)


def moment_written(value: Any) -> datetime | None:
    """The time that a text in ISO 8601 says, in UTC, as it is if it has no zone; ``None`` if it is none."""
    try:
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None
