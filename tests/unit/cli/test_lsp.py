"""``afterword lsp`` and ``afterword snippets`` on the command line; the protocol has its own tests."""

from __future__ import annotations

import json
import sys

import pytest

from tests.knowledge import Base
from tests.made import REPOSITORY
from tests.unit.cli.invoke import invoke


def test_without_its_packages_the_server_says_how_to_get_them(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("afterword.lsp", "pygls"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    done = invoke(base.root, "lsp")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith("is missing; install what the extra lsp needs with: pip install 'pygls<3,>=2.1'\n")


def test_a_day_that_cannot_be_told_stops_the_server_at_once(base: Base) -> None:
    done = invoke(base.root, "lsp", SOURCE_DATE_EPOCH="yesterday")
    assert (done.exit_code, "it must be seconds since 1970" in done.stderr) == (2, True)


def test_snippets_follow_the_schema_of_the_base(base: Base) -> None:
    assert "Afterword: a draft" in json.loads(invoke(base.root, "snippets").stdout)
    base.write("pyproject.toml", "[tool.afterword]\nschema = 'own'\n")
    assert invoke(base.root, "snippets").exit_code == 2
    schema = json.loads((REPOSITORY / "schema" / "postmortem.schema.json").read_text("utf-8"))
    schema["properties"]["weather"] = {"title": "Weather", "type": "string", "description": "d", "examples": ["fine"]}
    base.write("own/postmortem.schema.json", json.dumps(schema))
    own = json.loads(invoke(base.root, "snippets").stdout)
    assert own["Afterword: Weather"]["body"] == ["weather: ${1:fine}", "$0"]
