"""What a lasting rule finds may be kept: it looks at the file, the settings and the schema, and at nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from afterword.check.one_file import problems_in
from afterword.check.whole import FAMILIES
from afterword.corpus import load
from afterword.rules import CorpusContext, FileContext, Rule, Stage, all_rules
from afterword.settings import load_settings
from tests.knowledge import Base
from tests.rules.manuals import lay_out

RESTING = [rule for rule in all_rules() if rule.stage is Stage.CORPUS and rule.family in FAMILIES]
LASTING = [rule for rule in all_rules() if rule.lasting and rule.stage <= Stage.FILE]


class Undated(FileContext):
    """A file on a day that nobody knows."""

    def __getattribute__(self, name: str) -> Any:
        if name == "as_of":
            raise AssertionError("a lasting rule asks for the day")
        return super().__getattribute__(name)


def looked(*_: Any, **__: Any) -> Iterator[None]:
    raise AssertionError("a lasting rule looks at another file")


@pytest.mark.parametrize("rule", LASTING, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_a_lasting_rule_asks_for_no_day_and_looks_at_no_other_file(rule: Rule, base: Base) -> None:
    lay_out(rule.section("Bad"), base)
    loaded = load(load_settings(base.root))
    files = [Undated(one, loaded.contracts[one.kind], loaded.settings, date.min) for one in loaded.entries]
    with ExitStack() as blind:
        for place, name in ((os, "stat"), (os, "scandir"), (os.path, "isfile"), (os.path, "exists"), (Path, "exists")):
            blind.enter_context(patch.object(place, name, looked))
        found = [problem for file in files for problem in problems_in(file, [rule])]
    assert found != []


@pytest.mark.parametrize("rule", RESTING, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_a_rule_over_reviews_and_evidence_that_need_not_run_again_asks_for_no_day(rule: Rule, base: Base) -> None:
    lay_out(rule.section("Bad"), base)
    loaded = load(load_settings(base.root))
    files = tuple(Undated(one, loaded.contracts[one.kind], loaded.settings, date.min) for one in loaded.entries)
    context = CorpusContext(loaded, tuple(file for file in files if file.entry.value is not None))
    assert list(rule.check(context)) != []


def test_a_rule_that_looks_at_all_files_together_does_not_last() -> None:
    assert {rule.code for rule in all_rules() if rule.stage is Stage.CORPUS and rule.lasting} == set()
