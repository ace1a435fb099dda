"""What rules share is worked out once a check, and let go of with it."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from weakref import ref

from bench.generate import generate

from afterword.check import check
from afterword.corpus.loading import Loaded
from afterword.rules.registry import CorpusContext
from afterword.rules.shared import once_a_check
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


def test_nothing_keeps_the_text_of_the_files_when_their_check_is_done(tmp_path: Path) -> None:
    generate(6, 7, tmp_path)
    report = check(load_settings(tmp_path), date(2027, 1, 1))
    assert report.corpus.reviews
    texts = [ref(entry.reading.source) for entry in report.loaded.entries if entry.reading.source]
    del report
    gc.collect()
    assert sum(text() is not None for text in texts) <= 1  # the rules of one file keep the last that they saw
