"""The theme's templates are compiled once for all builds, unless a site or another plugin has a part in them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.config.base import LegacyConfig
from mkdocs.plugins import BasePlugin

from afterword.mkdocs_adapter import arranging
from afterword.rendering.compiled import CompiledTemplates
from tests.acceptance.common import MATERIAL, built, contents, made

pytestmark = pytest.mark.usefixtures("few_pages")


class Changing(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Another plugin that may change the environment."""

    def on_env(self, env: Environment, **_given: object) -> Environment:
        return env


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return made(tmp_path / "base", MATERIAL, count=1)


def compiled(base: Path, monkeypatch: pytest.MonkeyPatch, *others: BasePlugin[Any]) -> set[str]:
    """Build as a new process would, and name the templates of the theme that were compiled."""
    kept = CompiledTemplates()
    kept.directory = str(base.with_name("kept"))
    names: list[str] = []
    original = Environment.compile

    def noted(self: Environment, source: str, name: str, filename: str) -> object:
        names.append(filename or "")
        return original(self, source, name, filename)

    with monkeypatch.context() as patched:
        patched.setattr(arranging, "_COMPILED", kept)
        patched.setattr(Environment, "compile", noted)
        built(base, *others)
    return {name for name in names if "/material/" in name}


def test_the_next_process_compiles_nothing_of_the_theme_again(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base.with_name("kept").mkdir()
    assert compiled(base, monkeypatch)
    before = contents(base / "site")
    assert not compiled(base, monkeypatch)
    assert contents(base / "site") == before


def test_beside_another_plugin_nothing_is_kept(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base.with_name("kept").mkdir()
    assert compiled(base, monkeypatch, Changing())
    assert not list(base.with_name("kept").iterdir())


def test_of_a_site_with_templates_of_its_own_nothing_is_kept(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base.with_name("kept").mkdir()
    own = MATERIAL.replace("name: material\n", "name: material\n  custom_dir: own\n")
    (base / "mkdocs.yml").write_text(own, "utf-8")
    (base / "own").mkdir()
    assert compiled(base, monkeypatch)
    assert not list(base.with_name("kept").iterdir())
