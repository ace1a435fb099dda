"""Rules of actions: what they must find, and what a careless list of words would flag."""

from __future__ import annotations

import pytest

from afterword.rules.actions.owners import TEAM_WORDS
from afterword.rules.actions.wording import Wording, wordings
from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page

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
