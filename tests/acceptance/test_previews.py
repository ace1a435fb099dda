"""A preview makes again only what an edit changed, and shows what a new preview would show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from mkdocs.commands.build import build
from mkdocs.exceptions import Abort

from afterword.rendering import Templates
from tests.acceptance.common import MATERIAL, contents, loaded, made, previewing, reviews

pytestmark = pytest.mark.usefixtures("few_pages")


@pytest.fixture(params=[False, True], ids=["all at once", "pages put off"])
def base(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("afterword.mkdocs_adapter.plugin.served_through_us", lambda: request.param)
    root = made(tmp_path / "base", MATERIAL, count=3)
    (root / "docs" / "guide.md").write_text("# Guide\n\n[Reviews](postmortems/index.md)\n", "utf-8")
    return root


def again(base: Path) -> dict[str, bytes]:
    """What the preview that runs writes when it builds again."""
    build(loaded(base), serve_url="http://localhost:8000/")
    return contents(base / "site")


def anew(base: Path) -> dict[str, bytes]:
    """What a preview writes that is started now."""
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        return contents(base / "site")


@contextmanager
def filled() -> Iterator[list[str]]:
    """The templates of pages that are filled meanwhile."""
    names: list[str] = []

    def render(self: Templates, template: str, values: Mapping[str, Any]) -> str:
        names.append(template)
        return str(original(self, template, values))

    original = Templates.render
    with patch.object(Templates, "render", render):
        yield names


class Watcher:
    """A server of which only what it watches is of interest."""

    def __init__(self) -> None:
        self.watched: set[str] = set()

    def watch(self, path: str) -> None:
        self.watched.add(path)

    def get_app(self) -> Any:
        return None

    def set_app(self, app: Any) -> None:
        pass


def edit(file: Path, pattern: str, becomes: str) -> None:
    text, number = re.subn(pattern, becomes, file.read_text("utf-8"), count=1)
    assert number
    file.write_text(text, "utf-8")


def test_a_new_sentence_is_on_its_page_and_nothing_else_is_made_again(base: Path) -> None:
    review = reviews(base)[2]
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        before = contents(base / "site")
        with filled() as templates:
            edit(review, r"\Z", "\nThe loader had no check of its own.\n")
            after = again(base)
    assert templates == []
    changed = [path for path, raw in after.items() if before.get(path) != raw]
    assert changed == [f"postmortems/{review.stem}/index.html"]
    assert b"The loader had no check of its own." in after[changed[0]]


def test_after_any_other_edit_it_shows_what_a_new_preview_shows(base: Path) -> None:
    pattern = next((base / "docs" / "patterns").glob("*.md"))
    edits = [
        (reviews(base)[1], r"(?m)^title: .*$", "title: The ranking fell in the night"),
        (pattern, r"\Z", "\nA sentence more.\n"),
        (base / "docs" / "guide.md", "# Guide", "# The guide"),
        (base / "mkdocs.yml", "site_name: Test", "site_name: Another"),
        (base / "mkdocs.yml", "  - Registers:", "  - Known:"),
        (base / "mkdocs.yml", "  - Known:", "  - Guide: guide.md\n  - Known:"),
        (base / "docs" / "guide.md", r"\A", "---\nstatus: new\n---\n"),
    ]
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        shown = []
        for change in edits:
            edit(*change)
            shown.append(again(base))
    assert shown[-1] == anew(base)
    assert all(one != other for one, other in pairwise(shown))
    assert b"md-status--new" in shown[-1]["postmortems/index.html"]


def test_after_a_build_that_failed_the_preview_shows_what_a_new_one_shows(base: Path) -> None:
    guide = base / "docs" / "other.md"
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        edit(reviews(base)[1], r"(?m)^title: .*$", "title: The ranking fell in the night")
        guide.write_bytes(b"# Not in UTF-8: \xff\n")
        with pytest.raises(UnicodeDecodeError):
            again(base)
        guide.unlink()
        after = again(base)
    assert after == anew(base)


def test_what_another_plugin_had_a_part_in_is_not_taken_for_the_same(base: Path) -> None:
    (base / "hook.py").write_text("def on_post_page(output, **_):\n    return output + 'Hooked'\n", "utf-8")
    review, config_file = reviews(base)[1], base / "mkdocs.yml"
    told, whole = review.read_text("utf-8"), config_file.read_text("utf-8")
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        before = contents(base / "site")
        config_file.write_text(f"{whole}hooks: [hook.py]\n", "utf-8")
        edit(review, r"(?m)^title: .*$", "title: The ranking fell in the night")
        assert all(raw.endswith(b"Hooked") for path, raw in again(base).items() if path.endswith("index.html"))
        config_file.write_text(whole, "utf-8")
        review.write_text(told, "utf-8")
        assert again(base) == before


def test_a_link_to_a_guide_goes_when_the_guide_goes(base: Path) -> None:
    guide = base / "docs" / "guides" / "run-it.md"
    guide.parent.mkdir(exist_ok=True)
    guide.write_text("# Run it\n", "utf-8")
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        assert b'href="guides/run-it/"' in contents(base / "site")["index.html"]
        guide.unlink()
        after = again(base)
    assert b"guides/run-it/" not in after["index.html"]
    assert "guides/run-it/index.html" not in after


def test_a_broken_link_is_told_again_as_long_as_it_is_broken(base: Path, caplog: pytest.LogCaptureFixture) -> None:
    edit(reviews(base)[0], r"\Z", "\n[The plan](nowhere.md)\n")
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        caplog.clear()
        again(base)
    assert "nowhere.md" in caplog.text


def test_a_mistake_in_the_settings_is_told_and_the_preview_goes_on_until_it_is_mended(
    base: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = base / "pyproject.toml"
    server: Any = Watcher()
    with previewing(base) as config:
        build(config, serve_url="http://localhost:8000/")
        config.plugins.on_serve(server, config=config, builder=build)
        assert str(settings) in config.watch
        right = settings.read_text("utf-8")
        settings.write_text(f'{right}fail_on = "everything"\n', "utf-8")
        edit(reviews(base)[1], r"(?m)^title: .*$", "title: The ranking fell in the night")
        assert b"The ranking fell in the night" in again(base)["postmortems/index.html"]
        assert "fail_on" in caplog.text
        assert "goes on with the settings of its last build" in caplog.text
        (base / "postmortems").rename(base / "reviews")
        settings.write_text(f'{right}reviews = "reviews"\n', "utf-8")
        assert b"The ranking fell in the night" in again(base)["postmortems/index.html"]
    assert {str(settings), str(base / "reviews")} <= server.watched
    settings.write_text(f'{right}fail_on = "everything"\n', "utf-8")
    with previewing(base) as config, pytest.raises(Abort):
        build(config, serve_url="http://localhost:8000/")
