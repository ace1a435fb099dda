"""Actions and entries are taken as their text says: none is dropped for its words, revived, or given to a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.adopting.adopting import adopted_text, body_of, data_of

TEXT = "# Index was empty\n\n{}\n\n## Summary\n\nThe rebuild wrote an empty index for two hours.\n"
STRUCK = "an action that is struck out is `dropped`; look whether it was done"
PERSON = "an owner of an action may be a person, and was left out; name a team"


def actions_of(root: Path, markdown: str, above: str = "") -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    made = adopted_text(root, f"{TEXT.format(above)}\n## Action items\n\n{markdown}\n")
    return data_of(made).get("actions", []), made.notes


@pytest.mark.parametrize(
    "words",
    [
        "XXL hosts were added",
        "To be safe, the fallback was switched on",
        "Hh:mm was printed in place of a time",
        "&lt;host> was restarted",
        "[host] was restarted",
    ],
)
def test_words_that_begin_like_a_placeholder_are_kept(words: str, tmp_path: Path) -> None:
    text = f"{TEXT.format('')}\n## Timeline (UTC)\n\n- 10:20 {words}\n\n## Action items\n\n- {words}\n"
    data = data_of(adopted_text(tmp_path, text))
    assert [data["timeline"][0]["event"], data["actions"][0]["title"]] == [words.replace("&lt;", "<")] * 2


@pytest.mark.parametrize(
    "words",
    ["TBD", "<event>", "HH:MM", "XXX", "[what was done]", "to be defined", "N/A", "{{ x }}", "Fill in", "See above"],
)
def test_an_action_that_is_only_a_placeholder_is_none(words: str, tmp_path: Path) -> None:
    assert actions_of(tmp_path, f"- {words}")[0] == []


@pytest.mark.parametrize(
    ("markdown", "status", "noted"),
    [
        ("- ~~Buy a second cluster~~", "dropped", True),
        ("- [ ] ~~Buy a second cluster~~", "dropped", True),
        ("- ~~[ ] Buy a second cluster~~", "dropped", True),
        ("- <del>Buy a second cluster</del>", "dropped", True),
        ("- [x] ~~Buy a second cluster~~", "done", False),
        ("| What | State |\n|---|---|\n| ~~Buy a second cluster~~ | |", "dropped", True),
        ("| What | State |\n|---|---|\n| ~~Buy a second cluster~~ | Done |", "done", False),
        ("| What | State |\n|---|---|\n| ~~Buy a second cluster~~ | open |", "dropped", True),
        ("| What | State |\n|---|---|\n| ~~Buy a second cluster~~ | cancelled |", "dropped", False),
        ("- [ ] Buy a second cluster (cancelled)", "dropped", False),
        ("| What | Bug |\n|---|---|\n| Buy a second cluster | n/a **DONE** |", "done", False),
        ("| What | Bug |\n|---|---|\n| Buy a second cluster | WONTFIX |", "dropped", False),
        ("| What | Status |\n|---|---|\n| Buy a second cluster | \u2705 |", "done", False),
        ("| What | State |\n|---|---|\n| Buy a second cluster | \u2714\ufe0f |", "done", False),
        ("| What | Done |\n|---|---|\n| Buy a second cluster | [x] |", "done", False),
        ("| What | Status |\n|---|---|\n| Buy a second cluster | Almost done |", None, False),
        ("| What | Status |\n|---|---|\n| Buy a second cluster | To do |", "open", False),
        ("| What | Status |\n|---|---|\n| Buy a second cluster | WIP |", "in-progress", False),
        ("| What | Status |\n|---|---|\n| Buy a second cluster | Pending |", "open", False),
        ("- TODO: Buy a second cluster", None, False),
        ("| What | Bug |\n|---|---|\n| [x] Buy a second cluster | |", "done", False),
        ('<ul><li><input type="checkbox" disabled> Buy a second cluster</li></ul>', "open", False),
        ("- Buy a second cluster ~~or a third~~", None, False),
    ],
)
def test_a_mark_says_what_became_of_an_action(markdown: str, status: str | None, noted: bool, tmp_path: Path) -> None:
    (action,), notes = actions_of(tmp_path, markdown)
    assert (action["title"], action.get("status")) == ("Buy a second cluster", status)
    assert (STRUCK in notes) == noted


def test_what_is_struck_out_is_in_no_field_but_in_the_text(tmp_path: Path) -> None:
    text = TEXT.format("**Severity**: ~~SEV1~~ SEV3") + "\n## Timeline (UTC)\n\n- ~~10:20 retried~~\n- 10:30 restored\n"
    made = adopted_text(tmp_path, text)
    assert data_of(made)["severity"] == "sev3"
    assert [entry["event"] for entry in data_of(made)["timeline"]] == ["restored"]
    assert "~~10:20 retried~~" in body_of(made)
    assert "what is struck out stays in the text, and is in no field" in made.notes


@pytest.mark.parametrize(
    "above",
    [
        "**Authors:** jennifer, martym, agoogler",
        "**Responders**: Jennifer Doe and others",
        "| Participants | martym, jennifer |\n|---|---|",
        "## Attendees\n\n- jennifer",
        "Reported by @jennifer.",
        "cc @Jennifer, @jennifer.doe",
        "**Authors:** Jennifer Doe (search team), Martin (search)",
        "**Authors:** Jennifer Doe from search",
    ],
)
def test_a_person_whom_the_text_names_owns_no_action(above: str, tmp_path: Path) -> None:
    rows = "| Update playbook | jennifer |\n| Alert on age | search |\n| Test it | jennifer (SRE) |"
    found, notes = actions_of(tmp_path, f"| What | Owner |\n|---|---|\n{rows}", above)
    assert [action.get("owner") for action in found] == [None, "search", None]
    assert PERSON in notes


@pytest.mark.parametrize(
    "above",
    [
        "**Authors**: the search team",
        "Owner: search",
        "| Owner | Search |\n|---|---|",
        "Escalated to @search, cc @search/on-call.",
        "Reviewed by @search/leads.",
    ],
)
def test_a_team_that_the_text_names_owns_its_actions(above: str, tmp_path: Path) -> None:
    found, notes = actions_of(tmp_path, "| What | Owner |\n|---|---|\n| Alert | search |", above)
    assert (found[0]["owner"], PERSON in notes) == ("search", False)
