"""A preview that is measured is a real one, and nothing of it is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.generate import generate
from bench.measure import FailedError
from bench.preview import Server, saved, serving
from bench.rebuild import rebuilt
from bench.sites import SENTENCE, plain_pages


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    generate(2, 7, tmp_path / "afterword")
    return plain_pages(tmp_path / "plain", tmp_path / "afterword", 3)


def test_a_saved_review_is_seen_and_the_server_ends_with_its_block(plain: Path) -> None:
    with serving(plain) as server:
        server.wait_for("/", "</html>")
        assert saved(server, plain / "docs" / "postmortems", 1) > 0
    assert server.process.poll() is not None
    assert server.get("/") == ""
    assert sorted(found.name for found in plain.parent.iterdir()) == ["afterword", "plain"]


def _interrupted(plain: Path, left: list[Server]) -> None:
    with serving(plain) as server:
        left.append(server)
        raise KeyboardInterrupt


def test_a_server_ends_too_where_the_measurement_is_interrupted(plain: Path) -> None:
    left: list[Server] = []
    with pytest.raises(KeyboardInterrupt):
        _interrupted(plain, left)
    assert left[0].process.poll() is not None


def test_a_server_that_cannot_start_is_told_with_what_it_said(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with serving(tmp_path / "home") as server, pytest.raises(FailedError, match=r"mkdocs\.yml"):
        server.wait_for("/", "</html>")


HOOKS = """
from pathlib import Path

def told(text):
    with Path("told").open("a") as file:
        file.write(text + "\\n")

def on_startup(command, dirty):
    told(command)

def on_post_build(config):
    told("built")
"""


def test_one_server_builds_again_after_each_change(plain: Path) -> None:
    (plain / "docs" / "postmortems").rename(plain / "postmortems")
    (plain / "hooks.py").write_text(HOOKS, "utf-8")
    with (plain / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [hooks.py]\n")
    assert rebuilt(plain, 2).processor > 0
    assert (plain / "told").read_text("utf-8").split() == ["serve", "built", "built", "built"]
    assert sum(file.read_text("utf-8").count(SENTENCE) for file in (plain / "postmortems").glob("*.md")) == 2


def test_a_rebuild_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with pytest.raises(FailedError, match=r"mkdocs\.yml"):
        rebuilt(tmp_path / "home", 1)
