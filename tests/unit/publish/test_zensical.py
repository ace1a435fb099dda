"""The configuration for Zensical: what it takes over from ``mkdocs.yml``, and what it leaves out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from afterword.publish.zensical import zensical_config
from tests.made import REPOSITORY


def configuration(root: Path, mkdocs: str | None = None, *files: str, **more: Any) -> dict[str, Any]:
    if mkdocs is not None:
        (root / "mkdocs.yml").write_text(mkdocs, "utf-8")
    written = zensical_config(root, files, more.get("site_url", ""), folders=more.get("folders", True))
    found: dict[str, Any] = tomllib.loads(written)["project"]
    return found


def test_it_has_the_name_the_navigation_and_the_look_of_mkdocs_and_no_plugin() -> None:
    made = configuration(REPOSITORY)
    assert made["site_name"] == "Afterword"
    assert {"Home": "index.md"} in made["nav"]
    assert made["theme"]["palette"][0]["scheme"] == "default"
    assert made["extra_css"] == ["assets/afterword/afterword.css"]
    assert made["extra_javascript"] == ["assets/afterword/afterword.js"]
    assert made["markdown_extensions"]["toc"]["permalink"] is True
    assert made["markdown_extensions"]["tables"] == {}
    assert not {"plugins", "hooks", "validation"} & made.keys()


def test_it_says_where_the_pages_are_and_how_they_are_published(tmp_path: Path) -> None:
    made = configuration(tmp_path, "site_name: Ours", site_url="https://a.example/", folders=False)
    assert (made["docs_dir"], made["site_dir"]) == ("docs", "site")
    assert made["site_url"] == "https://a.example/"
    assert made["use_directory_urls"] is False
    assert "site_url" not in configuration(tmp_path)


def test_our_styles_and_script_are_named_beside_those_of_the_organisation(tmp_path: Path) -> None:
    made = configuration(tmp_path, "extra_css: [own.css]\nextra_javascript: [{path: own.js, defer: true}]")
    assert made["extra_css"] == ["assets/afterword/afterword.css", "own.css"]
    assert made["extra_javascript"][1] == {"path": "own.js", "defer": True}


def test_a_knowledge_base_without_mkdocs_gets_the_usual_pages_that_are_there(tmp_path: Path) -> None:
    made = configuration(tmp_path, None, "index.md", "postmortems/index.md")
    assert made["nav"] == [{"Home": "index.md"}, {"Reviews": [{"All reviews": "postmortems/index.md"}]}]
    assert made["site_name"] == "Reviews of our models"


def test_a_navigation_of_ones_own_is_taken_as_it_is(tmp_path: Path) -> None:
    made = configuration(tmp_path, "nav: [index.md, {How: how.md}, {More: [a.md, {B: b.md}]}]")
    assert made["nav"] == ["index.md", {"How": "how.md"}, {"More": ["a.md", {"B": "b.md"}]}]


def test_code_that_a_tag_names_is_left_out(tmp_path: Path) -> None:
    emoji = "{pymdownx.emoji: {emoji_index: !!python/name:os.system '', title: long}}"
    made = configuration(tmp_path, f"site_name: !ENV [NAME, x]\nmarkdown_extensions: [admonition, {emoji}]")
    assert made["markdown_extensions"] == {"admonition": {}, "pymdownx.emoji": {"title": "long"}}
    assert made["site_name"] == "Reviews of our models"


def test_extensions_may_be_a_mapping(tmp_path: Path) -> None:
    made = configuration(tmp_path, "markdown_extensions: {toc: {permalink: true}, tables: null}")
    assert made["markdown_extensions"] == {"toc": {"permalink": True}, "tables": {}}


def test_another_theme_and_its_folder_are_not_taken_over(tmp_path: Path) -> None:
    assert "custom_dir" not in configuration(tmp_path, "theme: {name: material, custom_dir: x, font: false}")["theme"]
    assert configuration(tmp_path, "theme: readthedocs")["theme"]["logo"] == "assets/afterword/logo.svg"


def test_any_name_is_written_so_that_it_reads_as_it_was(tmp_path: Path) -> None:
    name = 'A "B" \\ C\tD \x7f é 😀 # e = [f]'
    (tmp_path / "mkdocs.yml").write_text("", "utf-8")
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\x7f", "\\x7f")
    assert configuration(tmp_path, f'site_name: "{escaped}"\ncopyright: 2024-01-02')["site_name"] == name
    assert configuration(tmp_path)["copyright"] == "2024-01-02"
