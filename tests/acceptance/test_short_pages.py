"""What is the same on every page is kept off the pages: nothing of it is lost, and what a site makes itself stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.acceptance.common import MATERIAL, built, made

pytestmark = pytest.mark.usefixtures("few_pages")

LOOK = """name: material
  palette:
    - media: "(prefers-color-scheme: light)"
      toggle: {icon: material/weather-night, name: Dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: fontawesome/solid/sun, name: Light}"""
STYLED = "\nextra_css: [assets/afterword/afterword.css]\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    config = MATERIAL.replace("name: material", LOOK).replace("plugins:", "plugins:\n  - search")
    return made(tmp_path, config + STYLED, count=2)


def page_of(base: Path, name: str = "patterns") -> str:
    built(base)
    return (base / "site" / name / "index.html").read_text("utf-8")


def override(base: Path, name: str, template: str) -> None:
    """Give the site a template of its own."""
    file = base / "overrides" / name
    file.parent.mkdir(parents=True)
    file.write_text(template, "utf-8")
    config = base / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("material\n", "material\n  custom_dir: overrides\n", 1), "utf-8"
    )


def test_each_icon_of_the_header_is_drawn_by_the_style_sheet(base: Path) -> None:
    page = page_of(base)
    script = (base / "site" / "assets" / "afterword" / "first.js").read_text("utf-8").replace('\\"', '"')
    icons = set(re.findall(r'<span class="aw-icon ([^"]+)"></span>', page + script))
    assert {"aw-material-weather-night", "aw-fontawesome-solid-sun", "aw-material-magnify"} <= icons
    style = (base / "site" / "assets" / "afterword" / "afterword.css").read_text("utf-8")
    assert [icon for icon in icons if f".{icon} {{ --aw-icon: url('data:image/svg+xml,<svg" not in style] == []


def test_a_site_without_our_style_sheet_has_its_icons_in_its_pages(base: Path) -> None:
    config = base / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(STYLED, "\n"), "utf-8")
    page = page_of(base)
    assert "aw-icon" not in page
    assert page.count("<svg") >= 4


def test_a_chosen_colour_scheme_is_put_on_by_one_script_of_the_site(base: Path) -> None:
    page = page_of(base)
    (name,) = re.findall(r'<script src="\.\./(assets/afterword/first\.js)"></script>', page)
    script = (base / "site" / name).read_text("utf-8")
    assert re.search(r"__md_scope=new URL\(\"\.\./\.\.\",document\.currentScript\.src\)", script)
    assert "function __aw_palette()" in script
    assert page.index(name) < page.index("__aw_palette()") < page.index("<main")
    assert "{{" not in script


def test_where_the_site_says_what_its_scope_is_the_pages_say_it(base: Path) -> None:
    config = base / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "extra: {scope: /}\n", "utf-8")
    assert '__md_scope=new URL("/",location)' in page_of(base)


def test_a_site_with_a_first_script_of_its_own_still_puts_the_colours_on(base: Path) -> None:
    script = "<script>window.own=1;__md_get=()=>null</script>"
    override(base, "partials/javascripts/base.html", script)
    page = page_of(base)
    assert page.index(script) < page.index('palette=__md_get("__palette")') < page.index("<main")
    assert "first.js" not in page


def test_a_template_of_the_site_keeps_the_white_space_between_its_words(base: Path) -> None:
    template = '{% extends "base.html" %}\n{% block announce %}\n<b>Two</b>\n<i>words</i>\n{% endblock %}\n'
    override(base, "main.html", template)
    assert re.search(r"<b>Two</b>\s+<i>words</i>", page_of(base))


def test_what_only_the_search_of_the_theme_uses_is_not_published_with_ours(base: Path) -> None:
    built(base)
    scripts = base / "site" / "assets" / "javascripts"
    names = [file.relative_to(scripts).as_posix() for file in scripts.rglob("*") if file.is_file()]
    assert any(name.startswith("bundle.") for name in names)
    assert [name for name in names if "lunr" in name or name.endswith(".map") or name.startswith("workers/")] == []


def test_the_search_of_the_theme_has_all_that_it_loads(base: Path) -> None:
    config = base / "mkdocs.yml"
    text = config.read_text("utf-8").replace("- afterword:\n", "- afterword:\n      search: material\n")
    config.write_text(text, "utf-8")
    (address,) = re.findall(r'"search":"\.\./(assets/[^"]+)"', page_of(base))
    assert (base / "site" / address).is_file()
    assert (base / "site" / "assets" / "javascripts" / "lunr" / "wordcut.js").is_file()


def test_a_page_is_described_once_for_searches_and_for_others(base: Path) -> None:
    page = page_of(base)
    described = re.findall(r'<meta [^>]*"(?:og:)?description"[^>]*>', page)
    assert len(described) == 1
    assert 'name="description" property="og:description"' in described[0]
