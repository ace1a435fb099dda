"""A colour is written once, in the style sheet of tokens; whatever else needs it takes it from there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterword.graphics.tokens import colour, tokens
from tests.made import REPOSITORY

PACKAGE = REPOSITORY / "plugins" / "afterword"
HEX = re.compile(r"#[0-9a-f]{6}\b")
# The icon of the tab has one red for a light and a dark browser, which is neither of the two.
PICTURES = sorted(file for file in (PACKAGE / "assets").glob("*.svg") if file.name != "favicon.svg")


def test_the_colour_of_a_drawing_is_that_of_the_style_sheet() -> None:
    assert colour("ink") == f"var(--aw-ink,{tokens().light['ink']})"


def test_no_module_that_draws_writes_a_colour_of_its_own() -> None:
    modules = [file for file in (PACKAGE / "graphics").rglob("*.py") if file.name != "drawing.py"]
    assert len(modules) > 10
    assert [file.name for file in modules if HEX.search(file.read_text("utf-8"))] == []


@pytest.mark.parametrize("picture", PICTURES, ids=lambda file: file.name)
def test_a_picture_that_takes_no_style_sheet_has_its_colours(picture: Path) -> None:
    used = set(HEX.findall(picture.read_text("utf-8")))
    assert used
    assert used <= {*tokens().light.values(), *tokens().dark.values()}
