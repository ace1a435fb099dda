"""Words without case, accents and endings, and the words that stand for one another."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.analysis.recall.synonyms import FILE, ONLY_FOUND, groups, synonyms
from afterword.text.terms import small_words, stem, words


def test_ascii_and_other_texts_are_parted_alike() -> None:
    assert words("The user's clean-up, at 5xx!") == ["the", "users", "clean", "up", "at", "5xx"]
    assert words("the user\u2019s clean-up, at 5xx\u2026") == ["the", "users", "clean", "up", "at", "5xx"]
    assert words("D\u00e9j\u00e0 vu") == ["deja", "vu"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'archivio, dell'ordine", ["l", "archivio", "dell", "ordine"]),
        ("L\u2019\u00e9quipe qu\u2019on n\u2019a", ["l", "equipe", "qu", "on", "n", "a"]),
        ("QU'IL D'un", ["qu", "il", "d", "un"]),
        ("jusqu\u2019au fi de l\u2019ordinador", ["jusqu", "au", "fi", "de", "l", "ordinador"]),
        ("aujourd'hui", ["aujourdhui"]),
        (
            "it's all's don't they'd I\u2019m o'clock O\u2019Brien",
            ["its", "alls", "dont", "theyd", "im", "oclock", "obrien"],
        ),
        ("'l' d'", ["l", "d"]),
    ],
)
def test_an_apostrophe_parts_a_word_from_what_french_italian_and_catalan_put_before_it(
    text: str, expected: list[str]
) -> None:
    assert words(text) == words(f"{text}\u2026") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ΤΙΜΕΣ τιμές", ["τιμεσ", "τιμεσ"]),
        ("मॉडल खाली", ["मडल", "खल"]),
        ("แบบจำลอง", ["แบบจาลอง"]),
        ("מְחִירִים", ["מחירים"]),
        ("Łódź Ǿrsted œuvre", ["lodz", "orsted", "oeuvre"]),
        ("Ŭ ǅ ẞ İ \N{MATHEMATICAL BOLD CAPITAL A}", ["u", "dz", "ss", "i", "a"]),
    ],
)
def test_no_mark_on_a_letter_and_no_form_of_a_letter_makes_another_word(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_each_character_of_a_script_without_spaces_is_a_word() -> None:
    assert words("\u6a21\u578b down") == ["\u6a21", "\u578b", "down"]


def test_endings_do_not_matter_and_small_words_say_nothing() -> None:
    assert stem("deleting") == stem("deletes") == stem("deleted")
    assert stem("the") == ""


def test_of_a_long_word_forty_characters_count() -> None:
    long = "donaudampfschifffahrtselektrizitaetenhauptbetriebswerk"
    assert stem(long) == stem(long[:40]) != ""


def test_words_stand_for_one_another_and_never_for_themselves() -> None:
    assert stem("empty") in synonyms()["blank"]
    assert stem("blank") in synonyms()[stem("empty")]
    assert [one for one, others in synonyms().items() if one in others] == []


def test_no_synonym_is_dead() -> None:
    read = tomllib.loads(FILE.read_text("utf-8"))
    groups = {name: [word.removeprefix(ONLY_FOUND) for word in group] for name, group in read.items()}
    assert [word for group in groups.values() for word in group if words(word) != [word] or not stem(word)] == []
    assert [name for name, group in groups.items() if len({stem(word) for word in group}) < 2] == []


OF_MACHINE_LEARNING = {
    **dict.fromkeys(
        ("set", "time", "fine", "tuned", "regression", "differ", "returned", "returns", "loss", "epoch"), ()
    ),
    **dict.fromkeys(("gradient", "shard", "leakage", "logit", "attention", "shift", "snapshot", "ran", "impact"), ()),
    **dict.fromkeys(("recall", "precision", "accuracy"), ("metric",)),
    **dict.fromkeys(("drift", "skew", "psi", "distribution"), ("drift",)),
    **dict.fromkeys(("index", "vector", "table"), ("database",)),
    "weights": ("formula",),
    "embedding": ("embedded",),
    "label": ("label",),
    "labelling": ("label",),
    "training": ("retrain",),
    "feature": ("column",),
    "value": ("column",),
    "token": ("sampling",),
    "batch": ("schedule",),
    "airflow": ("schedule",),
    "job": ("schedule",),
    "node": ("machine",),
    "prompt": ("instruction",),
    "missed": ("missed",),
    "classifier": ("ml",),
    "retrieval": ("embedded",),
    "validation": ("gate",),
    "evaluation": ("evals",),
    "test": ("experiment", "evals"),
    "score": ("score", "calibration"),
    "credit": ("credit",),
    "feedback": ("rlhf",),
}


def test_a_word_of_machine_learning_has_no_neighbour_of_a_foreign_sense() -> None:
    """The groups of each, as they are known to fit; that of another form of the word would be found here too."""
    by_name = dict(zip(tomllib.loads(FILE.read_text("utf-8")), groups(), strict=True))
    found = {
        word: tuple(name for name, group in by_name.items() if stem(word) in group.asked)
        for word in OF_MACHINE_LEARNING
    }
    assert found == OF_MACHINE_LEARNING


def test_a_word_that_is_only_found_leads_nowhere() -> None:
    assert stem("production") not in synonyms()
    assert stem("production") in synonyms()["databas"]
    assert stem("night") not in synonyms()[stem("airflow")]
    assert stem("shift") not in synonyms()["psi"]


def test_small_words_are_written_as_texts_are_parted() -> None:
    assert [word for word in small_words() if words(word) != [word]] == []


@given(st.text())
def test_any_text_is_parted_into_words_without_white_space(text: str) -> None:
    assert all(word and not any(character.isspace() for character in word) for word in words(text))
