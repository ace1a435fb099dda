"""What the hooks of another plugin see of a generated page is what the guide says."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from tests.acceptance.common import built, made, previewing, reviews
from tests.docs.documents import names_in, table

pytestmark = pytest.mark.usefixtures("few_pages")

PATTERN, LIST, GUIDE = "patterns/stale-model.md", "patterns/index.md", "guide.md"
ADDED = "\n\nAdded by *another* plugin.<script>alert(1)</script>\n"


class Recorder(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Keeps what each hook saw, by hook and by the path of a page; with ``added`` behind each text in Markdown."""

    def __init__(self, added: str = "") -> None:
        self.added, self.seen = added, defaultdict[str, dict[str, Any]](dict)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        self.seen["on_files"] = {file.src_uri: file.content_string for file in files.documentation_pages()}

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self.seen["on_nav"] = {file.src_uri: file.page for file in files.documentation_pages()}

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self.seen["on_env"] = {file.src_uri: file.page for file in files.documentation_pages()}

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self.seen["on_pre_page"][page.file.src_uri] = page.markdown

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> None:  # noqa: ARG002
        self.seen["on_page_read_source"][page.file.src_uri] = page

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        self.seen["on_page_markdown"][page.file.src_uri] = markdown
        return markdown + self.added

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self.seen["on_page_content"][page.file.src_uri] = html

    def on_page_context(
        self,
        context: TemplateContext,  # noqa: ARG002
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> None:
        self.seen["on_page_context"][page.file.src_uri] = page

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:  # noqa: ARG002
        self.seen["on_post_page"][page.file.src_uri] = output


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, few_pages: None) -> Path:  # noqa: ARG001
    base = made(tmp_path_factory.mktemp("hooks") / "base", count=2)
    (base / "docs" / GUIDE).write_text("# Guide\n\nBy hand.\n", "utf-8")
    return base


@pytest.fixture(scope="module")
def seen(base: Path) -> dict[str, dict[str, Any]]:
    recorder = Recorder()
    built(base, recorder, strict=True)
    return recorder.seen


@pytest.fixture
def review(base: Path) -> str:
    return f"postmortems/{reviews(base)[0].name}"


def test_the_guide_names_each_hook_about_a_page() -> None:
    named = [name for row in table("docs/guides/settings.md", "hook") for name in names_in(row[0])]
    assert sorted(named) == sorted(name for name in vars(Recorder) if name.startswith("on_"))


def test_files_and_pages_are_there_as_always(seen: dict[str, dict[str, Any]], review: str) -> None:
    for path in (review, PATTERN, LIST, GUIDE):
        assert isinstance(seen["on_nav"][path], Page)
        assert seen["on_env"][path] is seen["on_nav"][path]
        assert seen["on_pre_page"][path] is None  # not read yet
    assert {path: seen["on_files"][path] for path in (review, PATTERN, LIST)} == {review: "", PATTERN: "", LIST: ""}
    assert "By hand." in seen["on_files"][GUIDE]


def test_no_source_of_a_generated_page_is_read(seen: dict[str, dict[str, Any]]) -> None:
    assert set(seen["on_page_read_source"]) == {GUIDE}


def test_the_markdown_is_the_narrative_alone(seen: dict[str, dict[str, Any]], base: Path, review: str) -> None:
    written = (base / review).read_text("utf-8").partition("\n---\n")[2]
    assert seen["on_page_markdown"][review].strip() == written.strip() != ""
    assert seen["on_page_markdown"][LIST] == ""
    assert seen["on_page_markdown"][GUIDE].strip() == "# Guide\n\nBy hand."


def test_the_content_is_the_html_of_the_whole_page(seen: dict[str, dict[str, Any]], review: str) -> None:
    for path in (review, PATTERN, LIST):
        html = seen["on_page_content"][path]
        assert html.count("<h1") == 1
        assert "<html" not in html
        assert html in seen["on_post_page"][path]
    assert 'id="story"' in seen["on_page_content"][review]
    assert 'id="timeline"' in seen["on_page_content"][review]


def test_the_theme_gets_the_page_as_always(seen: dict[str, dict[str, Any]], review: str) -> None:
    for path in (review, PATTERN, LIST):
        page = seen["on_page_context"][path]
        assert page.content == seen["on_page_content"][path]
        assert page.title
        assert page.meta["description"]
        assert {item.id for item in page.toc} <= set(re.findall(r'id="([^"]+)"', page.content))
        assert len(page.toc.items) == 1
        assert page.toc.items[0].children
        assert "</html>" in seen["on_post_page"][path]


def test_a_hook_of_the_configuration_sees_pages_that_a_build_without_it_has_made(base: Path, review: str) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nHooked.\\n'\n"
    (base / "hook.py").write_text(hook, "utf-8")
    built(base)
    built(base, hooks=["hook.py"])
    page = base / "site" / review.removesuffix(".md") / "index.html"
    assert "<p>Hooked.</p>" in page.read_text("utf-8")


def test_a_preview_shows_what_another_plugin_makes_of_the_markdown_in_each_build(base: Path, review: str) -> None:
    with previewing(base) as config:
        recorder = Recorder("\n\nFirst.\n")
        config.plugins["recorder"] = recorder
        build(config, serve_url="http://localhost:8000/")
        assert "<p>First.</p>" in recorder.seen["on_page_content"][review]
        recorder.added = "\n\nSecond.\n"
        build(config, serve_url="http://localhost:8000/")
        assert "<p>Second.</p>" in recorder.seen["on_page_content"][review]


def test_what_another_plugin_adds_to_the_markdown_is_shown_and_cannot_act(base: Path, review: str) -> None:
    recorder = Recorder(ADDED)
    built(base, recorder)
    for path in (review, PATTERN, LIST):
        story = recorder.seen["on_page_content"][path].partition('id="story">')[2]
        assert "Added by <em>another</em> plugin." in story
        assert "alert(1)" not in story
