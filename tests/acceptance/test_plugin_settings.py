"""What the plugin refuses to build with, and what it takes from mkdocs.yml."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError, PluginError

from afterword.cli.render import render
from tests.acceptance.common import Probe, built, loaded, made

pytestmark = pytest.mark.usefixtures("few_pages")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return made(tmp_path / "base", count=1)


def test_an_extension_that_publishes_files_of_the_machine_is_refused(base: Path) -> None:
    config = loaded(base, markdown_extensions=["tables", "pymdownx.snippets"])
    with pytest.raises(ConfigurationError, match=r"pymdownx\.snippets"):
        config.plugins.on_config(config)


def test_a_plugin_that_takes_text_for_a_template_is_refused(base: Path) -> None:
    config = loaded(base)
    config.plugins["macros"] = Probe()
    with pytest.raises(ConfigurationError, match="macros"):
        config.plugins.on_config(config)


@pytest.mark.parametrize("as_of", ["yesterday", "2026-02-30", "2026"])
def test_a_day_that_is_none_is_refused(base: Path, as_of: str) -> None:
    config = loaded(base, plugins=[{"afterword": {"as_of": as_of}}])
    with pytest.raises(PluginError, match="as_of"):
        config.plugins.on_config(config)


def test_the_day_comes_from_source_date_epoch_where_the_settings_name_none(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    built(base, plugins=["afterword"])
    assert json.loads((base / "site/api/v1/index.json").read_text("utf-8"))["as_of"] == "2027-01-01"


def test_a_configuration_from_the_standard_input_is_built(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base)
    config = load_config(BytesIO((base / "mkdocs.yml").read_bytes()))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert (base / "site" / "postmortems" / "index.html").is_file()


def test_patterns_in_another_docs_folder_are_taken_or_the_setting_is_named(base: Path) -> None:
    (base / "docs").rename(base / "written")
    config = loaded(base, docs_dir=str(base / "written"))
    with pytest.raises(PluginError, match=r"There is no folder docs/patterns, .* but written/patterns exists") as told:
        config.plugins.on_config(config)
    assert 'Set `patterns = "written/patterns"` under [tool.afterword] in pyproject.toml.' in str(told.value)
    text = (base / "mkdocs.yml").read_text("utf-8")
    (base / "mkdocs.yml").write_text(f"docs_dir: written\n{text}", "utf-8")
    (base / "written" / "guide.md").write_text("# Guide\n", "utf-8")
    built(base)
    pattern = min((base / "written" / "patterns").glob("*.md")).stem
    assert (base / "site" / "patterns" / pattern / "index.html").is_file()
    assert (base / "site" / "guide" / "index.html").is_file()
    out = base.parent / "out"
    assert CliRunner().invoke(render, ["--root", str(base), "--as-of", "2027-01-01", "--out", str(out)]).exit_code == 0
    assert (out / "guide.md").is_file()
    assert (out / "patterns" / f"{pattern}.md").is_file()
