"""What the guide says of the sources of evidence is what the settings take."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterword.settings import load_settings
from afterword.settings.source_tables import _OF_METRIC, _OF_SOURCE, kinds
from tests.docs.documents import names_in, table, text_of
from tests.docs.sources_reference import GUIDE, PLACE, made
from tests.knowledge import EXAMPLE, Base
from tests.unit.cli.fake_source import laid
from tests.unit.cli.invoke import invoke

SETTINGS_GUIDE = "docs/guides/settings.md"
NUMBERS = "docs/guides/bring-in-the-numbers.md"
KNOWN = "docs/guides/what-sources-know.md"


def test_the_reference_is_made_from_the_kinds() -> None:
    (there,) = PLACE.findall(GUIDE.read_text("utf-8"))
    assert there == made(), "Run `python -m tests.docs.sources_reference --write`"


def test_every_setting_of_a_source_and_of_a_metric_stands_in_the_guide() -> None:
    assert [row[0] for row in table(SETTINGS_GUIDE, "of a source")] == [f"`{name}`" for name in _OF_SOURCE]
    assert [row[0] for row in table(SETTINGS_GUIDE, "of a metric")] == [f"`{name}`" for name in _OF_METRIC]


@pytest.mark.parametrize("document", [SETTINGS_GUIDE, NUMBERS])
def test_the_settings_that_a_guide_shows_can_be_used(document: str, tmp_path: Path) -> None:
    shown = re.findall(r"```toml[^\n]*\n(.*?)```", text_of(document), re.DOTALL)
    sources = [toml for toml in shown if "[tool.afterword.sources." in toml]
    assert sources
    for toml in sources:
        (tmp_path / "pyproject.toml").write_text(toml)
        assert load_settings(tmp_path).sources


def test_all_sources_of_the_guide_together_say_what_they_would_ask(base: Base) -> None:
    shown = re.findall(r"```toml[^\n]*\n(.*?)```", text_of(NUMBERS), re.DOTALL)
    laid(base, "".join(shown))
    done = invoke(base.root, "capture", EXAMPLE, "--dry-run")
    assert done.exit_code == 0, done.output
    files = {name for name, of_kind in kinds().items() if of_kind["url"] == "no"}
    sources = load_settings(base.root).sources
    assert {one.kind for one in sources} == set(kinds())
    asked = re.findall(r"^(\S+): [1-9]\d* requests? to https://", done.stdout, re.MULTILINE)
    assert asked == [one.name for one in sources if one.kind not in files]


def test_both_guides_speak_of_every_kind() -> None:
    for document in (NUMBERS, KNOWN):
        assert [kind for kind in kinds() if f"`{kind}`" not in text_of(document)] == []


def test_the_page_says_of_every_kind_how_it_was_tested() -> None:
    told = {name: row for row in table(KNOWN, "kind") for name in names_in(row[0])}
    assert set(told) == set(kinds())
