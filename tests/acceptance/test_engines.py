"""The repository's own site in three engines: the plugin in two of them, rendered Markdown in the third."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.acceptance.common import contents
from tests.made import REPOSITORY, knowledge_base
from tests.shared import own_site

# What an engine says of itself; all else must be the same.
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def ran(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of an engine."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def succeeded(*command: str, folder: Path) -> None:
    done = ran(*command, folder=folder)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def pages(site: Path) -> dict[str, bytes]:
    """Every HTML page below a folder, without what the engine says of itself."""
    return {path: GENERATOR.sub(b"", raw) for path, raw in contents(site).items() if path.endswith(".html")}


def without_plugin(config: Path, *more: str) -> None:
    """The settings of the site for an engine that runs no plugin of ours, and without those of more names."""
    settings = yaml.safe_load(config.read_text("utf-8"))
    settings["plugins"] = [name for name in settings["plugins"] if name != "afterword"]
    config.write_text(yaml.safe_dump({name: settings[name] for name in settings if name not in more}), "utf-8")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return knowledge_base(tmp_path / "base")


def _named_alike(path: str) -> bool:
    """Pagefind names files after their bytes and writes filters in no fixed order; what it holds of pages is alike."""
    return not path.startswith("pagefind/") or path.startswith(("pagefind/fragment/", "pagefind/index/"))


def test_mkdocs_and_properdocs_build_the_same_site(base: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    succeeded("properdocs", "build", "--strict", "-q", "-f", "mkdocs.yml", folder=base)
    by_mkdocs, by_properdocs = own_site(tmp_path_factory), base / "site"
    first, second = contents(by_mkdocs), contents(by_properdocs)
    assert sorted(filter(_named_alike, first)) == sorted(filter(_named_alike, second))
    assert pages(by_mkdocs) == pages(by_properdocs)
    ours = [path for path in first if path.startswith(("api/", "assets/afterword/", "feed.xml", "actions.ics"))]
    assert [first[path] for path in ours] == [second[path] for path in ours]
    for review in (REPOSITORY / "postmortems").glob("*.md"):
        assert f"postmortems/{review.stem}/index.html" in first


def test_zensical_builds_the_rendered_markdown_without_a_warning(tmp_path: Path) -> None:
    zen = tmp_path / "zen"
    zen.mkdir()
    succeeded("afterword", "render", "--out", str(zen / "docs"), folder=REPOSITORY)
    shutil.copy(REPOSITORY / "mkdocs.yml", zen)
    without_plugin(zen / "mkdocs.yml")
    succeeded("zensical", "build", "--strict", folder=zen)
    built = pages(zen / "site")
    for source in (zen / "docs").rglob("*.md"):
        page = source.relative_to(zen / "docs").with_suffix("")
        expected = page.parent / "index.html" if page.name == "index" else page / "index.html"
        assert str(expected) in built
    for review in (REPOSITORY / "postmortems").glob("*.md"):
        title = next(line for line in review.read_text("utf-8").splitlines() if line.startswith("title: "))
        first_words = " ".join(title.removeprefix("title: ").strip("'\"").split()[:2])
        assert first_words.encode() in built[f"postmortems/{review.stem}/index.html"]


def test_zensical_would_refuse_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    without_plugin(tmp_path / "mkdocs.yml", "nav")
    (tmp_path / "docs" / "index.md").write_text("# Reviews\n\n[Here](index.md)\n", "utf-8")
    succeeded("zensical", "build", "--strict", folder=tmp_path)
    (tmp_path / "docs" / "index.md").write_text("# Reviews\n\n[Nowhere](postmortems/not-there.md)\n", "utf-8")
    done = ran("zensical", "build", "--strict", folder=tmp_path)
    assert done.returncode != 0
    assert "not-there.md" in COLOUR.sub("", done.stdout + done.stderr)
