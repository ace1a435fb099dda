"""Regular expressions that are compiled when they are first used, for what hardly any text needs."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern with all methods of a compiled one; the functions of ``re`` do not take it."""
    return cast("re.Pattern[AnyStr]", _Expression(pattern, flags))


class _Expression:
    def __init__(self, pattern: Any, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # Kept under its name, so that it is found at once the next time.
        found = self.__dict__[name] = getattr(re.compile(*self._written), name)
        return found
