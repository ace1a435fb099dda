"""A tracker that asks to be left alone, or that shows its tickets only to others."""

from __future__ import annotations

import re

import pytest

from afterword.http import NoAnswer
from afterword.trackers.asking import ask
from tests.unit.trackers.server import FakeTracker, says
from tests.unit.trackers.test_asking import ACCESS, NO_TOKEN, PATIENT, refused


@pytest.mark.parametrize(
    ("target", "status", "told"),
    [
        ("/repositories/77/issues/1", 404, "was renamed or the ticket was moved; set `tracker` to its new URL"),
        ("/projects/77/issues/1", 401, "was renamed or the ticket was moved; set `tracker` to its new URL"),
        ("/login.jsp?os_destination=x", 200, "The tracker wants a login: check the token in GITHUB_TOKEN"),
        ("/users/sign_in", 401, "The tracker wants a login: check the token in GITHUB_TOKEN"),
        ("/repositories/77/issues/1", 418, "answered with 418"),
        ("/repos/o/login/issues/1", 200, "is not a ticket"),
    ],
)
def test_what_a_redirect_without_the_token_ends_at_is_told(
    target: str, status: int, told: str, tracker: FakeTracker
) -> None:
    tracker.on("/x", says({}, 301, Location=target))
    tracker.on(target.partition("?")[0], says(b"<html>", status))
    assert told in str(refused(tracker))


def test_a_limit_is_waited_for_as_long_as_the_tracker_says(tracker: FakeTracker) -> None:
    tracker.on("/x", says({}, 429, Retry_After="0"), says({}, 503, Retry_After="0"), says({"state": "open"}))
    assert ask(f"{tracker.base}/x", ACCESS, PATIENT) == {"state": "open"}
    assert len(tracker.asked) == 3


def test_three_refusals_are_enough(tracker: FakeTracker) -> None:
    tracker.on("/x", says({}, 429, Retry_After="0"))
    reason = refused(tracker)
    assert (str(reason), reason.silent, len(tracker.asked)) == ("The tracker answered with 429 3 times", True, 3)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        *((429, {"Retry_After": "86400"}), (429, {"Retry_After": "9" * 400}), (403, {"X_RateLimit_Remaining": "0"})),
        *((429, {"Retry_After": "Fri, 31 Dec 2100 23:59:59 GMT"}), (403, {})),
        (403, {"X_RateLimit_Remaining": "0", "X_RateLimit_Reset": "4133980799"}),
    ],
)
def test_a_tracker_that_wants_to_be_left_alone_for_long_is(
    status: int, headers: dict[str, str], tracker: FakeTracker
) -> None:
    tracker.on("/x", says({"message": "You have exceeded a secondary rate limit."}, status, **headers))
    reason = refused(tracker)
    assert "is limiting requests; try again in" in str(reason)
    assert (reason.silent, len(tracker.asked)) == (True, 1)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "Access denied (401): check the token in GITHUB_TOKEN"),
        (403, "Access denied (403): check the token in GITHUB_TOKEN"),
        (404, "Ticket not found (404)"),
        (410, "Ticket not found (410)"),
        (418, "answered with 418"),
        (204, "answered with 204"),
    ],
)
def test_a_refusal_is_told_and_not_repeated(status: int, told: str, tracker: FakeTracker) -> None:
    tracker.on("/x", says({"message": "<b>secret</b>"}, status))
    assert told in str(refused(tracker))
    assert len(tracker.asked) == 1


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "Access denied (401): no token is set; set AFTERWORD_GITHUB_TOKEN"),
        (404, "check its URL, and whether it is public, as AFTERWORD_GITHUB_TOKEN is not set"),
    ],
)
def test_without_a_token_it_says_which_to_set(status: int, told: str, tracker: FakeTracker) -> None:
    tracker.on("/x", says({}, status))
    with pytest.raises(NoAnswer, match=re.escape(told)) as caught:
        ask(f"{tracker.base}/x", NO_TOKEN, PATIENT)
    assert not caught.value.silent  # what is public can still be read


def test_a_token_that_is_not_valid_silences_its_tracker(tracker: FakeTracker) -> None:
    tracker.on("/x", says({}, 401))
    assert (refused(tracker).silent, refused(tracker).why) == (True, "")


def test_a_token_without_single_sign_on_is_told_what_it_lacks(tracker: FakeTracker) -> None:
    tracker.on("/x", says({}, 403, X_GitHub_SSO="required; url=https://github.com/orgs/o/sso?authorization_request=A"))
    assert str(refused(tracker)) == (
        "Access denied (403): authorize the token in GITHUB_TOKEN for the single sign-on of the organization"
    )
