"""The look that the settings ask for reaches the style sheet, in both schemes, and stays readable."""

from __future__ import annotations

import pytest

from afterword.glossary import Glossary
from afterword.settings import SettingsError
from afterword.settings.look import Look
from afterword.site.static.assets import asset_pages
from afterword.site.static.look import look_css

OURS = Look()


def style(look: Look) -> str:
    return next(page.raw.decode() for page in asset_pages(look, Glossary(())) if page.path.endswith("afterword.css"))


def test_without_settings_the_style_sheet_is_that_of_the_package() -> None:
    assert look_css(OURS) == ""


def test_own_colours_and_typefaces_come_last_so_that_they_hold() -> None:
    made = style(Look("Georgia, serif", "Arial", (("accent", "#7a1f5c"),), (("accent", "#f0a6d8"),)))
    added = made.removeprefix(style(OURS))
    assert ":root { --aw-serif: Georgia, serif; --aw-sans: Arial; }" in added
    assert "[data-md-color-scheme] { --aw-accent: #7a1f5c; }" in added
    assert '@media screen { [data-md-color-scheme="slate"] { --aw-accent: #f0a6d8; } }' in added


def test_a_colour_of_the_light_scheme_leaves_the_dark_one_as_it_was() -> None:
    assert 'slate"] { --aw-accent: #83cccd; }' in look_css(Look(light=(("accent", "#7a1f5c"),)))


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast() -> None:
    with pytest.raises(SettingsError) as raised:
        look_css(Look(light=(("accent", "#e0c0d0"),)))
    assert "gives `accent` a contrast of 1.4 on `accent-tint` (light: #e0c0d0 on #e2edec" in str(raised.value)
