"""``afterword actions``: what it lists, how it ends, and what creates tickets."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest

from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.unit.cli.invoke import invoke

ACTIONS = """\
actions:
  - {id: A1, area: prevention, title: The cache is filled first, owner: serving, due: 2026-01-30, status: open}
  - {id: A2, area: detection, title: "=cmd|' /C calc'!A0", owner: "@serving", due: 2026-03-01, status: open}
  - {id: A3, area: process, title: The release has an owner, owner: release, status: done, evidence: Seen.}
"""


@pytest.fixture
def laid(base: Base) -> Base:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, ACTIONS)))
    return base


def test_the_table_names_each_action_and_what_they_add_up_to(laid: Base) -> None:
    done = invoke(laid.root, "actions")
    assert done.stdout == (
        "state    due                      owner     area        id                     action\n"
        "overdue  2026-01-30 (1 day late)  serving   prevention  2025-01-01-example A1  The cache is filled first\n"
        "open     2026-03-01               @serving  detection   2025-01-01-example A2  =cmd|' /C calc'!A0\n"
        "done     -                        release   process     2025-01-01-example A3  The release has an owner\n"
        "\n3 actions: 1 overdue, 1 open, 1 done, as of 2026-01-31\n"
    )
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("options", "listed", "code"),
    [
        (("--overdue",), 1, 0),
        (("--overdue", "--fail"), 1, 1),
        (("--overdue", "--fail", "--as-of", "2026-01-30"), 0, 0),
        (("--unverified", "--fail"), 1, 1),
        (("--overdue", "--fail", "--owner", "release"), 0, 0),
        (("--fail", "--model", "page ranker", "--area", "process"), 1, 1),
    ],
)
def test_a_nightly_job_fails_when_anything_is_listed(
    options: tuple[str, ...], listed: int, code: int, laid: Base
) -> None:
    done = invoke(laid.root, "actions", "--format", "json", *options)
    assert (json.loads(done.stdout)["count"], done.exit_code) == (listed, code)


def test_a_review_that_cannot_be_read_fails_the_job_too_and_is_named(laid: Base) -> None:
    laid.write("postmortems/2025-01-02-broken.md", "---\ntitle: [\n---\n")
    done = invoke(laid.root, "actions", "--overdue", "--fail", "--as-of", "2026-01-01")
    assert done.exit_code == 1
    assert "Skipped: postmortems/2025-01-02-broken.md is not well-formed" in done.stderr


def test_a_job_for_the_public_that_would_look_at_a_part_of_the_reviews_asks_which_part_is_meant(laid: Base) -> None:
    laid.write("pyproject.toml", '[tool.afterword]\naudience = "public"\n')
    laid.write("postmortems/2025-01-02-told.md", page(PUBLISHED + "visibility: public\n"))
    done = invoke(laid.root, "actions", "--overdue", "--fail")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "Error: --fail must judge by every review, but the audience is public. Add --audience "
    )
    for audience, code in (("internal", 1), ("public", 0)):
        assert invoke(laid.root, "actions", "--overdue", "--fail", "--audience", audience).exit_code == code
    (laid.root / EXAMPLE).unlink()
    assert invoke(laid.root, "actions", "--overdue", "--fail").exit_code == 0


def test_the_csv_holds_every_field_and_no_formula(laid: Base) -> None:
    told = invoke(laid.root, "actions", "--format", "csv").stdout_bytes.decode()
    rows = list(csv.DictReader(io.StringIO(told, newline="")))
    assert [(row["id"], row["state"], row["days_late"]) for row in rows] == [
        ("A1", "overdue", "1"),
        ("A2", "open", "0"),
        ("A3", "done", "0"),
    ]
    assert (rows[1]["title"], rows[1]["owner"]) == ("'=cmd|' /C calc'!A0", "'@serving")
    assert all(line.startswith('"') for line in told.strip().split("\n"))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--owner", "servin"), "No review has the owner `servin`. Did you mean `serving`?"),
        (("--area", "preventon"), "Did you mean `prevention`? Known: detection, mitigation, prevention or process."),
        (("--model", "Ranker"), "No review has the model `Ranker`."),
        (("--review", "2025"), "There is no review `2025`."),
    ],
)
def test_a_filter_that_nothing_can_pass_is_a_slip(options: tuple[str, ...], told: str, laid: Base) -> None:
    done = invoke(laid.root, "actions", *options)
    assert done.exit_code == 2
    assert told in done.stderr


def test_service_levels_that_name_unknown_words_are_told(laid: Base) -> None:
    laid.write("pyproject.toml", "[tool.afterword.service-levels]\nprevention = {sev9 = 3}\n")
    done = invoke(laid.root, "actions")
    assert done.exit_code == 2
    assert "[tool.afterword.service-levels] has no setting `sev9`." in done.stderr


def test_a_day_that_follows_from_the_service_level_is_marked(base: Base) -> None:
    base.write("pyproject.toml", "[tool.afterword.service-levels]\nprevention = {sev3 = 30}\n")
    base.write(EXAMPLE, page(overlaid(PUBLISHED, "actions: [{id: A1, area: prevention, title: T, status: open}]\n")))
    done = invoke(base.root, "actions", "--overdue")
    assert "~2025-02-07 (358 days late)" in done.stdout
    assert "~ No due date is set; this one comes from the service level" in done.stdout


def test_a_secret_in_an_action_is_never_printed(base: Base) -> None:
    token = "ghp_" + "a1B2" * 9
    base.write(EXAMPLE, page(overlaid(PUBLISHED, ACTIONS.replace("The cache is filled first", f"Use {token}"))))
    for options in ((), ("--format", "json"), ("--format", "csv"), ("--export", "github"), ("--export", "gitlab")):
        done = invoke(base.root, "actions", *options)
        assert (token in done.output, "Use ***" in done.output) == (False, True)


def test_without_reviews_it_says_how_to_begin(base: Base) -> None:
    done = invoke(base.root, "actions")
    assert done.exit_code == 2
    assert "create one with `afterword new`" in done.stderr


def bodies(base: Base, *options: str) -> list[dict[str, Any]]:
    done = invoke(base.root, "actions", "--export", *options)
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


HOSTILE = """\
title: '@team {noformat} /assign @x'
actions:
  - id: A1
    area: prevention
    title: "@everyone /close ![x](https://e.org) #1 <b>"
    owner: "[~admin] @all"
    due: 2026-03-01
    status: open
"""


@pytest.fixture
def hostile(base: Base) -> Base:
    base.write(EXAMPLE, page(overlaid(PUBLISHED, HOSTILE)))
    return base


def test_github_gets_a_body_for_each_action_without_a_ticket(laid: Base) -> None:
    first, second = bodies(laid, "github")
    assert first["title"] == "The cache is filled first"
    assert first["labels"] == ["postmortem", "prevention"]
    assert "<li>Due: 2026-01-30</li>" in first["body"]
    assert second["title"] == "=cmd|' /C calc'!A0"


def test_an_action_that_has_a_ticket_gets_no_second_one(base: Base) -> None:
    tracked = ACTIONS.replace("status: open}", "status: open, tracker: 'https://github.com/o/r/issues/1'}")
    base.write(EXAMPLE, page(overlaid(PUBLISHED, tracked)))
    assert bodies(base, "github") == []


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_no_mention_and_no_command_can_be_forged(kind: str, hostile: Base) -> None:
    (body,) = bodies(hostile, kind)
    text = body["body" if kind == "github" else "description"]
    assert body["title"] == "(at)everyone /close ![x](https://e.org) #1 <b>"
    # Platforms make nothing of what stands in code.
    bare = re.sub(r"<code>[^<]*</code>", "", text)
    assert ("<code>@team</code>" in text, [mark for mark in "@#![~{" if mark in bare]) == (True, [])
    assert [line for line in text.split("\n") if line.startswith("/")] == []


def test_jira_gets_one_request_for_fifty_and_its_notation_is_escaped(hostile: Base) -> None:
    (bulk,) = bodies(hostile, "jira", "--project", "OPS")
    (issue,) = bulk["issueUpdates"]
    fields = issue["fields"]
    assert (fields["project"], fields["duedate"]) == ({"key": "OPS"}, "2026-03-01")
    assert r"\[\~admin\]" in fields["description"]
    assert "{noformat}" not in fields["description"]


def test_gitlab_gets_the_day(laid: Base) -> None:
    assert [body["due_date"] for body in bodies(laid, "gitlab")] == ["2026-01-30", "2026-03-01"]
