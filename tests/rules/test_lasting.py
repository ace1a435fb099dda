"""What a lasting rule finds may be kept: it looks at the file, the settings and the schema, and at nothing else."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from afterword.check.one_file import problems_in
from afterword.check.together import files_looked_at
from afterword.corpus import load
from afterword.rules import CorpusContext, FileContext, Rule, Stage, all_rules
from afterword.settings import load_settings
from tests.knowledge import Base
from tests.rules.manuals import lay_out

LASTING = [rule for rule in all_rules() if rule.lasting and rule.stage <= Stage.FILE]
OF_ALL = [rule for rule in all_rules() if rule.lasting and rule.stage is Stage.CORPUS]

WAYS_TO_LOOK = (
    *((os, name) for name in ("stat", "lstat", "open", "scandir", "listdir")),
    *((module, "open") for module in (io, builtins)),
)


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


@pytest.mark.parametrize("title", ["Good", "Bad"])
@pytest.mark.parametrize("rule", OF_ALL, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_a_lasting_rule_over_all_files_looks_only_at_files_that_its_key_covers(
    rule: Rule, title: str, base: Base
) -> None:
    lay_out(rule.section(title), base)
    loaded = load(load_settings(base.root))
    files = tuple(Undated(one, loaded.contracts[one.kind], loaded.settings, date.min) for one in loaded.entries)
    seen: list[str] = []

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def look(place: Any, *rest: Any, **more: Any) -> Any:
            seen.append(os.fspath(place) if isinstance(place, str | Path) else "")
            return real(place, *rest, **more)

        return look

    with ExitStack() as watching:
        for place, name in WAYS_TO_LOOK:
            watching.enter_context(patch.object(place, name, watched(getattr(place, name))))
        list(rule.check(CorpusContext(loaded, files)))
    outside = [one for one in seen if Path(one).is_relative_to(base.root) and not _is_of_reviews(one, base)]
    # For a file that is missing it looks for the one that was meant, and nothing is kept.
    if (rule.code, title) != ("AW406", "Bad"):
        assert outside == []
        covered = {base.root / "postmortems" / place for place, _ in files_looked_at(loaded, lambda _: True)}
        assert {Path(one) for one in seen if _is_of_reviews(one, base) and Path(one).is_file()} <= covered


def _is_of_reviews(path: str, base: Base) -> bool:
    return Path(path).is_relative_to(base.root / "postmortems")
