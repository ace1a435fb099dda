"""The language rules against labelled sentences, half of which a list of words would flag wrongly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bench.language import PARTS, by_rules, by_words, labelled, main, score, table

from afterword.check import check
from afterword.language import FAMILIES
from afterword.settings import load_settings
from tests.made import REPOSITORY

SENTENCES = labelled()
every_family = pytest.mark.parametrize("family", FAMILIES)


def test_there_are_at_least_three_hundred_and_half_of_them_are_clean() -> None:
    assert len({sentence.text for sentence in SENTENCES}) == len(SENTENCES) >= 300
    assert sum(not sentence.labels for sentence in SENTENCES) >= len(SENTENCES) / 2


def test_every_label_is_a_family_and_every_sentence_is_in_one_of_the_two_parts() -> None:
    assert {label for sentence in SENTENCES for label in sentence.labels} == set(FAMILIES)
    assert {sentence.part for sentence in SENTENCES} == set(PARTS)


def test_what_is_found_is_right_and_little_is_missed() -> None:
    found = score([sentence for sentence in SENTENCES if sentence.part == "development"], by_rules)
    assert found.precision > 0.95
    assert found.recall > 0.95


def test_what_was_never_tuned_on_is_judged_far_better_than_by_a_list_of_words() -> None:
    held_out = [sentence for sentence in SENTENCES if sentence.part == "held_out"]
    rules, words = score(held_out, by_rules), score(held_out, by_words)
    assert rules.precision > words.precision + 0.3
    assert rules.recall > words.recall + 0.2


@every_family
def test_each_family_is_right_and_misses_little(family: str) -> None:
    part = score(SENTENCES, by_rules, (family,))
    assert part.precision > 0.90
    assert part.recall > 0.85


@every_family
def test_each_family_is_found_better_than_by_a_list_of_words(family: str) -> None:
    assert score(SENTENCES, by_rules, (family,)).f1 > score(SENTENCES, by_words, (family,)).f1


def test_the_list_of_words_is_wrong_about_most_of_what_it_flags() -> None:
    naive = score(SENTENCES, by_words)
    assert naive.wrong > naive.right


def test_the_benchmark_prints_a_row_for_each_family_and_one_for_all() -> None:
    rows = [line.split(" | ")[0].removeprefix("| ") for line in table("whole set", SENTENCES) if line.startswith("| ")]
    assert rows == ["family", *FAMILIES, "all"]


def test_any_file_of_labelled_sentences_can_be_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ours.tsv"
    file.write_text("labels\tsentence\tsource\nblame\tHuman error.\tx\nclean\tThe disk was full.\ty\n", "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.argv", ["bench.language", "--file", str(file)])
        main()
    assert "### ours.tsv: 2 sentences, 1 of them clean" in capsys.readouterr().out


@pytest.mark.parametrize("folder", ["postmortems", "docs/patterns"])
def test_the_reviews_and_patterns_of_this_repository_are_left_alone(folder: str) -> None:
    report = check(load_settings(REPOSITORY), date(2026, 11, 28), wanted=lambda rule: rule.code.startswith("AW70"))
    assert [(one.path, one.span.line, one.message) for one in report.diagnostics if one.path.startswith(folder)] == []
