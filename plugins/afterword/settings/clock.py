"""The time to use as now, and the date to use as today."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from afterword.settings.values import SettingsError


def today() -> date:
    """Today in UTC, or the day of ``SOURCE_DATE_EPOCH``; nothing else in the package reads the clock."""
    return now().date()


def now() -> datetime:
    """Now in UTC to the second, or the time of ``SOURCE_DATE_EPOCH``."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise SettingsError(f"SOURCE_DATE_EPOCH is {epoch!r}; it must be seconds since 1970") from None
