"""Whoever follows the guide for a new kind of tracker can sync with it and export to it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.docs.documents import text_of
from tests.knowledge import EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.made import REPOSITORY
from tests.unit.trackers.server import running, says

TOKEN = "t-1"  # noqa: S105  # it opens nothing
MODULE = '''\
"""Tickets of Acme."""

import re

from afterword.trackers.new_tickets import body, title
from afterword.trackers.ticket import Ticket, Tracker, day_of

TRACKER = Tracker(
    path=re.compile(r"/tickets/(?P<number>[0-9]+)"),
    example="/tickets/12",
    api=lambda base, found: f"{base}/api/tickets/{found['number']}",
    tokens=("ACME_TOKEN",),
    headers=lambda token: {"Authorization": f"Acme {token}"},
    ticket=lambda answer: Ticket("done", day_of(answer["closed"])),
    requests=lambda rows, project: ({"name": title(row), "text": body(row)} for row in rows),
)
'''


def package_with_acme(folder: Path) -> Path:
    """A copy of the package with the file that the guide names, and no other edit."""
    (told,) = re.findall(r"^- A new kind of tracker: (.*)$", text_of("docs/guides/maintain.md"), re.MULTILINE)
    home, defined = re.findall(r"`([^`]+)`", told)
    assert defined == "TRACKER"
    ignored = shutil.ignore_patterns("__pycache__", "assets")
    shutil.copytree(REPOSITORY / "plugins/afterword", folder / "plugins/afterword", ignore=ignored)
    shutil.copytree(REPOSITORY / "schema", folder / "schema")
    (folder / home / "acme.py").write_text(MODULE, "utf-8")
    return folder / "plugins"


def test_a_tracker_that_is_added_by_the_guide_syncs_and_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("PYTHONPATH", str(package_with_acme(tmp_path)))
    base = Base.in_folder(tmp_path / "base")
    with running() as tracker:
        tracker.on("/api/tickets/7", says({"closed": "2026-01-20T10:00:00Z"}))
        base.write("pyproject.toml", f'[tool.afterword.trackers]\n"{tracker.base}" = "acme"\n')
        told = "area: prevention, owner: serving, due: 2026-03-01, status: open"
        actions = (
            f"actions:\n  - {{id: A1, title: Fill it first, {told}, tracker: '{tracker.base}/tickets/7'}}\n"
            f"  - {{id: A2, title: Warm it up, {told}}}\n"
        )
        base.write(EXAMPLE, page(overlaid(PUBLISHED, actions)))
        synced = base.run("actions", "--sync", ACME_TOKEN=TOKEN)
        assert [headers["authorization"] for _, headers in tracker.asked] == [f"Acme {TOKEN}"]
    assert (synced.returncode, synced.stdout.splitlines()[0]) == (0, f"{EXAMPLE}: A1 open -> done, closed 2026-01-20")
    exported = base.run("actions", "--export", "acme")
    assert exported.returncode == 0
    assert [json.loads(line)["name"] for line in exported.stdout.splitlines()] == ["Warm it up"]
