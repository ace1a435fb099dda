"""The scripts of the site, which are put together from parts that share their names."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from afterword.site.static.assets import SCRIPTS

DECLARED = re.compile(r"^(?:const|let|var|class|(?:async )?function) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_part_of_a_script_takes_a_name_that_another_has(script: str) -> None:
    parts = [(files("afterword") / "assets" / part).read_text("utf-8") for part in SCRIPTS[script]]
    names = Counter(name for part in parts for name in DECLARED.findall(part))
    assert len(names) >= 10
    assert {name for name, number in names.items() if number > 1} == set()
