"""Contents of pages are in a file for most of a build, and nobody can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from afterword.mkdocs_adapter.put_away import PutAway
from tests.acceptance.common import CONFIG, built, contents, made

pytestmark = pytest.mark.usefixtures("few_pages")

GUIDE, TEXT = "guide.md", "Written by hand."


class Reader(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Reads what the guide says once all pages are made, and again when a page is finished and the site is written."""

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  # as the engine calls it
        self.page = files.src_uris[GUIDE].page
        self.read = {"env": self._content()}

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:  # noqa: ARG002  # as the engine calls it
        self.read[page.file.src_uri] = self._content()

    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002  # as the engine calls it
        self.read["post_build"] = self._content()

    def _content(self) -> str | None:
        return self.page.content if self.page else None


@pytest.fixture
def base(tmp_path: Path) -> Path:
    base = made(tmp_path, count=2)
    (base / "docs" / GUIDE).write_text(f"# Guide\n\n{TEXT}\n", "utf-8")
    return base


def test_another_plugin_reads_a_page_at_any_time(base: Path) -> None:
    reader = Reader()
    built(base, reader)
    assert len(reader.read) > len(list((base / "postmortems").glob("*.md")))
    assert [when for when, content in reader.read.items() if TEXT not in (content or "")] == []


def test_a_template_of_the_organisation_shows_what_other_pages_say(base: Path) -> None:
    theme = base / "overrides"
    theme.mkdir()
    (theme / "main.html").write_text(
        "{% extends 'base.html' %}{% block content %}{{ page.content }}"
        "{% for one in nav.pages %}<hr>{{ one.content }}{% endfor %}{% endblock %}",
        "utf-8",
    )
    config = CONFIG.replace("  name: mkdocs\n", "  name: mkdocs\n  custom_dir: overrides\n")
    (base / "mkdocs.yml").write_text(f"{config}  - Guide: {GUIDE}\n", "utf-8")
    built(base)
    for shown in ("index.html", "patterns/index.html", "guide/index.html"):
        assert TEXT in (base / "site" / shown).read_text("utf-8"), shown


def test_a_site_has_the_same_bytes_as_if_all_were_held_in_memory(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[str] = []
    hold = PutAway.hold

    def counted(away: PutAway, page: Any) -> None:
        held.append(page.file.src_uri)
        hold(away, page)

    monkeypatch.setattr(PutAway, "hold", counted)
    built(base)
    put_away = contents(base / "site")
    assert GUIDE in held
    monkeypatch.setattr(PutAway, "hold", lambda _away, _page: None)
    built(base)
    assert contents(base / "site") == put_away
