"""A build that is killed, fails or meets another leaves a whole site: the old one or a new one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from unittest.mock import Mock

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import LegacyConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin

from tests.acceptance import common
from tests.acceptance.common import CONFIG, built, contents, loaded
from tests.forked import commands

pytestmark = pytest.mark.usefixtures("few_pages")

HOOK = """
import os, signal

pages = 0

def on_post_page(output, *, page, config):
    global pages
    pages += 1
    if pages == 3 and "KILLED_AT_PAGE" in os.environ:
        os.kill(os.getpid(), signal.SIGKILL)
    if pages == 3 and "WAITS" in os.environ:
        print("writes", flush=True)
        input()
    return output + os.environ.get("WHO", "")

def on_post_build(*, config):
    if "KILLED_AT_END" in os.environ:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, few_pages: None) -> Path:  # noqa: ARG001
    root = common.made(tmp_path_factory.mktemp("made") / "base", CONFIG + "hooks: [hook.py]\n", count=2)
    (root / "hook.py").write_text(HOOK, "utf-8")
    built(root, strict=True)
    return root


@pytest.fixture
def published(made: Path, tmp_path: Path) -> Path:
    """A knowledge base with the site of the build before."""
    return shutil.copytree(made, tmp_path / "base")


@pytest.fixture
def base(published: Path) -> Path:
    """The same before its first build."""
    shutil.rmtree(published / "site")
    return published


class Broken(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Fails at one event."""

    def __init__(self, event: str, error: Exception) -> None:
        self.error = error
        setattr(self, event, self.fails)

    def fails(self, *_: object, **__: object) -> None:
        raise self.error


def started(base: Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(commands() / "mkdocs"), "build"],
        cwd=base,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def left(base: Path) -> list[str]:
    return [path.name for path in base.iterdir() if "afterword-" in path.name]


def test_a_build_that_is_killed_leaves_the_old_site_and_the_next_clears_up(published: Path) -> None:
    base = published
    before = contents(base / "site")
    for moment in ("KILLED_AT_PAGE", "KILLED_AT_END"):
        process = started(base, WHO="new", **{moment: "1"})
        said, _ = process.communicate()
        assert process.returncode == -signal.SIGKILL, said
        assert ".site.afterword-new" in left(base)
        assert contents(base / "site") == before
    built(base)
    assert contents(base / "site").keys() == before.keys()
    assert left(base) == []


def test_two_builds_at_once_wait_for_each_other_and_never_mix(base: Path) -> None:
    first = started(base, WHO="<!-- first -->", WAITS="1")
    assert first.stdout is not None
    assert any(line == "writes\n" for line in first.stdout)
    second = started(base, WHO="<!-- second -->")
    assert second.stdout is not None
    assert any("Waiting for it to finish" in line for line in second.stdout)
    assert not (base / "site").exists()
    said, _ = first.communicate("go\n")
    rest, _ = second.communicate()
    assert (first.returncode, second.returncode) == (0, 0), said + rest
    pages = [raw for path, raw in contents(base / "site").items() if path.endswith("index.html")]
    assert {raw.rsplit(b"<!-- ", 1)[1] for raw in pages} == {b"second -->"}
    assert left(base) == []


@pytest.mark.parametrize(
    ("event", "error"),
    [
        ("on_post_page", OSError(28, "No space left on device")),
        ("on_files", RuntimeError("a plugin")),
        ("on_post_build", RuntimeError("a plugin at the end")),
    ],
)
def test_a_build_that_fails_leaves_the_old_site_and_nothing_else(published: Path, event: str, error: Exception) -> None:
    base = published
    before = contents(base / "site")
    with pytest.raises(PluginError, match="The plugin probe-1 failed") as caught:
        built(base, Broken(event, error))
    assert caught.value.__cause__ is error
    assert contents(base / "site") == before
    assert left(base) == []


def test_a_full_disk_is_told_in_a_sentence_and_leaves_the_old_site(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = published
    before = contents(base / "site")
    monkeypatch.setattr("mkdocs.utils.write_file", Mock(side_effect=OSError(28, "No space left on device")))
    with pytest.raises(PluginError, match=r"The new site cannot be written next to .*site: no space left on device\."):
        built(base)
    assert contents(base / "site") == before
    assert left(base) == []


def test_a_strict_build_with_a_broken_link_leaves_the_old_site(published: Path) -> None:
    base = published
    before = contents(base / "site")
    (base / "docs" / "guide.md").write_text("[Nowhere](nowhere.md)\n", "utf-8")
    with pytest.raises(Abort):
        built(base, strict=True)
    assert contents(base / "site") == before
    assert left(base) == []


def test_what_another_plugin_writes_at_the_end_is_published(base: Path) -> None:
    class Late(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
        def on_post_build(self, *, config: object) -> None:
            Path(config.site_dir, "late.txt").write_text("late", "utf-8")  # type: ignore[attr-defined]

    built(base, Late())
    assert (base / "site" / "late.txt").is_file()


def test_whoever_comes_after_the_build_finds_the_folder_that_was_configured(base: Path) -> None:
    config = loaded(base)
    config.plugins.on_startup(command="gh-deploy", dirty=False)
    build(config)
    assert config.site_dir == str(base / "site")
    assert (base / "site" / "index.html").is_file()


def test_a_dirty_build_writes_into_the_site_that_is_there(published: Path) -> None:
    base = published
    (base / "site" / "mine.txt").write_text("mine", "utf-8")
    subprocess.run([str(commands() / "mkdocs"), "build", "-q", "--dirty"], cwd=base, check=True)
    assert (base / "site" / "mine.txt").is_file()
