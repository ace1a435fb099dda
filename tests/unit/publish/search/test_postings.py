"""The numbers of the index, and which words of which pages it has."""

from __future__ import annotations

from afterword.analysis.recall import Recall
from afterword.analysis.recall.ranking import Ranking
from afterword.model import Pattern
from afterword.publish.search.coding import DIGITS, numbers, rising, strengths
from afterword.publish.search.names import name_entries
from afterword.publish.search.postings import Shelf, group_files, word_files
from tests.made import review


def read(text: str) -> list[int]:
    """Numbers as ``coding.js`` reads them."""
    found, value, shift = [], 0, 0
    for digit in map(DIGITS.index, text):
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            found.append(value)
            value, shift = 0, 0
    return found


def test_every_number_is_read_back() -> None:
    values = [0, 1, 31, 32, 33, 1023, 1024, 99_999, 0]
    assert read(numbers(values)) == values
    assert read(rising([3, 3, 40, 5000])) == [3, 0, 37, 4960]


def test_a_strength_is_a_digit_and_none_at_all_is_the_first() -> None:
    assert strengths({2: 1.0, 7: 0.0, 5: 0.001}) == "C_" + "DB" + "CA"


def shelf(*texts: str, standing: dict[str, list[int]] | None = None) -> Shelf:
    return Shelf(Ranking.of([[("text", 1.0, text)] for text in texts]), range(len(texts)), standing or {})


def strengths_of(one: Shelf) -> dict[str, dict[int, float]]:
    return {stem: one.strengths_of(stem) for stem in {*one.ranking.postings, *one.standing}}


def test_a_word_has_its_pages_and_one_that_nobody_reads_as_a_field_has_them_too() -> None:
    one = shelf("loader stops", "loader", "quiet", standing={"grafana": [0], "loader": [0, 2]})
    found = strengths_of(one)
    assert found["loader"].keys() == {0, 1, 2}
    assert found["loader"][2] == 0
    assert found["grafana"] == {0: 0.0}


def test_what_stands_beside_on_most_pages_says_nothing() -> None:
    one = shelf("loader", "quiet", "calm", standing={"loader": [0, 1, 2]})
    assert strengths_of(one)["loader"].keys() == {0}


def test_a_page_that_somebody_replaced_is_in_no_list() -> None:
    one = Shelf(Ranking.of([[("text", 1.0, "loader")], [("text", 1.0, "loader")]]), [None, 0], {})
    assert strengths_of(one)["loader"].keys() == {0}


def test_a_word_leads_to_its_synonyms_even_if_no_page_has_it() -> None:
    shelves = [shelf("the cluster hangs")]
    same = dict(group_files(shelves))
    words = {stem: entry for _, part in word_files(shelves, same) for stem, entry in part.items()}
    assert words["k8s"].startswith("."), "no page has it"
    number = read(words["k8s"].split(".")[1])[0]
    assert "cluster" in same[number][-1]  # type: ignore[operator]


def test_a_word_that_is_only_found_is_in_its_group_and_leads_to_none() -> None:
    shelves = [shelf("a database in production")]
    same = dict(group_files(shelves))
    words = {stem: entry for _, part in word_files(shelves, same) for stem, entry in part.items()}
    assert words["product"].endswith(".")
    numbered = read(words["databas"].split(".")[1])
    assert any("product" in same[number][-1] for number in numbered)  # type: ignore[operator]


def test_a_name_is_in_the_file_of_its_first_word() -> None:
    shelves = [shelf(" ".join(f"word{number:05}x" for number in range(3000)))]
    names = {f"word{number:05}x y ": "named" for number in range(3000)}
    for first, part in word_files(shelves, (), names):
        assert " " not in first
        assert {stem.split()[0] for stem in part if " " in stem} <= part.keys()


def test_a_pattern_has_its_page_for_each_of_its_names_and_a_model_its_reviews() -> None:
    pattern = Pattern("stale-model", "stale-model.md", {"title": "A stale model", "aliases": ["Model rot", "Rot"]}, "")
    reviews = [review(f"2025-01-0{day}-a", models=[{"name": "Bot-Score"}]) for day in (1, 2)]
    made = name_entries(Recall.of(reviews, [pattern]), [3, None], [7])
    assert made["stale model "] == made["model rot "] == "pattern\n\nA stale model\nH"
    assert made["bot score "] == "model\nbot score\nBot-Score\nD"
    assert "rot " not in made, "one word is said without meaning the pattern"


def test_files_hold_all_words_in_order_and_are_found_by_their_first() -> None:
    shelves = [shelf(" ".join(f"word{number:05}x" for number in range(3000)))]
    files = list(word_files(shelves, ()))
    assert len(files) > 3
    firsts = [first for first, _ in files]
    assert firsts == sorted(firsts)
    assert sum(len(part) for _, part in files) == 3000
