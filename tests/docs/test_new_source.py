"""Whoever adds a kind of source as the guide says can capture from it, and read its exports."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.docs.documents import text_of
from tests.knowledge import EXAMPLE, PUBLISHED, Base, page
from tests.made import REPOSITORY
from tests.unit.trackers.server import running, says

KIND = '''\
"""Numbers of Acme."""

from afterword.capture.interface import Fetched, Kind, Probe, Question
from afterword.evidence.form import moment
from afterword.evidence.snapshot import Point, Series
from afterword.http import ask, authorization


def _fetch(asking):
    found = []
    for metric in asking.metrics:
        rows = ask(asking.server, f"{asking.server.url}/{metric.query}").json("Acme")
        found.append(Series(metric.name, metric.query, points=tuple(Point(moment(at), value) for at, value in rows)))
    return Fetched(tuple(found), requests=len(found))


SOURCE = Kind(
    headers=lambda source, token: authorization(token),
    questions=lambda source, metrics, window: tuple(Question(one.name, f"GET /{one.query}") for one in metrics),
    fetch=_fetch,
    probe=lambda source, server: Probe(ask(server, f"{server.url}/version").body.decode()),
)
'''
EXPORT = '''\
"""Exported numbers of Acme."""

from afterword.capture.interface import Export, Fetched
from afterword.evidence.form import moment
from afterword.evidence.snapshot import Point, Series


def _read(raw, source, metrics, window):
    rows = (line.split() for line in raw.decode().splitlines())
    return Fetched((Series("p", "p", points=tuple(Point(moment(at), float(value)) for at, value in rows)),))


EXPORT = Export(_read)
'''
OPTIONS = '\n[acme]\ntitle = "Acme"\nurl = "optional"\nquery = "a path"\n[acme.options]\n[acme.metric_options]\n'
SETTINGS = """\
[tool.afterword.sources.acme]
kind = "acme"
url = "{url}"
[tool.afterword.sources.acme.metrics.p]
query = "p"
"""


def package_with_acme(folder: Path) -> Path:
    """A copy of the package with the files that the guide names, and the kind in the table that it names."""
    guide = text_of("docs/guides/maintain.md")
    (told,) = re.findall(r"^- A new kind of source of evidence: (.*)$", guide, re.MULTILINE)
    home, defined, table = re.findall(r"`([^`]+)`", told)
    (told,) = re.findall(r"^- A new kind of exported answer: (.*)$", guide, re.MULTILINE)
    exports, exported = re.findall(r"`([^`]+)`", told)
    assert (defined, exported) == ("SOURCE", "EXPORT")
    ignored = shutil.ignore_patterns("__pycache__", "assets")
    shutil.copytree(REPOSITORY / "plugins/afterword", folder / "plugins/afterword", ignore=ignored)
    shutil.copytree(REPOSITORY / "schema", folder / "schema")
    (folder / home / "acme.py").write_text(KIND, "utf-8")
    (folder / exports / "acme.py").write_text(EXPORT, "utf-8")
    file = folder / table
    file.write_text(file.read_text("utf-8") + OPTIONS, "utf-8")
    return folder / "plugins"


def test_a_kind_that_is_added_by_the_guide_is_asked_and_its_exports_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("PYTHONPATH", str(package_with_acme(tmp_path)))
    base = Base.in_folder(tmp_path / "base")
    base.write(EXAMPLE, page(PUBLISHED))
    base.write("numbers.txt", "2025-01-01T10:00:00Z 0.5\n")
    with running() as acme:
        acme.on("/version", says(b"7.1"))
        acme.on("/p", says([["2025-01-01T10:00:00Z", 0.9]]))
        base.write("pyproject.toml", f"[tool.afterword]\n{SETTINGS.format(url=acme.base)}")
        assert "answers, version 7.1" in base.run("capture", "--list").stdout
        assert base.run("capture", "2025-01-01-example").returncode == 0
        assert base.run("capture", "2025-01-01-example", "--from", "numbers.txt", "--kind", "acme").returncode == 0
    folder = base.root / "postmortems" / "evidence" / "2025-01-01-example"
    found = [json.loads(file.read_text("utf-8")) for file in sorted(folder.iterdir())]
    assert [one["series"][0]["points"][0][1] for one in found] == [0.5, 0.9]
