"""How long a server asks to be left alone is read in each form in which servers say it."""

from __future__ import annotations

import pytest

from afterword.http import Answer
from afterword.http.limits import asks_again, wait_before

NOW = 1_795_564_800.0  # 25 November 2026, midnight in UTC
SPENT = {"x-ratelimit-remaining": "0"}


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"retry-after": "7"}, 7),
        (503, {"retry-after": "Wed, 25 Nov 2026 00:10:00 GMT"}, 600),
        (503, {"retry-after": "Tue, 24 Nov 2026 00:00:00 GMT"}, 1),
        (429, {"ratelimit-reset": "30"}, 30),
        (403, {**SPENT, "x-ratelimit-reset": f"{NOW + 120:.0f}"}, 120),
        (403, {**SPENT, "x-ratelimit-reset": "soon"}, 3600),
        (403, {}, 60),
        (502, {"retry-after": "later"}, 4),
    ],
)
def test_the_wait_is_the_one_that_is_named(
    status: int, headers: dict[str, str], seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: NOW)
    assert wait_before(Answer(status, headers, b""), 3) == seconds


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        (Answer(403, {}, b'{"message": "You have exceeded a secondary rate limit."}'), True),
        (Answer(403, SPENT, b""), True),
        (Answer(403, {"retry-after": "1"}, b""), True),
        (Answer(403, {}, b'{"message": "Resource not accessible"}'), False),
        (Answer(429, {}, b""), True),
        (Answer(404, {}, b""), False),
    ],
)
def test_only_a_limit_and_a_busy_server_are_asked_again(answer: Answer, again: bool) -> None:
    assert asks_again(answer) is again
