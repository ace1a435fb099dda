"""An organisation gives the site its own colours and typefaces, and can slip in no other rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.graphics.tokens import tokens
from afterword.settings import SettingsError
from afterword.settings.look import COLOURS, Look
from tests.unit.settings.test_settings import loaded


def test_colours_and_typefaces_are_kept_as_they_are_set(tmp_path: Path) -> None:
    made = loaded(
        tmp_path,
        '[tool.afterword.look]\nheadings = "Georgia, serif"\nlight = {accent = "#7A1F5C"}\n'
        'dark = {accent = "#f0a6d8"}\n',
    )
    assert made.look == Look("Georgia, serif", "", (("accent", "#7a1f5c"),), (("accent", "#f0a6d8"),))


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("look = 3", "[tool.afterword.look] is 3; it must be a table."),
        ('look.hedings = "Georgia"', "has no setting `hedings`. Did you mean `headings`?"),
        ("look.text = 3", "`text` is 3; it must be names of fonts with commas between them"),
        ('look.text = "Arial; } body { display: none"', "it must be names of fonts with commas between them"),
        ("look.text = \"url('https://a.example/f.woff2')\"", "it must be names of fonts"),
        ('look.light = "red"', "`light` is 'red'; it must be a table of colours"),
        ('look.light.acent = "#000000"', "`light` has no colour `acent`. Did you mean `accent`?"),
        ('look.dark.red = "#000000"', "`dark` has no colour `red`."),
        ('look.dark.accent = "teal"', "`dark.accent` is 'teal'; it must be a colour as # and six hexadecimal digits"),
        ('look.dark.accent = "#fff"', "it must be a colour as # and six hexadecimal digits"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_can(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(SettingsError) as raised:
        loaded(tmp_path, f"[tool.afterword]\n{toml}\n")
    assert message in str(raised.value)


def test_every_colour_that_may_be_set_is_one_of_the_style_sheet() -> None:
    assert set(COLOURS) <= set(tokens().light)
