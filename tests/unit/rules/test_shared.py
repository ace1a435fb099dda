"""What rules share is worked out once a check, and let go of with it."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from weakref import ref

import pytest
from bench.generate import generate

from afterword.check import check
from afterword.corpus import Entry
from afterword.corpus.loading import Loaded
from afterword.reading import Reading
from afterword.rules.registry import CorpusContext, FileContext
from afterword.rules.shared import once_a_check, once_a_file
from afterword.schema import REVIEW
from afterword.schema.contract import evidence_contract
from afterword.settings.loading import load_settings
from tests.made import SETTINGS


def context() -> CorpusContext:
    return CorpusContext(Loaded(SETTINGS, {}, ()), ())


def test_all_rules_of_a_check_share_one_answer_and_the_next_check_gets_its_own() -> None:
    asked: list[CorpusContext] = []

    @once_a_check
    def number(corpus: CorpusContext) -> int:
        asked.append(corpus)
        return len(asked)

    first, second = context(), context()
    assert [number(first), number(first), number(second), number(second)] == [1, 1, 2, 2]


def test_all_rules_share_one_answer_for_a_file_whatever_files_they_ask_about_in_between() -> None:
    asked: list[FileContext] = []

    @once_a_file
    def number(file: FileContext) -> int:
        asked.append(file)
        return len(asked)

    first, second = (
        FileContext(Entry("a.md", REVIEW, Reading("a.md", None, None)), evidence_contract(), SETTINGS, date(2027, 1, 1))
        for _ in range(2)
    )
    assert [number(first), number(second), number(first), number(second)] == [1, 2, 1, 2]


@pytest.mark.slow
def test_nothing_keeps_the_text_of_the_files_when_their_check_is_done(tmp_path: Path) -> None:
    generate(6, 7, tmp_path)
    report = check(load_settings(tmp_path), date(2027, 1, 1))
    assert report.corpus.reviews
    texts = [ref(entry.reading.source) for entry in report.loaded.entries if entry.reading.source]
    del report
    gc.collect()
    assert [text for text in texts if text() is not None] == []
