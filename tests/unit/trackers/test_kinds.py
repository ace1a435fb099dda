"""Answers as the documentation of each tracker gives them, shortened, and addresses that are tickets or are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from afterword.settings import SettingsError
from afterword.trackers import KINDS, NoAnswer, Ticket, access_for, locate
from tests.made import SETTINGS

OURS = replace(
    SETTINGS,
    trackers=(
        ("https://tracker.example.org/jira", "jira"),
        ("https://git.example.org", "gitlab"),
        ("https://ghe.example.org", "github"),
        ("https://github.com", "github"),
    ),
)
DAY = date(2026, 1, 20)
FIELDS = "?fields=status,resolution,resolutiondate,statuscategorychangedate"


def jira(
    category: str | None, resolution: str | None = None, status: str = "Whatever it is called", **dates: str
) -> dict[str, Any]:
    named = {"name": status, "statusCategory": {"id": 3, "key": category}}
    fields = {"status": named, "resolution": {"name": resolution} if resolution else None, **dates}
    return {"id": "10002", "key": "ED-1", "fields": fields}


@pytest.mark.parametrize(
    ("kind", "answer", "ticket"),
    [
        ("github", {"state": "open", "state_reason": None, "closed_at": None}, Ticket("open")),
        ("github", {"state": "open", "state_reason": "reopened", "closed_at": None}, Ticket("open")),
        (
            "github",
            {"state": "closed", "state_reason": "completed", "closed_at": "2026-01-20T23:59:59Z"},
            Ticket("done", DAY, stated=True),
        ),
        ("github", {"state": "closed", "state_reason": None, "closed_at": "2026-01-20T00:00:00Z"}, Ticket("done", DAY)),
        (
            "github",
            {"state": "closed", "state_reason": "not_planned", "closed_at": "2026-01-20T10:00:00Z"},
            Ticket("dropped", DAY),
        ),
        ("github", {"state": "closed", "state_reason": "duplicate", "closed_at": None}, Ticket("dropped")),
        (
            "github",
            {"state": "closed", "closed_at": "2026-01-20T10:00:00Z", "pull_request": {"merged_at": None}},
            Ticket("dropped", DAY),
        ),
        (
            "github",
            {
                "state": "closed",
                "closed_at": "2026-01-20T10:00:00Z",
                "pull_request": {"merged_at": "2026-01-20T10:00Z"},
            },
            Ticket("done", DAY, stated=True),
        ),
        ("gitlab", {"state": "opened", "closed_at": None}, Ticket("open")),
        (
            "gitlab",
            {"state": "closed", "closed_at": "2026-01-20T10:00:00.123Z", "moved_to_id": None},
            Ticket("done", DAY),
        ),
        ("gitlab", {"state": "closed", "_links": {"closed_as_duplicate_of": None}}, Ticket("done")),
        (
            "gitlab",
            {
                "state": "closed",
                "_links": {"closed_as_duplicate_of": "https://git.example.org/api/v4/projects/1/issues/76"},
            },
            Ticket("dropped"),
        ),
        ("gitlab", {"state": "merged", "merged_at": "2026-01-20T10:00:00Z"}, Ticket("done", DAY, stated=True)),
        ("gitlab", {"state": "closed", "source_branch": "b", "closed_at": "2026-01-20T10:00Z"}, Ticket("dropped", DAY)),
        ("gitlab", {"state": "locked", "source_branch": "b"}, Ticket("open")),
        ("jira", jira("new"), Ticket("open")),
        ("jira", jira("indeterminate"), Ticket("in-progress")),
        ("jira", jira("done", "Done", resolutiondate="2026-01-20T10:00:00.000+0000"), Ticket("done", DAY, stated=True)),
        ("jira", jira("done", None, statuscategorychangedate="2026-01-21T01:00:00.000+0200"), Ticket("done", DAY)),
        ("jira", jira("done", "Won't Do", resolutiondate="2026-01-20T10:00:00.000+0000"), Ticket("dropped", DAY)),
        ("jira", jira("done", "Duplicate"), Ticket("dropped")),
        ("jira", jira("done", "Won\u2019t Fix"), Ticket("dropped")),
        ("jira", jira("done", "Rejected"), Ticket("dropped")),
        ("jira", jira("done", "Wird nicht erledigt"), Ticket("dropped")),
        ("jira", jira("done", "Erledigt"), Ticket("done", stated=True)),
        ("jira", jira("done", "Done", status="Cancelled"), Ticket("dropped")),
        ("jira", jira("done", status="Abgebrochen"), Ticket("dropped")),
    ],
)
def test_an_answer_is_read_as_its_documentation_means_it(kind: str, answer: dict[str, Any], ticket: Ticket) -> None:
    assert KINDS[kind].ticket(answer) == ticket


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"state": None},
        {"state": ["closed"]},
        {"state": "<script>alert(1)</script>"},
        {"fields": None},
        {"fields": {"status": "done"}},
        jira(None),
        jira("anything"),
        jira("undefined"),  # the category of a status that nobody has put into one
    ],
)
def test_an_answer_that_no_documentation_knows_is_no_ticket(kind: str, answer: dict[str, Any]) -> None:
    with pytest.raises(NoAnswer, match="is not a ticket") as caught:
        KINDS[kind].ticket(answer)
    assert "script" not in str(caught.value)


@pytest.mark.parametrize(
    "day", ["", "tomorrow", "2026-02-30T00:00:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00Z"]
)
def test_a_day_that_is_none_is_not_known(day: str) -> None:
    assert KINDS["github"].ticket({"state": "closed", "closed_at": day}) == Ticket("done")


@pytest.mark.parametrize("reason", ["transferred", "spam\x1b[2J"])
@pytest.mark.parametrize("kind", ["github", "jira"])
def test_a_reason_that_is_not_known_closes_nothing(kind: str, reason: str) -> None:
    answer = jira("done", reason) | {"state": "closed", "state_reason": reason, "closed_at": "2026-01-20T10:00:00Z"}
    with pytest.raises(NoAnswer, match=r"closed for a reason that is not known here: (transferred|spam)") as caught:
        KINDS[kind].ticket(answer)
    assert "\x1b" not in str(caught.value)


def test_an_issue_that_has_moved_is_not_guessed_after() -> None:
    with pytest.raises(NoAnswer, match="moved to another project"):
        KINDS["gitlab"].ticket({"state": "closed", "moved_to_id": 7})


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/o/r.x/issues/12", "https://api.github.com/repos/o/r.x/issues/12"),
        ("https://GitHub.com/o/r/pull/12#issuecomment-1", "https://api.github.com/repos/o/r/issues/12"),
        ("https://github.com/mona_acme/r/issues/12", "https://api.github.com/repos/mona_acme/r/issues/12"),
        ("https://acme.ghe.com/o/r/issues/1", "https://api.acme.ghe.com/repos/o/r/issues/1"),
        ("https://ghe.example.org/o/r/issues/1", "https://ghe.example.org/api/v3/repos/o/r/issues/1"),
        ("https://git.example.org/g/s/p/-/issues/3", "https://git.example.org/api/v4/projects/g%2Fs%2Fp/issues/3"),
        ("https://git.example.org/g/p/-/work_items/3", "https://git.example.org/api/v4/projects/g%2Fp/issues/3"),
        (
            "https://git.example.org/g/p/-/merge_requests/3/",
            "https://git.example.org/api/v4/projects/g%2Fp/merge_requests/3",
        ),
        (
            "https://acme.atlassian.net/jira/software/c/projects/OPS/issues/OPS-7?jql=x",
            f"https://acme.atlassian.net/rest/api/2/issue/OPS-7{FIELDS}",
        ),
        (
            "https://tracker.example.org/jira/projects/OPS/issues/OPS-7",
            f"https://tracker.example.org/jira/rest/api/2/issue/OPS-7{FIELDS}",
        ),
        (
            "https://tracker.example.org/jira/browse/OPS-7?focusedId=1",
            f"https://tracker.example.org/jira/rest/api/2/issue/OPS-7{FIELDS}",
        ),
    ],
)
def test_the_address_of_a_ticket_becomes_that_of_its_answer(url: str, address: str) -> None:
    clouds = (("https://acme.ghe.com", "github"), ("https://acme.atlassian.net", "jira"))
    place = locate(url, replace(OURS, trackers=OURS.trackers + clouds))
    assert place is not None
    assert place.address == address


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/o/r/issues/1",
        "http://github.com/o/r/issues/1",
        "https://github.com.example.org/o/r/issues/1",
        "https://github.com@example.org/o/r/issues/1",
        "https://user@github.com/o/r/issues/1",
        "https://github.com:8443/o/r/issues/1",
        "https://tracker.example.org/browse/OPS-7",
        "https://tracker.example.org/jirafake/browse/OPS-7",
        "https://169.254.169.254/latest/meta-data",
    ],
)
def test_a_host_that_the_settings_do_not_name_is_never_asked(url: str) -> None:
    assert locate(url, OURS) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/o/r",
        "https://github.com/o/r/issues/new",
        "https://github.com/o/../issues/1",
        "https://git.example.org/g/../p/-/issues/3",
        "https://git.example.org/-/issues/3",
        "https://git.example.org/g/%2e%2e/-/issues/3",
        "https://tracker.example.org/jira/browse/../../x",
        "https://tracker.example.org/jira/browse/OPS-7/../x",
    ],
)
def test_an_address_of_ours_that_is_no_ticket_is_told(url: str) -> None:
    with pytest.raises(NoAnswer, match=r"is not that of a \w+ ticket; write it like https://") as caught:
        locate(url, OURS)
    assert locate(str(caught.value).rpartition(" ")[2], OURS)


def test_a_token_goes_to_its_tracker_in_the_header_that_it_reads() -> None:
    ours = replace(OURS, trackers=OURS.trackers[:2] + OURS.trackers[3:])
    tokens = {"GITHUB_TOKEN": "g1", "AFTERWORD_GITHUB_TOKEN": "g2", "GITLAB_TOKEN": "l", "JIRA_TOKEN": "me@x.org:j"}
    found = access_for(ours, tokens)
    assert found["https://github.com"].headers["Authorization"] == "Bearer g2"
    assert found["https://git.example.org"].headers["PRIVATE-TOKEN"] == "l"
    assert found["https://tracker.example.org/jira"].headers["Authorization"] == "Basic bWVAeC5vcmc6ag=="
    assert "g2" not in repr(found)
    for one in (none := access_for(ours, {})).values():
        assert not {"Authorization", "PRIVATE-TOKEN"} & set(one.headers)
    assert none["https://github.com"].advice == "no token is set; set AFTERWORD_GITHUB_TOKEN"
    assert found["https://github.com"].advice == "check the token in AFTERWORD_GITHUB_TOKEN"


def test_of_two_trackers_of_a_kind_neither_gets_the_token_of_the_other() -> None:
    found = access_for(OURS, {"GITHUB_TOKEN": "g1", "AFTERWORD_TOKEN_GHE_EXAMPLE_ORG": "e"})
    assert "Authorization" not in found["https://github.com"].headers
    assert found["https://github.com"].advice == "no token is set; set AFTERWORD_TOKEN_GITHUB_COM"
    assert found["https://ghe.example.org"].headers["Authorization"] == "Bearer e"


def test_a_token_that_can_be_none_is_refused_without_being_repeated() -> None:
    with pytest.raises(SettingsError, match="The token in GITLAB_TOKEN") as caught:
        access_for(OURS, {"GITLAB_TOKEN": "abc\r\nX-Evil: 1"})
    assert "abc" not in str(caught.value)
