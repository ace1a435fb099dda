"""What the theme put around a page is taken from the build before, and is what the theme would make now."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from jinja2 import Template
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from tests.acceptance import common
from tests.acceptance.common import begun, built, contents, copied, made, reviews
from tests.acceptance.test_warm_builds import add, change_text, change_title
from tests.knowledge import run_python
from tests.made import REPOSITORY

pytestmark = pytest.mark.usefixtures("few_pages")

EXTENSIONS = "[attr_list, md_in_html, tables, pymdownx.superfences, {pymdownx.tabbed: {alternate_style: true}}]"
CONFIG = (
    common.CONFIG.replace("name: mkdocs", "name: material\n  features: [navigation.tabs]")
    .replace("[attr_list, md_in_html, tables]", EXTENSIONS)
    .replace("  - Home: index.md", "  - Home: index.md\n  - Other: other.md")
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, few_pages: None) -> Path:  # noqa: ARG001
    """A knowledge base after its first build."""
    root = made(tmp_path_factory.mktemp("first") / "base", CONFIG, count=5)
    (root / "docs" / "other.md").write_text("# Other\n\n## Here\n", "utf-8")
    return begun(root)


@pytest.fixture
def base(first: Path, tmp_path: Path) -> Path:
    return copied(first, tmp_path / "base")


def kept(base: Path) -> set[str]:
    """The names of what builds keep of a knowledge base."""
    return {file.name for file in common.kept(base).iterdir()}


def cold(base: Path, *others: BasePlugin[Any]) -> dict[str, bytes]:
    """The same sources, built elsewhere from nothing."""
    other = base.with_name("other")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(base, other, ignore=shutil.ignore_patterns("site"))
    config = (base / "mkdocs.yml").read_text("utf-8").replace("- afterword:\n", "- afterword:\n      cache: false\n")
    (other / "mkdocs.yml").write_text(config, "utf-8")
    built(other, *others)
    return contents(other / "site")


def framed(base: Path, part: str = "review-") -> int:
    """Build, and count the pages around which the theme put a frame: those with a part in their address."""
    shown: list[tuple[str | None, Any]] = []

    def render(self: Template, *given: Any, **values: Any) -> str:
        shown.append((self.name, given[0].get("page") if given and isinstance(given[0], dict) else None))
        return original(self, *given, **values)

    original = Template.render
    with patch.object(Template, "render", render):
        built(base)
    return sum(name == "main.html" and page is not None and part in page.url for name, page in shown)


def test_the_frame_of_a_page_is_made_once(base: Path) -> None:
    shutil.rmtree(common.kept(base))
    assert framed(base) == len(reviews(base))
    before = contents(base / "site")
    assert framed(base) == 0
    assert contents(base / "site") == before


def test_after_any_edits_the_site_is_the_one_that_is_built_from_nothing(base: Path) -> None:
    chance = random.Random(11)
    for change in (change_text, change_title, add):
        change(base, chance)
        built(base)
        assert contents(base / "site") == cold(base), change.__name__


def test_tabs_that_are_new_in_a_text_get_the_script_that_opens_them(base: Path) -> None:
    review = reviews(base)[0]
    review.write_text(review.read_text("utf-8") + '\n=== "Before"\n    One.\n\n=== "After"\n    Two.\n', "utf-8")
    built(base)
    site = contents(base / "site")
    assert b"tabbed-set" in site[f"postmortems/{review.stem}/index.html"]
    assert site == cold(base)


def test_a_new_title_is_around_the_page_too(base: Path) -> None:
    review = reviews(base)[2]
    review.write_text(review.read_text("utf-8").replace("\ntitle: ", "\ntitle: Now ", 1), "utf-8")
    built(base)
    assert b"<title>Now " in contents(base / "site")[f"postmortems/{review.stem}/index.html"]


@pytest.mark.parametrize(
    "changed", ["site_name: Test\ncopyright: By us\n", "site_name: Test\nextra_css: [own.css]\n", "site_name: Other\n"]
)
def test_what_the_configuration_says_is_around_every_page(base: Path, changed: str) -> None:
    config = (base / "mkdocs.yml").read_text("utf-8")
    (base / "mkdocs.yml").write_text(config.replace("site_name: Test\n", changed), "utf-8")
    built(base)
    assert contents(base / "site") == cold(base)


@pytest.mark.parametrize("meta", ["icon: material/school", "status: new", "subtitle: Read this first"])
def test_what_the_menu_shows_of_a_guide_is_around_every_page(base: Path, meta: str) -> None:
    guide = base / "docs" / "other.md"
    guide.write_text(f"---\n{meta}\n---\n{guide.read_text('utf-8')}", "utf-8")
    built(base)
    assert contents(base / "site") == cold(base)


CODE = """
markdown_extensions:
  - attr_list
  - md_in_html
  - tables
  - pymdownx.superfences:
      custom_fences:
        - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }
extra:
  slugs: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  docs: !relative $docs_dir
"""

IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from tests.acceptance.common import built, few_pages
with few_pages():
    built(Path(sys.argv[1]))
"""


def test_functions_in_the_configuration_have_the_same_name_in_each_process(base: Path) -> None:
    config = base / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(f"markdown_extensions: {EXTENSIONS}\n", CODE), "utf-8")
    first = kept(base)
    assert run_python("-c", IN_ANOTHER_PROCESS, str(base), cwd=REPOSITORY).returncode == 0
    there = kept(base)
    assert {name.partition("-")[0] for name in there - first} >= {"frames", "packed"}
    assert run_python("-c", IN_ANOTHER_PROCESS, str(base), cwd=REPOSITORY).returncode == 0
    assert kept(base) == there


class Edition(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Writes its number into the configuration, as a plugin does that names a release."""

    def __init__(self, number: int) -> None:
        self._number = number

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        config.copyright = f"By edition {self._number}"
        return config


class Language(Edition):  # type: ignore[no-untyped-call]
    """Sets the language of the theme."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        config.theme["language"] = ["de", "fr"][self._number - 1]
        return config


@pytest.mark.parametrize(
    ("plugin", "old", "new"),
    [(Edition, b"By edition 1", b"By edition 2"), (Language, b'lang="de"', b'lang="fr"')],
)
def test_what_another_plugin_sets_in_the_configuration_is_around_every_page(
    base: Path, plugin: type[Edition], old: bytes, new: bytes
) -> None:
    built(base, plugin(1))
    name = f"postmortems/{reviews(base)[0].stem}/index.html"
    assert old in contents(base / "site")[name]
    built(base, plugin(2))
    page = contents(base / "site")[name]
    assert new in page
    assert old not in page


def test_after_damage_to_all_that_is_kept_the_site_is_the_one_that_is_built_from_nothing(base: Path) -> None:
    before = contents(base / "site")
    assert {name.partition("-")[0] for name in kept(base)} == {"check", "frames", "packed", "said"}
    for file in common.kept(base).iterdir():
        file.write_bytes(file.read_bytes().replace(b"T", b"S"))
    assert framed(base) == len(reviews(base))
    assert contents(base / "site") == before


def test_where_a_site_has_templates_of_its_own_no_frame_is_kept(base: Path) -> None:
    (base / "own").mkdir()
    shutil.rmtree(common.kept(base))
    config = (base / "mkdocs.yml").read_text("utf-8")
    (base / "mkdocs.yml").write_text(config.replace("name: material", "name: material\n  custom_dir: own"), "utf-8")
    built(base)
    assert [name for name in kept(base) if name.startswith("frames-")] == []
