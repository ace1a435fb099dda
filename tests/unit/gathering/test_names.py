"""The names that reviews and files of a team get among those of all."""

from __future__ import annotations

import pytest

from afterword.gathering.names import Names, new_id, wrong_with

OLD = "2026-03-01-empty-model"
NEW = "2026-03-01-pay-empty-model"
NAMES = Names("pay", (OLD, f"{OLD}-again", "2025-05-early"), ("images/a b.png", "images/a.png", "2026/b.csv"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, NEW),
        ("2026-03-empty", "2026-03-pay-empty"),
        ("2026-empty", "2026-pay-empty"),
        (NEW, NEW),
        ("2026-payments-fail", "2026-pay-payments-fail"),
    ],
)
def test_the_team_follows_the_date_and_stands_there_once(old: str, new: str) -> None:
    assert new_id(old, "pay") == new


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"related: [{{id: {OLD}, relation: same-cause}}]", f"related: [{{id: {NEW}, relation: same-cause}}]"),
        (f"[it]({OLD}.md#start)", f"[it]({NEW}.md#start)"),
        (f"{OLD}-again, {OLD}", f"{NEW}-again, {NEW}"),
        (f"x{OLD} {OLD}s {OLD}-twice", f"x{OLD} {OLD}s {OLD}-twice"),
        (f"file: evidence/{OLD}/prod.json", f"file: evidence/{NEW}/prod.json"),
        ("![c](images/a.png)", "![c](pay/images/a.png)"),
        ("![c](./images/a.png)", "![c](pay/images/a.png)"),
        ("![c](images/a%20b.png) ![c](<images/a b.png>)", "![c](pay/images/a%20b.png) ![c](<pay/images/a b.png>)"),
        ("https://example.org/images/a.png", "https://example.org/images/a.png"),
        ("Überfällig \r\n", "Überfällig \r\n"),
    ],
)
def test_a_text_names_reviews_and_files_anew_and_nothing_else(text: str, named: str) -> None:
    assert NAMES.text(text) == named


def test_a_review_in_a_folder_by_year_leads_to_its_files_from_there() -> None:
    assert NAMES.text("[t](b.csv) ![c](../images/a.png)", "2026") == "[t](../pay/2026/b.csv) ![c](../pay/images/a.png)"


def test_a_file_moves_below_its_team_and_evidence_to_its_review() -> None:
    assert NAMES.place("images/a.png") == "pay/images/a.png"
    assert NAMES.place(f"evidence/{OLD}/prod.json") == f"evidence/{NEW}/prod.json"
    assert NAMES.place(f"images/{OLD}/a.png") == f"pay/images/{NEW}/a.png"


def test_a_team_without_files_changes_only_ids() -> None:
    assert Names("pay", (), ()).text(f"{OLD} images/a.png") == f"{OLD} images/a.png"


@pytest.mark.parametrize("name", ["", "Pay", "pay--x", "-pay", "2026", "a" * 31, "pay/x", "zahlung-ä", "evidence"])
def test_a_name_that_could_be_taken_for_something_else_is_refused(name: str) -> None:
    assert wrong_with(name)
    assert not wrong_with("pay-2")
