"""The table of other plugins in the guide is what builds with them show."""

from __future__ import annotations

import subprocess

import pytest

from afterword.mkdocs_adapter.other_plugins import CANNOT, PASS_BY
from tests.docs.documents import names_in
from tests.docs.documents import table as rows_of
from tests.other_plugins import ENSURE, outcomes, table
from tests.plugins_measured import OTHERS


def test_the_guide_says_of_each_plugin_what_a_build_with_it_shows() -> None:
    found = subprocess.run([ENSURE, "--no-install"], capture_output=True, text=True, check=False)
    if not found.stdout.strip():
        (pytest.fail if found.returncode else pytest.skip)(found.stderr)
    said = outcomes(found.stdout.strip())
    assert [name for name, both in said.items() if any("traceback" in one for one in both)] == []
    shown = {names_in(name)[0]: what for name, what in rows_of("docs/guides/settings.md", "plugin")}
    measured = [line.split(" | ", 1) for line in table(said).splitlines()[2:]]
    assert shown == {names_in(name)[0]: what.removesuffix(" |") for name, what in measured}


def test_the_table_has_twenty_plugins_of_other_packages_and_all_that_are_treated_apart() -> None:
    names = {other.name for other in OTHERS}
    assert len(names - {"search", "tags", "blog", "meta", "offline", "privacy"}) >= 20
    assert {*CANNOT, *PASS_BY} <= names
