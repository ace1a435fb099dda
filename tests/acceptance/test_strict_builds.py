"""A strict build counts each kind of warning of the engine, also where `--quiet` keeps it from being printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.common import CONFIG, contents, made
from tests.acceptance.engines import ran

HOOK = """\
import logging
import warnings
from mkdocs.plugins import event_priority

def on_env(env, **_):
    logging.getLogger("mkdocs.plugins.another").warning("another plugin warns")
    warnings.warn("Python warns", FutureWarning)

@event_priority(-1000)
def on_post_build(**_):
    logging.getLogger("mkdocs.plugins.another").warning("the last plugin warns")
"""
GUIDE = """\
# Guide

[A](nowhere.md) [B](#no-heading) [C](index.md#no-heading) [D](/absolute) [E](folder/) ![F](gone.png)

```mermaid
flowchart LR
  click A "javascript:alert(1)"
```
"""
SETTINGS = """\
hooks: [hook.py]
extra_templates: [gone.html]
not_in_nav: /nothing.md
validation:
  omitted_files: warn
  absolute_links: warn
  unrecognized_links: warn
  anchors: warn
"""
KINDS = [
    "contains a link 'nowhere.md', but the target is not found",
    "contains a link '#no-heading', but there is no such anchor on this page",
    "contains a link 'index.md#no-heading', but the doc 'index.md' does not contain an anchor",
    "contains an absolute link '/absolute'",
    "contains an unrecognized relative link 'folder/'",
    "contains a link 'gone.png', but the target is not found",
    "A reference to 'missing.md' is included in the 'nav' configuration, which is not found",
    'not included in the "nav" configuration:\n  - guide.md\n',
    "Template skipped: 'gone.html' not found in docs_dir",
    "another plugin warns",
    "the last plugin warns",
    "afterword: guide.md: ",
]
"""Each kind of warning, by what is said of it."""

BUILDS = {
    "loud": ("mkdocs", "build", "--strict"),
    "quiet": ("mkdocs", "build", "--quiet", "--strict"),
    "ProperDocs": ("properdocs", "build", "--quiet", "--strict", "-f", "mkdocs.yml"),
}


MATERIAL = CONFIG.replace("name: mkdocs", "name: material\n  font: false")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return made(tmp_path / "base")


@pytest.fixture
def flawed(base: Path) -> Path:
    """A knowledge base whose guide, navigation and settings have each kind of flaw, and the reviews have none."""
    (base / "docs" / "guide.md").write_text(GUIDE, "utf-8")
    (base / "hook.py").write_text(HOOK, "utf-8")
    (base / "mkdocs.yml").write_text(MATERIAL.replace("nav:\n", f"{SETTINGS}nav:\n  - Missing: missing.md\n"), "utf-8")
    return base


@pytest.mark.parametrize("command", BUILDS.values(), ids=BUILDS)
def test_each_kind_of_warning_is_told_and_counted(command: tuple[str, ...], flawed: Path) -> None:
    done = ran(*command, folder=flawed)
    assert done.returncode == 1
    assert [kind for kind in KINDS if kind not in done.stderr] == []
    assert f"Aborted with {len(KINDS)} warnings in strict mode!" in done.stdout + done.stderr
    assert not (flawed / "site").exists()
    if "--quiet" in command:
        assert "INFO" not in done.stderr
        assert "Python warns" not in done.stderr


def test_what_is_quiet_and_not_strict_stays_quiet(flawed: Path) -> None:
    done = ran("mkdocs", "build", "--quiet", folder=flawed)
    assert (done.returncode, done.stderr) == (0, "")
    assert (flawed / "site" / "index.html").is_file()


def test_a_build_with_warnings_leaves_the_site_that_is_published(base: Path) -> None:
    assert ran("mkdocs", "build", "--quiet", "--strict", folder=base).returncode == 0
    before = contents(base / "site")
    (base / "docs" / "guide.md").write_text("# Guide\n\n[A](nowhere.md)\n", "utf-8")
    # Again, since what is kept of a page must not keep a warning from being told.
    for _ in range(2):
        assert ran("mkdocs", "build", "--quiet", "--strict", folder=base).returncode == 1
    assert contents(base / "site") == before


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_a_warning_about_the_configuration_is_told_by_name(engine: str, base: Path) -> None:
    """The engine gives up before it begins to build."""
    (base / "mkdocs.yml").write_text(f"{MATERIAL}no_such_setting: 1\n", "utf-8")
    done = ran(engine, "build", "--quiet", "--strict", "-f", "mkdocs.yml", folder=base)
    assert done.returncode == 1
    assert "Unrecognised configuration name: no_such_setting" in done.stderr


def test_pages_that_no_navigation_names_are_no_warning_where_they_are_ours(base: Path) -> None:
    (base / "mkdocs.yml").write_text(MATERIAL.replace("nav:\n", "validation: {omitted_files: warn}\nnav:\n"), "utf-8")
    assert ran("mkdocs", "build", "--quiet", "--strict", folder=base).returncode == 0
