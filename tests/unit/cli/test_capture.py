"""``afterword capture``: the numbers come in, the review cites them, and nothing is lost or overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from afterword.capture.interface import Asking, Fetched
from tests.knowledge import EXAMPLE, Base
from tests.unit.cli.fake_source import EXPORT, KIND, TOKEN, laid, numbers, points, settings
from tests.unit.cli.invoke import invoke
from tests.unit.trackers.server import FakeTracker, running, says

REVIEW = "2025-01-01-example"
FOLDER = f"postmortems/evidence/{REVIEW}"


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTracker]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("FAKE_TOKEN", TOKEN)
    for place in ("running", "found"):
        monkeypatch.setattr(f"afterword.capture.{place}.kind_named", lambda name: KIND if name != "csv" else None)
    monkeypatch.setattr("afterword.capture.exported.export_named", lambda _: EXPORT)
    monkeypatch.setattr("afterword.capture.choosing.exported_kinds", lambda: ("csv", "json"))
    with running() as found:
        found.on("/version", says(b"9.9"))
        yield found


def kept(base: Base, name: str = "prod") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((base.root / FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def test_the_numbers_become_a_file_that_the_review_cites(base: Base, stub: FakeTracker) -> None:
    before = laid(base, settings(stub.base, "precision"))
    numbers(stub, "precision", points(0.96, 0.95, 0.41, None, 0.94))
    done = invoke(base.root, "capture", REVIEW)
    assert done.exit_code == 0, done.output
    assert "prod: wrote postmortems/evidence/2025-01-01-example/prod.json" in done.stdout
    assert "worst 0.41 at 2025-01-01T10:10:00Z, below 0.9 since 2025-01-01T10:10:00Z" in done.stdout
    after = (base.root / EXAMPLE).read_text("utf-8")
    added = (
        "diagnosis:\n  evidence:\n    - kind: metric\n      what: Measurements of precision from prod\n"
        f"      file: evidence/{REVIEW}/prod.json\n"
    )
    assert added in after
    assert after.replace(added, "") == before
    written = kept(base)
    assert written["id"] == f"{REVIEW}/prod"
    assert written["source"] == {"name": "prod", "kind": "prometheus", "url": stub.base, "server_version": "9.9"}
    (series,) = written["series"]
    assert (series["threshold"], series["threshold_from"], series["breach"]) == (0.9, "settings", "below")
    assert not any(one.code == "AW503" for one in base.problems())


def test_a_second_capture_of_the_same_writes_nothing(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision"))
    numbers(stub, "precision", points(0.96, 0.41))
    invoke(base.root, "capture", REVIEW)
    before = {file: file.read_bytes() for file in base.root.rglob("*") if file.is_file()}
    again = invoke(base.root, "capture", f"{EXAMPLE}")
    assert (again.exit_code, "prod: nothing has changed since" in again.stdout) == (0, True)
    assert {file: file.read_bytes() for file in base.root.rglob("*") if file.is_file()} == before


def test_a_capture_that_differs_supersedes_and_says_what_changed(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision"))
    numbers(stub, "precision", points(0.96, 0.41))
    invoke(base.root, "capture", REVIEW)
    first = (base.root / FOLDER / "prod.json").read_bytes()
    numbers(stub, "precision", points(0.96, 0.44, 0.5))
    done = invoke(base.root, "capture", REVIEW)
    assert "precision: 1 point more" in done.stdout
    assert "that of 2025-01-01T10:05:00Z was 0.41 and is 0.44" in done.stdout
    assert (base.root / FOLDER / "prod.json").read_bytes() == first
    assert kept(base, "prod-2")["supersedes"] == f"{REVIEW}/prod"
    text = (base.root / EXAMPLE).read_text("utf-8")
    assert text.index("prod.json") < text.index("prod-2.json")


def test_what_the_source_has_forgotten_stays_in_the_file(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision", "recall"))
    numbers(stub, "precision", points(0.96, 0.41))
    numbers(stub, "recall", points(0.8, 0.2))
    invoke(base.root, "capture", REVIEW)
    numbers(stub, "precision", [])
    stub.on("/recall", says({}, 404))
    done = invoke(base.root, "capture", REVIEW)
    assert done.exit_code == 1
    assert "the source no longer has 2 points; the earlier ones stay" in done.stdout
    assert "recall: could not be had again, so the earlier points stay" in done.stdout
    assert sorted(file.name for file in (base.root / FOLDER).iterdir()) == ["prod.json"]


def test_one_metric_alone_leaves_the_others_as_they_were(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision", "recall"))
    numbers(stub, "precision", points(0.96, 0.41))
    numbers(stub, "recall", points(0.8, 0.2))
    invoke(base.root, "capture", REVIEW)
    numbers(stub, "recall", points(0.8, 0.3))
    invoke(base.root, "capture", REVIEW, "--metric", "recall")
    series = {one["metric"]: one for one in kept(base, "prod-2")["series"]}
    assert [point[1] for point in series["recall"]["points"]] == [0.8, 0.3]
    assert [point[1] for point in series["precision"]["points"]] == [0.96, 0.41]
    assert series["precision"]["notes"][0].startswith("It was not captured again; the points are from the capture of")


def test_a_source_that_fails_does_not_lose_what_the_others_gave(base: Base, stub: FakeTracker) -> None:
    bad = settings(f"{stub.base}/bad", "precision", name="alpha")
    laid(base, bad + settings(stub.base, "recall"))
    stub.on("/bad/precision", says({}, 401))
    numbers(stub, "recall", points(0.8))
    done = invoke(base.root, "capture", REVIEW)
    assert done.exit_code == 1
    assert "alpha: The token is refused (401)." in done.stderr
    assert kept(base)["id"] == f"{REVIEW}/prod"
    assert "Kept 1 series of 1 source; 1 could not be had" in done.stdout


def test_a_diff_is_shown_and_nothing_is_written(base: Base, stub: FakeTracker) -> None:
    before = laid(base, settings(stub.base, "precision"))
    numbers(stub, "precision", points(0.96))
    done = invoke(base.root, "capture", REVIEW, "--diff")
    assert (done.exit_code, "+diagnosis:" in done.stdout) == (1, True)
    assert (base.root / EXAMPLE).read_text("utf-8") == before
    assert not (base.root / FOLDER).exists()


def test_a_dry_run_connects_to_nothing_and_needs_no_token(
    base: Base, stub: FakeTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FAKE_TOKEN")
    laid(base, settings(stub.base, "precision"))
    done = invoke(base.root, "capture", REVIEW, "--dry-run")
    assert (done.exit_code, stub.asked) == (0, [])
    assert f"prod: 1 request to {stub.base}, with the token in FAKE_TOKEN" in done.stdout
    assert "precision: GET /precision" in done.stdout
    assert "2025-01-01T09:00:00Z to 2025-01-01T13:01:00Z, with a baseline from 2024-12-31T09:00:00Z" in done.stdout


def test_the_list_says_what_works_and_prints_no_token(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision") + settings(f"{stub.base}/none", name="other"))
    done = invoke(base.root, "capture", "--list")
    assert done.exit_code == 1
    assert f"prod: prometheus, 1 metric, {stub.base}: answers, version 9.9, the token works" in done.stdout
    assert "other: prometheus, 0 metrics" in done.stdout
    assert "does not work. It answered with 404." in done.stdout
    assert TOKEN not in done.output


def test_a_file_is_read_without_a_network(base: Base, stub: FakeTracker, tmp_path: Path) -> None:
    laid(base, "")
    file = tmp_path / "answer.csv"
    file.write_text("2025-01-01T10:00:00Z,0.8\n2025-01-01T10:05:00Z,0.2\n")
    done = invoke(base.root, "capture", REVIEW, "--from", str(file), "--kind", "csv")
    assert done.exit_code == 0, done.output
    assert stub.asked == []
    source = kept(base, "csv")["source"]
    assert source == {"name": "csv", "kind": "csv"}


@pytest.mark.parametrize(
    ("metrics", "said"),
    [
        ((), "prod: The settings name no metric of it; add a table such as [tool.afterword.sources.prod.metrics."),
        (("recall",), "prod: Nothing could be had. recall: It answered with 404."),
    ],
)
def test_of_nothing_no_file_is_made(metrics: tuple[str, ...], said: str, base: Base, stub: FakeTracker) -> None:
    before = laid(base, settings(stub.base, *metrics), over="models: [{name: Unknown}]\n")
    stub.on("/recall", says({}, 404))
    done = invoke(base.root, "capture", REVIEW)
    assert (done.exit_code, said in done.stderr) == (1, True)
    assert not (base.root / "postmortems" / "evidence").exists()
    assert (base.root / EXAMPLE).read_text("utf-8") == before


def test_a_metric_without_a_point_is_kept_as_such_and_could_not_be_had(base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision", "recall"))
    numbers(stub, "precision", points(0.9))
    numbers(stub, "recall", [])
    done = invoke(base.root, "capture", REVIEW)
    assert (done.exit_code, "Kept 2 series of 1 source; 1 could not be had" in done.stdout) == (1, True)
    assert "recall: 0 points\n    The source has no point in the time that was asked for." in done.stdout
    assert "what: Measurements of precision from prod\n" in (base.root / EXAMPLE).read_text("utf-8")


def test_who_stops_it_has_nothing_half_written(base: Base, stub: FakeTracker, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: Asking) -> Fetched:
        raise KeyboardInterrupt

    before = laid(base, settings(stub.base, "recall") + settings(stub.base, "precision", name="second"))
    numbers(stub, "recall", points(0.8))
    monkeypatch.setattr("afterword.capture.running.kind_named", lambda _: KIND._replace(fetch=stopped))
    for arguments in (("capture", REVIEW), ("new", "It fell", "--set", "onset=2025-01-01", "--no-input", "--capture")):
        done = invoke(base.root, *arguments)
        assert (done.exit_code, "Stopped; nothing was written." in done.stderr) == (2, True)
    assert sorted(file.name for file in (base.root / "postmortems").rglob("*")) == ["2025-01-01-example.md"]
    assert (base.root / EXAMPLE).read_text("utf-8") == before


def test_without_sources_it_prints_the_lines_to_add(base: Base) -> None:
    laid(base, "")
    done = invoke(base.root, "capture", REVIEW)
    assert done.exit_code == 2
    for line in ("[tool.afterword.sources.prod]", 'kind = "prometheus"', 'url = "https://prometheus.example.org"'):
        assert line in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2025-01-01-exampel",), "There is no review `2025-01-01-exampel`. Did you mean `2025-01-01-example`?"),
        ((REVIEW, "--source", "prdo"), "There is no source `prdo`. Did you mean `prod`? Known: prod."),
        ((REVIEW, "--metric", "precison"), "There is no metric `precison`. Did you mean `precision`?"),
        ((REVIEW, "--baseline", "a day"), "is not a duration; write it like 30m, 24h or 7d"),
        ((REVIEW, "--diff", "--dry-run"), "--dry-run asks nothing"),
        ((REVIEW, "--list"), "--list asks every source"),
        ((REVIEW, "--kind", "csv"), "give the file with --from"),
        ((), "Name a review"),
    ],
)
def test_a_slip_ends_with_what_is_allowed(arguments: tuple[str, ...], said: str, base: Base, stub: FakeTracker) -> None:
    laid(base, settings(stub.base, "precision"))
    done = invoke(base.root, "capture", *arguments)
    assert (done.exit_code, stub.asked) == (2, [])
    assert said in done.stderr
