"""The site has typefaces that may be shipped, each under a name of its own and with its licence."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from afterword.glossary import Glossary
from afterword.settings.look import Look
from afterword.site.static.assets import asset_pages

PAGES = {PurePosixPath(page.path).name: page.raw for page in asset_pages(Look(), Glossary(()))}
FONTS = {name: raw for name, raw in PAGES.items() if name.endswith(".woff2")}
STYLE = PAGES["afterword.css"].decode()


def test_the_style_sheet_names_every_font_and_no_other() -> None:
    assert set(re.findall(r'url\("([^"]+\.woff2)"\)', STYLE)) == set(FONTS)
    assert len(FONTS) == 8


def test_every_font_is_compressed_for_the_web_and_small() -> None:
    assert {raw[:4] for raw in FONTS.values()} == {b"wOF2"}
    # What nearly every page loads: both upright faces, in all weights.
    assert len(FONTS["serif.woff2"]) + len(FONTS["sans.woff2"]) < 55_000
    assert sum(map(len, FONTS.values())) < 170_000


def test_the_licence_is_beside_the_fonts_with_the_owners_of_their_rights() -> None:
    licence = PAGES["fonts-licence.txt"].decode()
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert licence.count("Reserved Font Name ‘Source’") == 2
    # What was changed may not be called by the reserved name.
    families = re.findall(r'font-family: "([^"]+)"', STYLE)
    assert families
    assert [name for name in families if "Source" in name] == []
    assert "They were cut down" in licence


def test_each_face_has_machines_fonts_of_its_width_to_begin_with() -> None:
    families = dict(re.findall(r"--aw-(serif|sans): ([^;]+);", STYLE))
    described = set(re.findall(r'@font-face \{ font-family: "([^"]+)"', STYLE))
    for families_of in families.values():
        assert set(re.findall(r'"([^"]+)"', families_of)) <= described
    local = re.findall(r"@font-face \{[^}]*local\([^}]*\}", STYLE)
    assert len(local) == 12
    assert all("size-adjust" in rule and "ascent-override" in rule and "descent-override" in rule for rule in local)
