"""A text that is remembered says what it said, and nothing that is wrong is believed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from afterword.language import find, remarks, remembering
from afterword.store import Store

BLAME = "The outage was caused by an engineer who skipped the dry run, and Priya merged the change."
PLAIN = "The loader had no check."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_a_text_that_is_met_again_says_the_same_without_being_searched(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [tuple(find(text)) for text in (BLAME, PLAIN)]
    with remembering(store):
        assert [remarks(text) for text in (BLAME, PLAIN)] == expected
    monkeypatch.setattr("afterword.language.memory.find", lambda *_: pytest.fail("it was searched"))
    with remembering(store):
        assert [remarks(text) for text in (BLAME, PLAIN)] == expected
    assert expected[0] != ()


def test_names_that_are_allowed_belong_to_what_is_remembered(store: Store) -> None:
    with remembering(store):
        both = remarks(BLAME), remarks(BLAME, frozenset({"Priya"}))
    with remembering(store):
        assert (remarks(BLAME), remarks(BLAME, frozenset({"Priya"}))) == both
    assert len(both[0]) > len(both[1])


def test_what_no_text_of_today_has_is_forgotten(store: Store) -> None:
    for text in (BLAME, PLAIN):
        with remembering(store):
            remarks(text)
    assert list(store.get("language").values()) == [[]]


@pytest.mark.parametrize("wrong", [None, 7, "x", [7], [["words", 0, 5]], [["words", 0, 9999, 0]], [["w", 0, 5, 10**6]]])
def test_what_cannot_be_of_the_text_is_not_believed(store: Store, wrong: Any) -> None:
    with remembering(store):
        remarks(BLAME)
    store.put("language", dict.fromkeys(store.get("language"), wrong))
    with remembering(store):
        assert remarks(BLAME) == tuple(find(BLAME))


def test_without_a_store_every_text_is_searched() -> None:
    with remembering(None):
        assert remarks(BLAME) == tuple(find(BLAME))
