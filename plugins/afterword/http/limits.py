"""Whether a server asks to be left alone, and for how long."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import Final

from afterword.http.answer import Answer

_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_HOUR: Final = 3600.0
_MINUTE: Final = 60.0


def asks_again(answer: Answer) -> bool:
    """Whether the same request may be answered later: the server is busy or broken, or limits its requests."""
    return answer.status in _AGAIN or (
        # GitHub limits bursts with a 403 that says so in its message alone.
        answer.status == 403 and ("retry-after" in answer.headers or _spent(answer) or b"rate limit" in answer.body)
    )


def wait_before(answer: Answer, number: int) -> float:
    """The seconds until the next try, after a number of them."""
    named = answer.headers.get("retry-after", "")
    if not named and len(reset := answer.headers.get("ratelimit-reset", "")) < 6:
        named = reset  # in seconds; a longer number is a day and an hour
    if _is_number(named):
        return float(named[:9])
    if (moment := _moment(named)) is not None:
        return max(1.0, moment - time.time())
    if _spent(answer):
        reset = answer.headers.get("x-ratelimit-reset", "")
        return max(1.0, float(reset[:12]) - time.time()) if _is_number(reset) else _HOUR
    return _MINUTE if answer.status == 403 else float(2 ** (number - 1))


def _spent(answer: Answer) -> bool:
    return answer.headers.get("x-ratelimit-remaining") == "0"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _moment(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
