"""The pages that a preview puts off are there for whoever asks, and in the end it is as if it had put off none."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest
from bench.preview import serving
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from afterword.mkdocs_adapter.late_pages import LatePages
from afterword.rendering import Templates
from tests.acceptance.common import MATERIAL, contents, made, previewing, reviews

pytestmark = pytest.mark.usefixtures("few_pages")

CONFIG = (
    MATERIAL.replace("tables]", "tables, pymdownx.superfences]")
    .replace("  - Home: index.md", "  - Home: index.md\n  - Guide: guide.md")
    .replace("site_name", "site_url: https://x.org/kb/\nsite_name")
)
HOME, REVIEWS = "index.html", "postmortems/index.html"
DIAGRAM = "\n```mermaid\nflowchart LR\n    loader --> ranking\n```\n"
BROKEN = "\n[The plan](nowhere.md)\n"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AFTERWORD_CACHE_DIR", str(tmp_path / "kept"))
    root = made(tmp_path / "base", CONFIG, count=2)
    links = "[Reviews](postmortems/index.md#reviews-at-a-glance) [None](postmortems/index.md#nowhere) [Gone](gone.md)"
    (root / "docs" / "guide.md").write_text(f"# Guide\n\n{links}\n", "utf-8")
    with reviews(root)[0].open("a", encoding="utf-8") as review:
        review.write(DIAGRAM + BROKEN)
    return root


@contextmanager
def started(base: Path, *options: str) -> Iterator[MkDocsConfig]:
    """A preview whose first build is done, as the command begins it with these options."""
    livereload = click.Option(["--livereload/--no-livereload"], default=True)
    with click.Command("serve", params=[livereload]).make_context("serve", list(options)), previewing(base) as config:
        build(config, serve_url="http://localhost:8000/kb/")
        yield config


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is made that nobody asks for."""
    monkeypatch.setattr(LatePages, "finish", lambda _late: False)


class Server:
    """A server that answers nothing; what our plugin makes of its answers is what counts."""

    def __init__(self) -> None:
        self._app: Any = lambda _environ, _start: []

    def get_app(self) -> Any:
        return self._app

    def set_app(self, app: Any) -> None:
        self._app = app

    def ask(self, address: str) -> None:
        self._app({"PATH_INFO": address}, None)


def pages(base: Path) -> set[str]:
    return {path for path in contents(base / "site") if path.endswith("index.html")}


def test_in_the_end_every_page_is_as_if_none_was_put_off(base: Path) -> None:
    with started(base):
        late = contents(base / "site")
    with started(base, "--no-livereload"):
        assert contents(base / "site") == late


@pytest.mark.usefixtures("unasked")
def test_the_first_page_of_the_site_waits_for_no_other(base: Path) -> None:
    with started(base):
        assert pages(base) == {HOME}


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize(
    "address", ["/kb/postmortems/", "/kb/postmortems", "/kb/postmortems/index.html", "/kb//postmortems/./"]
)
def test_a_page_that_is_asked_for_is_made_however_it_is_named(base: Path, address: str) -> None:
    with started(base, "--no-livereload"):
        whole = contents(base / "site")[REVIEWS]
    with started(base) as config:
        server: Any = Server()
        config.plugins["afterword"].on_serve(server, config=config, builder=build)
        server.ask(address)
        assert pages(base) == {HOME, REVIEWS}
        assert contents(base / "site")[REVIEWS] == whole


def test_what_is_wrong_with_pages_is_told_all_the_same(base: Path, caplog: pytest.LogCaptureFixture) -> None:
    def told(*options: str) -> list[str]:
        caplog.clear()
        with caplog.at_level(logging.INFO), started(base, *options):
            contents(base / "site")
        return sorted({record.getMessage() for record in caplog.records if " built in " not in record.getMessage()})

    late = told()
    assert [word for word in ("#nowhere", "'gone.md'", "nowhere.md") if word not in " ".join(late)] == []
    assert late == told("--no-livereload")


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize("line", ["strict: true\n", "extra_templates: [all.html]\n", "hooks: [hook.py]\n"])
def test_where_others_may_see_a_page_none_is_put_off(base: Path, line: str) -> None:
    (base / "docs" / "all.html").write_text("{{ pages | length }}", "utf-8")
    (base / "hook.py").write_text("def on_env(env, **_):\n    return env\n", "utf-8")
    (base / "docs" / "guide.md").write_text("# Guide\n", "utf-8")
    review = reviews(base)[0]
    review.write_text(review.read_text("utf-8").removesuffix(BROKEN), "utf-8")
    with (base / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(line)
    with started(base):
        assert REVIEWS in pages(base)


@pytest.mark.usefixtures("unasked")
def test_where_the_server_cannot_be_told_of_pages_none_is_put_off(base: Path) -> None:
    with started(base, "--no-livereload"):
        assert REVIEWS in pages(base)


def test_a_page_that_cannot_be_made_is_told_and_keeps_no_other_from_being_made(
    base: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def render(self: Templates, template: str, values: Any) -> str:
        if template == "trends.html.j2":
            raise ValueError("no trend")
        return original(self, template, values)

    original = Templates.render
    monkeypatch.setattr(Templates, "render", render)
    with started(base):
        assert REVIEWS in pages(base)
        assert "trends/index.html" not in pages(base)
    assert "Error reading page 'trends/index.md': no trend" in caplog.text


@pytest.mark.usefixtures("unasked")
def test_a_preview_that_ends_before_its_pages_are_made_makes_no_more(base: Path) -> None:
    with started(base) as config:
        server: Any = Server()
        config.plugins["afterword"].on_serve(server, config=config, builder=build)
    server.ask("/kb/postmortems/")
    assert pages(base) == {HOME}


def test_a_server_has_every_page_of_its_site_map_at_once(base: Path) -> None:
    with serving(base) as server:
        server.wait_for("/kb/", "</html>")
        addresses = [line.split("</loc>")[0] for line in server.get("/kb/sitemap.xml").split("<loc>")[1:]]
        paths = [f"/{address.split('/', 3)[3]}" for address in addresses]
        assert len(paths) > 50
        assert [path for path in paths if "</html>" not in server.get(path)] == []
