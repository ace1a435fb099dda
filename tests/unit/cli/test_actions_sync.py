"""``afterword actions --sync``: reviews follow their tickets, whole files only, and never a person's verdict."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke
from tests.unit.trackers.server import FakeTracker, running, says

CLOSED = {"state": "closed", "state_reason": "completed", "closed_at": "2026-01-20T10:00:00Z"}
API = "/api/v3/repos/o/r/issues/{}"
SECRET = "ghp_" + "x" * 36


@pytest.fixture
def tracker(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    for name in ("AFTERWORD_GITHUB_TOKEN", "GITHUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with running() as found:
        yield found


def actions(tracker: FakeTracker, *statuses: str) -> str:
    lines = [
        f"  - id: A{number}\n    area: prevention\n    title: The cache is filled first\n    owner: serving\n"
        f"    due: 2026-03-01\n    status: {status}  # as agreed\n    tracker: {tracker.base}/o/r/issues/{number}\n"
        for number, status in enumerate(statuses, 1)
    ]
    return "actions:\n" + "".join(lines)


def laid(base: Base, tracker: FakeTracker, *statuses: str, over: str = "") -> str:
    base.write("pyproject.toml", f'[tool.afterword]\n[tool.afterword.trackers]\n"{tracker.base}" = "github"\n')
    text = page(overlaid(PUBLISHED, over + actions(tracker, *statuses)))
    base.write(EXAMPLE, text.replace("\n", "\r\n"))
    return text


def holds(base: Base) -> str:
    raw = (base.root / EXAMPLE).read_bytes().decode()
    assert raw.count("\n") == raw.count("\r\n")
    return raw.replace("\r\n", "\n")


def test_a_closed_ticket_makes_its_action_done_and_nothing_else_moves(base: Base, tracker: FakeTracker) -> None:
    before = laid(base, tracker, "open", "in-progress")
    tracker.on(API.format(1), says(CLOSED))
    tracker.on(API.format(2), says({"state": "open", "title": "<script>alert(1)</script>"}))
    done = invoke(base.root, "actions", "--sync", GITHUB_TOKEN=SECRET)
    assert holds(base) == before.replace(
        "status: open  # as agreed\n", "status: done  # as agreed\n    closed: 2026-01-20\n"
    )
    assert done.output == (
        f"{EXAMPLE}: A1 open -> done, closed 2026-01-20\nRead 2 tickets: changed 1 action in 1 file\n"
    )
    assert done.exit_code == 0
    assert all(headers["authorization"] == f"Bearer {SECRET}" for _, headers in tracker.asked)
    again = invoke(base.root, "actions", "--sync")
    assert (again.exit_code, again.output) == (0, "Read 2 tickets: nothing to change\n")


def test_a_diff_is_shown_that_git_takes_and_nothing_is_written(base: Base, tracker: FakeTracker) -> None:
    before = laid(base, tracker, "open")
    tracker.on(API.format(1), says(CLOSED))
    shown = invoke(base.root, "actions", "--sync", "--diff")
    assert (shown.exit_code, holds(base)) == (1, before)
    assert "would change 1 action in 1 file" in shown.stderr
    subprocess.run(["git", "apply"], cwd=base.root, input=shown.stdout_bytes, check=True)
    assert "status: done" in holds(base)


def test_a_ticket_that_is_open_again_opens_its_action(base: Base, tracker: FakeTracker) -> None:
    laid(base, tracker, "open")
    tracker.on(API.format(1), says(CLOSED), says({"state": "open", "state_reason": "reopened"}))
    before = holds(base)
    invoke(base.root, "actions", "--sync")
    assert "closed: 2026-01-20" in holds(base)
    invoke(base.root, "actions", "--sync")
    assert holds(base) == before


def test_a_verified_action_is_reported_and_not_reopened(base: Base, tracker: FakeTracker) -> None:
    before = laid(base, tracker, "verified")
    tracker.on(API.format(1), says({"state": "open"}))
    done = invoke(base.root, "actions", "--sync")
    assert (done.exit_code, holds(base)) == (1, before)
    assert "A1 left: The action is verified but its ticket is open: is it still in place?" in done.output


def test_a_file_of_which_one_ticket_cannot_be_read_stays_as_it_is(base: Base, tracker: FakeTracker) -> None:
    before = laid(base, tracker, "open", "open")
    tracker.on(API.format(1), says(CLOSED))
    done = invoke(base.root, "actions", "--sync", GITHUB_TOKEN=SECRET)
    assert (done.exit_code, holds(base)) == (1, before)
    assert "A2 left: Ticket not found (404)" in done.output
    assert "(not written: The tickets of these actions could not be read: A2)" in done.output
    assert SECRET not in done.output


def test_a_file_that_changes_while_its_tickets_are_read_stays_as_it_is(base: Base, tracker: FakeTracker) -> None:
    before = laid(base, tracker, "open")
    edited = before.replace("status: open", "status: in-progress")

    def answer(to: BaseHTTPRequestHandler) -> None:
        base.write(EXAMPLE, edited.replace("\n", "\r\n"))
        says(CLOSED)(to)

    tracker.on(API.format(1), answer)
    done = invoke(base.root, "actions", "--sync")
    assert (done.exit_code, holds(base)) == (1, edited)
    assert "The file has changed in the meantime" in done.output


def test_an_edit_that_would_break_a_rule_is_not_written_and_its_action_is_named(
    base: Base, tracker: FakeTracker
) -> None:
    laid(base, tracker, "verified", "done", "done", over="status: closed\n")
    before_bytes = (base.root / EXAMPLE).read_bytes()
    for number in (1, 3):
        tracker.on(API.format(number), says(CLOSED))
    tracker.on(API.format(2), says({"state": "open"}))
    done = invoke(base.root, "actions", "--sync")
    assert (done.exit_code, (base.root / EXAMPLE).read_bytes()) == (1, before_bytes)
    assert "A3 done -> done, closed 2026-01-20 (not written: A2: The change would cause AW308" in done.output


def test_a_tracker_that_does_not_answer_is_not_asked_about_the_rest(base: Base, tracker: FakeTracker) -> None:
    laid(base, tracker, "open", "open", "open", "open")
    tracker.on(API.format(1), says({"state": "open"}))
    tracker.on(API.format(2), says({}, 429, Retry_After="9999"))
    done = invoke(base.root, "actions", "--sync")
    assert (done.exit_code, len(tracker.asked)) == (1, 2)
    reason = "The tracker is limiting requests; try again in 9999 s"
    assert done.output.splitlines() == [
        f"{EXAMPLE}: A2 left: {reason}",
        "Read 1 of 4 tickets: nothing to change; 3 left for you",
        f"Skipped: 2 tickets on {tracker.base}, where others had no answer. {reason}.",
    ]


def test_a_host_that_only_a_review_names_is_never_asked(base: Base, tracker: FakeTracker) -> None:
    laid(base, tracker, "open")
    base.write("pyproject.toml", '[tool.afterword]\n[tool.afterword.trackers]\n"github.com" = "github"\n')
    done = invoke(base.root, "actions", "--sync")
    assert (done.exit_code, tracker.asked) == (0, [])
    assert "Skipped: 1 ticket on trackers that [tool.afterword.trackers] does not list." in done.output


def test_without_a_tracker_in_the_settings_it_says_what_to_write(base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    done = invoke(base.root, "actions", "--sync")
    assert done.exit_code == 2
    assert '"github.com" = "github"' in done.stderr


def test_only_the_actions_that_are_asked_for_are_asked_about(base: Base, tracker: FakeTracker) -> None:
    laid(base, tracker, "open", "open")
    done = invoke(base.root, "actions", "--sync", "--area", "detection")
    assert (done.output, tracker.asked) == ("Read 0 tickets: nothing to change\n", [])


@pytest.mark.parametrize(
    "options",
    [
        *(("--sync", "--fail"), ("--sync", "--export", "github"), ("--diff",), ("--export", "gitlab", "--fail")),
        *(("--export", "github", "--project", "OPS"), ("--export", "jira")),
        *(("--sync", "--format", "json"), ("--export", "github", "--format", "json")),
    ],
)
def test_options_that_contradict_each_other_are_refused(options: tuple[str, ...], base: Base) -> None:
    base.write(EXAMPLE, page(PUBLISHED))
    assert invoke(base.root, "actions", *options).exit_code == 2
