"""Beside other plugins: in any order, with a sentence where one cannot work, and no words of authors for their code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markdown import Extension, Markdown  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]
from mkdocs.commands.build import build
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from afterword.mkdocs_adapter.other_plugins import CANNOT
from tests.acceptance.common import loaded, made, reviews
from tests.acceptance.engines import ran


class Asking(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Asks for the file of each page, as plugins do that look into the history."""

    def __init__(self) -> None:
        self.asked: list[Path] = []

    def on_page_content(self, html: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        self.asked.append(Path(page.file.abs_src_path))
        return html


class Reading(Preprocessor):  # type: ignore[misc]  # the package has no types
    """Puts in the place of an instruction what it names."""

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace("::: secret", "The secret.") for line in lines]


class ReadingExtension(Extension):  # type: ignore[misc]  # the same
    """As an extension that a plugin makes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # as Python-Markdown calls it
        md.preprocessors.register(Reading(md), "reading", 1000)


class Changing(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Adds an extension of Markdown when the engine has read its configuration."""

    def __init__(self, extension: Any) -> None:
        self.extension = extension

    def on_config(self, config: MkDocsConfig) -> None:
        config.markdown_extensions.append(self.extension)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    base = made(tmp_path / "base")
    (base / "docs" / "guide.md").write_text("# Guide\n\nBy hand.\n\n::: secret\n", "utf-8")
    return base


def built(base: Path, name: str, plugin: BasePlugin[Any], *, first: bool) -> None:
    """Build with another plugin before ours or behind it."""
    config = loaded(base)
    others = dict(config.plugins)
    for event in config.plugins.events.values():
        event.clear()
    config.plugins.clear()
    for one, made_plugin in [(name, plugin), *others.items()] if first else [*others.items(), (name, plugin)]:
        config.plugins[one] = made_plugin
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("name", sorted(CANNOT))
def test_a_plugin_that_cannot_work_is_refused_in_both_orders(base: Path, name: str, first: bool) -> None:
    with pytest.raises(ConfigurationError, match=f"The plugin {name} .* Remove it from plugins"):
        built(base, name, Asking(), first=first)


@pytest.mark.parametrize("first", [True, False])
def test_what_a_plugin_enables_later_is_refused_in_both_orders(base: Path, first: bool) -> None:
    with pytest.raises(ConfigurationError, match=r"pymdownx\.snippets is enabled"):
        built(base, "another", Changing("pymdownx.snippets"), first=first)


@pytest.mark.parametrize("first", [True, False])
def test_a_plugin_that_asks_for_files_sees_the_pages_that_have_one(base: Path, first: bool) -> None:
    plugin = Asking()
    built(base, "rss", plugin, first=first)
    assert plugin.asked == [base / "docs" / "guide.md"]


@pytest.mark.parametrize("first", [True, False])
def test_another_that_asks_for_files_is_named_and_the_published_site_stays(base: Path, first: bool) -> None:
    with pytest.raises(PluginError, match=r"The plugin unheard-of failed \(TypeError: .*remove it from plugins"):
        built(base, "unheard-of", Asking(), first=first)
    assert not (base / "site").exists()


@pytest.mark.parametrize("first", [True, False])
def test_an_extension_that_a_plugin_makes_reads_guides_and_no_words_of_authors(base: Path, first: bool) -> None:
    review = reviews(base)[0]
    review.write_text(review.read_text("utf-8") + "\n::: secret\n", "utf-8")
    built(base, "another", Changing(ReadingExtension()), first=first)
    page = (base / "site" / "postmortems" / review.stem / "index.html").read_text("utf-8")
    assert "::: secret" in page
    assert "The secret." not in page
    assert "The secret." in (base / "site" / "guide" / "index.html").read_text("utf-8")


def test_the_last_that_a_refused_build_prints_is_the_reason(base: Path) -> None:
    configuration = base / "mkdocs.yml"
    text = configuration.read_text("utf-8")
    configuration.write_text(text.replace("[attr_list", "[pymdownx.snippets, attr_list"), "utf-8")
    done = ran("mkdocs", "build", folder=base)
    assert done.returncode == 1
    assert "pymdownx.snippets is enabled" in (done.stdout + done.stderr).strip().splitlines()[-1]
    assert "Traceback" not in done.stderr
