"""What the plugin refuses to build with, and what it takes from mkdocs.yml."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mkdocs.exceptions import ConfigurationError, PluginError

from tests.acceptance.common import Probe, built, loaded, made


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return made(tmp_path / "base")


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
