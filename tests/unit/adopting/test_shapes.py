"""Reviews in the shapes of well-known templates become drafts that pass, with what their text says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.adopting.adopting import adopted, data_of

SHAPES = Path(__file__).parent / "shapes"

EXPECTED: dict[str, dict[str, Any]] = {
    "google-sre-book": {
        "title": "Card fraud score refuses every payment from abroad (incident #41)",
        "onset": "2024-05-06",
        "summary": "For an hour every payment from abroad was refused, because the country column arrived empty.",
        "impact": {"who": "About 4,000 payments refused; no money was lost."},
        "trigger": "A release of the export job.",
        "detection": {"how": "The support desk asked about refused payments."},
        "worked_well": ["The old name could be put back within minutes."],
        "timeline": [
            {"at": "2024-05-06T08:10Z", "event": "Export is released; OUTAGE BEGINS"},
            {"at": "2024-05-06T09:02Z", "event": "First call reaches the support desk"},
            {"at": "2024-05-06T09:25Z", "event": "The empty column is found"},
            {"at": "2024-05-06T09:31Z", "event": "OUTAGE ENDS, the old name is back"},
        ],
        "actions": [
            {
                "id": "A1",
                "area": "prevention",
                "title": "Refuse an empty column before scoring",
                "owner": "payments",
                "due": "2024-06-01",
                "tracker": "https://tracker.example.org/PAY-12",
            },
            {
                "id": "A2",
                "area": "detection",
                "title": "Alert on the share of refused payments",
                "owner": "scoring-platform",
                "status": "done",
            },
            {"id": "A3", "area": "process", "title": "Write down who calls the export team"},
        ],
    },
    "pagerduty": {
        "title": "Demand forecaster orders a week late",
        "severity": "sev2",
        "aliases": ["INC-1187"],
        "onset": "2024-12-23",
        "worked_well": ["The shops could order by hand."],
        "timeline": [
            {"at": "2024-12-23T06:00+01:00", "event": "Orders of the holiday week are computed"},
            {"at": "2024-12-24T09:30+01:00", "event": "A shop reports empty shelves"},
            {"at": "2024-12-24T23:50+01:00", "event": "The calendar is extended"},
            {"at": "2024-12-25T00:20+01:00", "event": "New orders are sent"},
        ],
        "actions": [
            {
                "id": "A1",
                "area": "prevention",
                "title": "Read the calendar of public holidays (owner: forecasting) by 15 January 2025",
                "owner": "forecasting",
                "due": "2025-01-15",
                "status": "open",
            },
            {"id": "A2", "area": "prevention", "title": "Extend the calendar", "status": "done"},
        ],
    },
    "atlassian": {
        "title": "Ranker served an empty model",
        "severity": "sev2",
        "aliases": ["SRCH-77", "SRCH-78"],
        "onset": "2024-03-01",
        "detected": "2024-03-01T11:40Z",
        "resolved": "2024-03-01T12:05Z",
        "detection": {"how": "An alert on clicks rang after 100 minutes."},
        "actions": [
            {"id": "A1", "area": "prevention", "title": "The loader refuses a model smaller than 1 MB"},
            {"id": "A2", "area": "detection", "title": "Alert on identical scores"},
        ],
    },
    "gitlab-issue": {
        "title": "Feature store served yesterday's features",
        "severity": "sev3",
        "onset": "2025-02-11T22:40Z",
        "resolved": "2025-02-12T01:15Z",
        "timeline": [
            {"at": "2025-02-11T22:40Z", "event": "the switch ends without an error"},
            {"at": "2025-02-11T23:55Z", "event": "the first stale feature is seen"},
            {"at": "2025-02-12T01:15Z", "event": "the copy is switched by hand"},
        ],
        "actions": [
            {
                "id": "A1",
                "area": "prevention",
                "title": "https://gitlab.example.org/store/-/issues/9 Check the age of a feature after a switch",
                "status": "open",
                "tracker": "https://gitlab.example.org/store/-/issues/9",
            }
        ],
    },
    "kubernetes": {
        "title": "Retrieval index empty after a rebuild",
        "onset": "2026-02-03",
        "summary": "The nightly rebuild wrote an empty index, and every answer came without sources for two hours.",
        "timeline": [
            {"at": "2026-02-03T02:10-08:00", "event": "rebuild ends without an error"},
            {"at": "2026-02-03T04:12-08:00", "event": "first report"},
            {"at": "2026-02-03T04:31-08:00", "event": "index of the day before is put back"},
        ],
    },
    "Wiki export 2023-09-14 3f2a9c0d1e2b4a5f9d8c7b6a5e4d3c2b": {
        "title": "Chat assistant quoted a withdrawn policy",
        "severity": "sev3",
        "aliases": ["OPS-301"],
        "onset": "2023-09-14",
        "timeline": [
            {"at": "2023-09-14", "event": "09:05: A customer quotes the old policy"},
            {"at": "2023-09-14", "event": "14:30: The document is taken out of the index and the cache is emptied"},
        ],
        "actions": [{"id": "A1", "area": "prevention", "title": "Withdrawn documents leave the index the same day"}],
    },
}


def test_every_shape_is_expected() -> None:
    assert {file.stem for file in SHAPES.iterdir()} == EXPECTED.keys()


@pytest.mark.parametrize("shape", EXPECTED)
def test_what_the_text_says_becomes_fields(shape: str, tmp_path: Path) -> None:
    (made,) = adopted(tmp_path, SHAPES / f"{shape}.md")
    assert made.target, made.left
    data = data_of(made)
    assert {name: data.get(name) for name in EXPECTED[shape]} == EXPECTED[shape]
    assert data["status"] == "draft"


@pytest.mark.parametrize("shape", EXPECTED)
def test_each_guess_says_where_it_comes_from(shape: str, tmp_path: Path) -> None:
    (made,) = adopted(tmp_path, SHAPES / f"{shape}.md")
    front = made.text.split("\n---\n")[0]
    assert front.count("# guessed") == len(made.guessed)
    assert made.guessed.keys() == data_of(made).keys() - {"status"}


@pytest.mark.parametrize("shape", EXPECTED)
def test_no_word_of_the_text_is_lost(shape: str, tmp_path: Path) -> None:
    (made,) = adopted(tmp_path, SHAPES / f"{shape}.md")
    text = (SHAPES / f"{shape}.md").read_text("utf-8")
    text = re.sub(r"<!--.*?-->|^/.*?$|^(?:tags|date):.*?$|<[^<>]*>", " ", text, flags=re.DOTALL | re.MULTILINE)
    words = {word.strip("*`_") for word in text.split()}
    shown = made.text.replace("*", "").replace("`", "")
    assert not {word for word in words if word.isalpha() and word not in shown}
