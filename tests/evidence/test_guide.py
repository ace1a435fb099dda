"""Whoever follows the guide with a server of their own has its numbers in the review, and in a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from afterword.evidence.reading import read_bytes
from tests.docs.documents import blocks, text_of
from tests.evidence import real
from tests.evidence.test_prometheus import past
from tests.knowledge import Base
from tests.unit.capture.stub import ONSET
from tests.unit.cli.invoke import invoke
from tests.unit.cli.talk import CTRL_D, Talk

GUIDE = "docs/guides/bring-in-the-numbers.md"
REVIEW = "2026-03-01-the-fraud-model-lost-its-country-column"
CLOCKS = ("onset=2026-03-01T10:00Z", "detected=2026-03-01T10:40Z", "mitigated=2026-03-01T11:30Z")
GIVEN = [word for clock in CLOCKS for word in ("--set", clock)]
LATER = "1795564800"  # 25 November 2026


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with real.prometheus(tmp_path_factory.mktemp("prometheus"), past()) as base:
        yield base


@pytest.fixture
def night(base: Base, prometheus: str, monkeypatch: pytest.MonkeyPatch) -> Base:
    """The knowledge base of the guide, with its settings and the address of this server."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("PROM_TOKEN", "anything")
    (shown,) = (block.text for block in blocks(text_of(GUIDE)) if block.title == "prod.toml")
    base.write("pyproject.toml", f"[tool.afterword]\n{shown.replace('https://prometheus.example.org', prometheus)}")
    return base


def test_the_settings_of_the_guide_bring_in_what_was_measured(night: Base) -> None:
    title = "The fraud model lost its country column"
    assert invoke(night.root, "new", title, *GIVEN, "--no-input", SOURCE_DATE_EPOCH=LATER).exit_code == 0
    listed = invoke(night.root, "capture", "--list")
    assert re.search(r"prod: prometheus, 1 metric, \S+: answers, version \d+\.\d+\S*, the token works", listed.stdout)
    done = invoke(night.root, "capture", REVIEW, SOURCE_DATE_EPOCH=LATER)
    assert done.exit_code == 0, done.output
    file = night.root / "postmortems" / "evidence" / REVIEW / "prod.json"
    (series,) = read_bytes(file.read_bytes()).series
    values = {f"{point.at:%H:%M}": point.value for point in series.points}
    assert (values["09:55"], values["10:25"], values["11:40"]) == (0.95, 0.7, 0.95)
    assert "below 0.9 since 2026-03-01T10:10:00Z" in done.stdout
    again = invoke(night.root, "capture", REVIEW, SOURCE_DATE_EPOCH=LATER)
    assert "prod: nothing has changed since" in again.stdout
    assert [one.code for one in night.report(date(2026, 11, 25)).diagnostics] == ["AW407"]  # of the pattern


def test_a_draft_begins_with_the_numbers_and_a_person_confirms_each(night: Base) -> None:
    # The terminal is one of a process of its own, which asks the real server.
    fields = ("kind=incident", "severity=sev2", "summary=It fell.", "models.0.name=Card fraud score")
    given = [*GIVEN, *(word for field in fields for word in ("--set", field))]
    with Talk(night.root, "new", "It fell", "--capture", *given, epoch=LATER) as talk:
        talk.hears("classes: ").says(CTRL_D, "")
        talk.hears("What the sources say").hears("first_signal: 2026-03-01T10:10Z").says("")
        talk.hears("name: precision, expected: at least 0.9, observed: 0.41").says("-")
        assert talk.ends() == 0
    text = (night.root / "postmortems" / "2026-03-01-it-fell.md").read_text("utf-8")
    assert "\nfirst_signal: 2026-03-01T10:10Z\n" in text
    assert "observed: 0.41" not in text
    assert "\n      file: evidence/2026-03-01-it-fell/prod.json\n" in text


def test_a_draft_has_the_bad_and_the_last_good_version_from_the_registry(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with real.mlflow(tmp_path) as url:
        filled = real.second_reader("mlflow_fill", url, str(ONSET.timestamp()))
        base.write("pyproject.toml", f'[tool.afterword]\n[tool.afterword.sources.r]\nkind = "mlflow"\nurl = "{url}"\n')
        onset = datetime.fromtimestamp(filled["onset"] + 60, UTC)  # a while after the newest version
        given = (
            "--set",
            f"onset={onset:%Y-%m-%dT%H:%M:%SZ}",
            "--set",
            "models.0.name=fraud",
            "--no-input",
            "--capture",
        )
        done = invoke(base.root, "new", "It fell", *given, SOURCE_DATE_EPOCH=str(int(onset.timestamp()) + 9_000))
    assert done.exit_code == 0, done.output
    (draft,) = (base.root / "postmortems").glob("*.md")
    text = draft.read_text("utf-8")
    assert "#     version: 3\n#     last_good_version: 2\n#     registry: models:/fraud/3\n" in text
    assert "what: Versions of fraud in the registry r\n" in text


def test_an_answer_that_was_saved_says_the_same_as_the_server(night: Base, prometheus: str, tmp_path: Path) -> None:
    asked = {
        "query": 'model_precision{model="fraud"}',
        "start": "2026-02-28T09:00:00Z",
        "end": "2026-03-01T13:30:00Z",
        "step": "300",
    }
    saved = tmp_path / "answer.json"
    saved.write_text(json.dumps(real.post(f"{prometheus}/api/v1/query_range", urlencode(asked).encode())))
    invoke(night.root, "new", "The fraud model lost its country column", *GIVEN, "--no-input", SOURCE_DATE_EPOCH=LATER)
    found = []
    for arguments in ((), ("--from", str(saved))):
        done = invoke(night.root, "capture", REVIEW, "--source", "prod", *arguments, "--diff", SOURCE_DATE_EPOCH=LATER)
        found.append([line for line in done.stderr.splitlines() if line.startswith("  precision")])
    assert found[0] == found[1] != []
