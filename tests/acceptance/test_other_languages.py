"""What the guide promises of reviews in German, Spanish and Japanese, and what it says does not work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.knowledge import Base
from tests.other_languages import FOUND, REVIEWS, built, spoken
from tests.unit.cli.invoke import invoke


@pytest.fixture
def base(tmp_path: Path) -> Base:
    return spoken(tmp_path)


def similar(base: Base, question: str) -> list[str]:
    done = invoke(base.root, "similar", question, "--format", "json")
    assert done.exit_code == 0, done.output
    return re.findall(r'"id": "(2025-[^"]+)"', done.stdout)


def test_the_check_accepts_them_and_its_rules_of_language_are_silent(base: Base) -> None:
    found = {problem.code for problem in base.report().diagnostics}
    assert not {code for code in found if code.startswith(("AW0", "AW1", "AW2", "AW5", "AW7", "AW8"))}, found


@pytest.mark.parametrize(("question", "review"), FOUND.items())
def test_a_question_in_the_language_finds_its_review_first(question: str, review: str, base: Base) -> None:
    assert similar(base, question)[:1] == [review]


@pytest.mark.parametrize("question", ["leerer Preisliste", "missed a pedestrian"])
def test_other_endings_and_other_languages_find_nothing_as_the_guide_says(question: str, base: Base) -> None:
    assert similar(base, question) == []


def test_the_words_in_the_name_of_a_file_are_found_in_any_language(base: Base) -> None:
    assert similar(base, "empty prices") == ["2025-03-05-empty-prices-ja"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Über die Straße fällt Größe aus", "uber-die-strasse-fallt-grosse-aus"),
        ("El año del señor Núñez", "el-ano-del-senor-nunez"),
        ("空の価格", r"x[0-9a-f]{8}"),
    ],
)
def test_the_name_of_a_file_is_made_of_plain_letters(title: str, name: str, base: Base) -> None:
    done = invoke(base.root, "new", title, "--no-input", "--set", "severity=sev3", "--set", "onset=2025-04-01")
    assert re.search(rf"postmortems/2025-04-01-{name}\.md", done.output), done.output


def test_a_site_says_its_language_and_shows_the_words_as_they_are(base: Base) -> None:
    site = built(base)
    for name, (title, summary, _) in REVIEWS.items():
        text = (site / "postmortems" / name / "index.html").read_text("utf-8")
        assert '<html lang="ja"' in text
        assert title in text
        assert summary in text
