"""Rules of actions: what they must find, and what a careless list of words would flag."""

from __future__ import annotations

import pytest

from afterword.rules.actions.owners import TEAM_WORDS
from afterword.rules.actions.wording import Wording, wordings
from tests.knowledge import DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page

PUBLIC = "provenance: public-report\nsources: [{title: A report, url: 'https://example.org/'}]\n"
ACTION = 'actions:\n  - {{id: A1, area: prevention, title: "{}", owner: "{}", due: 2026-03-01, status: {}}}\n'
LISTS = {name: wordings(name) for name in ("gate", "vague")}
ENTRIES = [(name, entry) for name, entries in LISTS.items() for entry in entries]


def found(base: Base, over: str, fields: str = PUBLISHED) -> list[str]:
    base.write(EXAMPLE, page(overlaid(fields, over)))
    codes = [problem.code for problem in base.problems()]
    assert [code for code in codes if code.startswith("AW1")] == []
    return [code for code in codes if code.startswith("AW3")]


def titled(base: Base, title: str) -> list[str]:
    return found(base, ACTION.format(title, "serving", "open"))


def owned(base: Base, owner: str) -> list[str]:
    return found(base, ACTION.format("The cache is filled before traffic arrives", owner, "open"))


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=lambda value: getattr(value, "reason", None))
def test_every_entry_of_the_lists_finds_what_it_says(name: str, entry: Wording, base: Base) -> None:
    codes = [titled(base, title) for title in entry.finds]
    assert codes == [["AW305" if name == "gate" else "AW306"]] * len(entry.finds)
    assert codes != []
    assert entry.reason[0].islower()
    assert entry.rewrite.endswith(".")


@pytest.mark.parametrize(
    "title",
    [
        "The ranker is retrained on the repaired data",
        "Retrain the model without the leaked rows",
        "Update the script so that it stops on an empty table",
        "The update script validates its input",
        "The team is reminded by an alert when a check is in warning mode for a month",
        "Customers who saw wrong amounts are told",
        "An engineer other than the author approves each change of the prompt",
        "Training starts only with a named source",
        "The careful mode of the agent is the default",
        "The release process has an owner",
        "Train team models on their own rows",
        "The loader trains on labels of people who were on call",
        "New names follow the guidelines of the catalogue",
        "Alerts follow the levels of the runbook",
        "The dashboard reminds teams of checks in warning mode",
        "The agent remembers to whom it spoke",
        "Awareness of context is measured by the evaluation",
    ],
)
def test_a_title_that_changes_the_system_is_left_alone(title: str, base: Base) -> None:
    assert titled(base, title) == []


@pytest.mark.parametrize(
    "title",
    [
        "Improve recall on rare classes to at least 0.8",
        "Increase the null threshold to 2 %",
        "Harden the loader: a file over the limit is refused",
        "Investigate every drop of more than 5 % within a day",
        "Plans of the agent are shown before they run",
        "The improved evaluation replaces the old one",
        "Considered risks are listed on the page of the model",
        "The etcd cluster is backed up nightly",
        "Analyses of drift are kept for a year",
        "Strengthen the gate: it refuses unsigned models",
        "Plan B of the exchange is practised",
        "Study data and production data lie in separate stores",
        "Research staff are on the rota",
    ],
)
def test_a_title_that_can_be_verified_is_left_alone(title: str, base: Base) -> None:
    assert titled(base, title) == []


@pytest.mark.parametrize("over", ["status: draft\n", PUBLIC])
def test_drafts_and_announcements_of_others_are_not_reworded(over: str, base: Base) -> None:
    assert found(base, over + ACTION.format("Improve monitoring", "serving", "open")) == []


@pytest.mark.parametrize(
    "owner",
    [
        "Jane Doe",
        "Dr. Jane Doe",
        "Jane D.",
        "J. Doe",
        "Jane Q. Doe",
        "@jdoe",
        "jane.doe@example.org",
        "jdoe@example.org",
    ],
)
def test_a_person_is_no_owner(owner: str, base: Base) -> None:
    assert owned(base, owner) == ["AW310"]


@pytest.mark.parametrize(
    "owner",
    [
        "ranking-platform",
        "Search Quality",
        "Bot Management",
        "Squad B",
        "Azure OpenAI",
        "Model Serving Platform",
        "Trust and Safety",
        "Night Shift",
        "Fraud Operations",
        "Payments",
        "SRE",
        "Card Fraud",
        "Head of Data",
        "Cache Warmers",  # the review writes of the cache
        "not reported",
        "@ml-platform",
        "@example/ml-platform",
        "@oncall",
        "ml-platform@example.org",
        "oncall@example.org",
        "data.platform@example.org",
        "jane-doe",
    ],
)
def test_a_team_is_an_owner(owner: str, base: Base) -> None:
    assert owned(base, owner) == []


def test_the_owner_of_a_model_is_looked_at_too(base: Base) -> None:
    assert found(base, "models: [{name: Page ranker, owner: Jane Doe}]\n") == ["AW310"]


def test_the_words_of_teams_stand_in_order_and_once() -> None:
    words = TEAM_WORDS.read_text("utf-8").split("\n")
    assert words == [*sorted(set(words) - {""}), ""]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("status: done", ["AW307"]),
        ("status: done, evidence: Refused in staging.", []),
        ("status: done, tracker: 'https://tracker.example.org/1'", []),
        ("status: dropped", []),
        ("status: open", []),
    ],
)
def test_done_is_shown(more: str, expected: list[str], base: Base) -> None:
    action = f"actions: [{{id: A1, area: prevention, title: The cache is filled first, {more}}}]\n"
    assert found(base, action, DRAFT) == expected
    assert found(base, action + PUBLIC, DRAFT) == []


@pytest.mark.parametrize(
    ("status", "state", "expected"),
    [
        ("closed", "open", ["AW308"]),
        ("closed", "in-progress", ["AW308"]),
        ("closed", "dropped", ["AW311"]),
        ("published", "open", []),
    ],
)
def test_closed_means_that_nothing_is_left(status: str, state: str, expected: list[str], base: Base) -> None:
    action = ACTION.format("The cache is filled before traffic arrives", "serving", state)
    assert found(base, f"status: {status}\n{action}") == expected
    assert found(base, f"status: {status}\n{action}{PUBLIC}") == []


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ("detection: {by: customer}\n", ["AW309"]),
        ("detection: {by: press}\n", ["AW309"]),
        ("detection: {by: employee}\n", []),
        ("detection: {by: customer}\nstatus: in-review\n", []),
        (
            "detection: {by: customer}\n" + ACTION.format("Slow pages page", "serving", "open, outcome: monitoring"),
            [],
        ),
        (f"detection: {{by: customer}}\n{PUBLIC}", []),
    ],
)
def test_who_hears_it_from_customers_changes_how_it_is_noticed(over: str, expected: list[str], base: Base) -> None:
    assert found(base, over) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("status: verified, evidence: Seen in staging.", []),
        ("status: accepted-risk, review_by: 2026-06-01", []),
        ("status: done, evidence: The release of May filled it.", ["AW311"]),
        ("status: dropped", ["AW311"]),
        # That work is open is told once.
        ("status: open, due: 2026-03-01", ["AW308"]),
    ],
)
def test_a_review_is_closed_once_a_prevention_is_shown_to_work_or_its_risk_accepted(
    more: str, expected: list[str], base: Base
) -> None:
    detection = (
        "{id: A2, area: detection, title: Slow pages raise an alert, owner: x, status: verified, evidence: Seen.}"
    )
    action = f"{{id: A1, area: prevention, title: The cache is filled first, owner: serving, {more}}}"
    over = f"status: closed\nactions:\n  - {action}\n  - {detection}\n"
    assert found(base, over) == expected
    assert found(base, over + PUBLIC) == []


@pytest.mark.parametrize(("day", "expected"), [("2026-01-30", ["AW312"]), ("2026-01-31", []), ("2026-02-01", [])])
def test_an_accepted_risk_is_told_the_day_after_it_was_to_be_looked_at(
    day: str, expected: list[str], base: Base
) -> None:
    action = f"{{id: A1, area: prevention, title: T, owner: x, status: accepted-risk, review_by: {day}}}"
    assert found(base, f"actions: [{action}]\n") == expected
    assert found(base, f"provenance: illustrative\nactions: [{action}]\n") == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("status: open, closed: 2025-06-01", ["AW313"]),
        ("status: in-progress, closed: 2025-06-01", ["AW313"]),
        ("status: dropped, closed: 2026-02-01", []),
        ("status: dropped, closed: 2026-02-02", ["AW313"]),
        ("closed: 2025-06-01", []),
    ],
)
def test_a_day_of_closing_has_come_and_says_so(more: str, expected: list[str], base: Base) -> None:
    action = f"actions: [{{id: A1, area: prevention, title: The cache is filled first, {more}}}]\n"
    assert found(base, action, DRAFT) == expected


LEVELS = "[tool.afterword]\n[tool.afterword.service-levels]\nprevention = {sev3 = 60}\n"


@pytest.mark.parametrize(("due", "expected"), [("2025-03-09", []), ("2025-03-10", ["AW314"])])
def test_a_day_beyond_the_service_level_is_told(due: str, expected: list[str], base: Base) -> None:
    base.write("pyproject.toml", LEVELS)
    action = f"{{id: A1, area: prevention, title: The cache is filled first, owner: x, due: {due}, status: open}}"
    assert found(base, f"actions: [{action}]\n") == expected
    assert found(base, f"severity: sev4\nactions: [{action}]\n") == []


@pytest.mark.parametrize("reviewed", ["2025-01", "2025"])
def test_without_the_day_of_agreement_no_level_is_held_against_an_action(reviewed: str, base: Base) -> None:
    base.write("pyproject.toml", LEVELS)
    action = "{id: A1, area: prevention, title: The cache is filled first, owner: x, due: 2030-01-01, status: open}"
    assert found(base, f"reviewed: {reviewed}\nactions: [{action}]\n") == []
