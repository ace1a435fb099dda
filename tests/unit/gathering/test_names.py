"""The names that reviews and files of a team get among those of all."""

from __future__ import annotations

import pytest

from afterword.gathering.names import Names, new_id, wrong_with

OLD = "2026-03-01-empty-model"
NEW = "2026-03-01-pay-empty-model"
FILES = ("images/a b.png", "images/a.png", "2026/b.csv", "prices.csv")
NAMES = Names("pay", (OLD, f"{OLD}-again", "2025-05-early"), FILES, 80)


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
    assert new_id(old, "pay", 80) == new


def test_an_id_that_would_be_too_long_is_shortened_and_stays_the_only_one() -> None:
    long = "2026-03-01-" + "a" * 68
    names = Names("pay", (f"{long}-", f"{long}b"), (), 80)
    first, second = names.ids.values()
    assert (len(first), len(second), first == second) == (80, 80, False)
    assert first.startswith("2026-03-01-pay-aaaa")
    assert names.text(f"[it]({long}b.md)") == f"[it]({second}.md)"
    assert new_id(first, "pay", 80) == first


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
        ("[c]: <images/a b.png>\n> [d]: images/a.png", "[c]: <pay/images/a b.png>\n> [d]: pay/images/a.png"),
        ("- file: prices.csv\n", "- file: pay/prices.csv\n"),
        ("{kind: log, file: 'prices.csv'}", "{kind: log, file: 'pay/prices.csv'}"),
        ("[prices.csv](prices.csv#top)", "[prices.csv](pay/prices.csv#top)"),
        ("Überfällig \r\n", "Überfällig \r\n"),
    ],
)
def test_a_text_names_reviews_and_files_anew_and_nothing_else(text: str, named: str) -> None:
    assert NAMES.text(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/images/a.png",
        f"tracker: https://tracker.example.org/incidents/{OLD}",
        f"[it](https://status.example.org/{OLD}/timeline), <mailto:{OLD}@example.org>, www.example.org/{OLD}",
        "title: The export wrote prices.csv empty",
        "The job wrote `s3://bucket/prices.csv` and (prices.csv), a file: prices.csv.",
        "[^1]: prices.csv was empty",
        "[old](prices.csv.gz), [new](my-prices.csv)",
    ],
)
def test_addresses_of_other_places_and_words_stay(text: str) -> None:
    assert NAMES.text(text) == text


def test_a_review_in_a_folder_by_year_leads_to_its_files_from_there() -> None:
    assert NAMES.text("[t](b.csv) ![c](../images/a.png)", "2026") == "[t](../pay/2026/b.csv) ![c](../pay/images/a.png)"


def test_a_file_moves_below_its_team_and_evidence_to_its_review() -> None:
    assert NAMES.place("images/a.png") == "pay/images/a.png"
    assert NAMES.place(f"evidence/{OLD}/prod.json") == f"evidence/{NEW}/prod.json"
    assert NAMES.place(f"images/{OLD}/a.png") == f"pay/images/{NEW}/a.png"


def test_a_team_without_files_changes_only_ids() -> None:
    assert Names("pay", (), (), 80).text(f"{OLD} images/a.png") == f"{OLD} images/a.png"


@pytest.mark.parametrize("name", ["", "Pay", "pay--x", "-pay", "2026", "a" * 31, "pay/x", "zahlung-ä", "evidence"])
def test_a_name_that_could_be_taken_for_something_else_is_refused(name: str) -> None:
    assert wrong_with(name)
    assert not wrong_with("pay-2")
